/** Status codes of CAWG: a person or organization named in a credential, signed apart from the issuer. */
import type { Words } from "./entry.js";

const faulty = ["the software that added the identity did not follow the standard"];
const notConfirmed = "do not take the person or organization named as confirmed";
const replaced = ["the identity was copied from another file", ...faulty];
const timeSetAside = `${notConfirmed} by its own timestamp, which was set aside`;
const identity = "CAWG Identity 1.3 §7.2";
const x509 = "CAWG Identity 1.3 §8.2.2";
const aggregation = "CAWG Identity 1.3 §8.1";

export const cawgCodes: Readonly<Record<string, Words>> = {
  "cawg.identity.trusted": {
    meaning: "the person or organization named has signed, and a list in use recognizes who vouches for them",
    causes: ["the identity was confirmed by an authority on a list in use"],
    action: "nothing to do; it says who stands behind the credential, not whether its content is right",
    source: identity,
  },
  "cawg.identity.well-formed": {
    meaning:
      "the identity named is complete and properly signed, and no list in use recognizes who vouches for it",
    causes: ["no list for identities is in use", "the identity was confirmed by someone on no list"],
    action: notConfirmed,
    source: identity,
  },
  "cawg.identity.cbor.invalid": {
    meaning: "the identity named in the credential cannot be read, because its encoding is broken",
    causes: [...faulty, "the credential was damaged"],
    action: notConfirmed,
    source: identity,
  },
  "cawg.identity.assertion.mismatch": {
    meaning: "the identity was signed for details that are not in this credential",
    causes: replaced,
    action: notConfirmed,
    source: identity,
  },
  "cawg.identity.assertion.duplicate": {
    meaning: "the identity lists the same signed detail twice",
    causes: faulty,
    action: notConfirmed,
    source: identity,
  },
  "cawg.identity.credential_revoked": {
    meaning: "the identity was signed with a certificate that was revoked",
    causes: ["the key was lost or stolen", "the person or organization lost the right to use it"],
    action: notConfirmed,
    source: identity,
  },
  "cawg.identity.hard_binding_missing": {
    meaning: "the identity is not tied to the bytes of any file",
    causes: faulty,
    action: `${notConfirmed}: the identity could be attached to any file`,
    source: identity,
  },
  "cawg.identity.hard_binding_incorrect": {
    meaning: "the identity is tied to the bytes of another file",
    causes: replaced,
    action: notConfirmed,
    source: identity,
  },
  "cawg.identity.sig_type.unknown": {
    meaning: "the identity is signed in a way that this engine version does not know",
    causes: ["it was made by newer software", ...faulty],
    action: "update colophon and look again; until then take the identity as not checked",
    source: identity,
  },
  "cawg.identity.pad.invalid": {
    meaning: "the space that should be empty in the identity has something in it",
    causes: [...faulty, "something was hidden there"],
    action: notConfirmed,
    source: identity,
  },
  "cawg.identity.network_traffic_blocked": {
    meaning: "the identity could not be checked fully without the network, which was off",
    causes: ["colophon works offline unless told otherwise"],
    action: "take the identity as not checked",
    source: identity,
  },
  "cawg.identity.expected_partial_claim.mismatch": {
    meaning: "the identity was signed for another claim than the one in this credential",
    causes: replaced,
    action: notConfirmed,
    source: "CAWG Identity 1.2 §7.2",
  },
  "cawg.identity.expected_claim_generator.mismatch": {
    meaning: "the identity was signed for another issuer than the one of this credential",
    causes: replaced,
    action: notConfirmed,
    source: "CAWG Identity 1.2 §7.2",
  },
  "cawg.identity.unexpected_countersigner": {
    meaning: "a further identity was added that the first one did not expect beside it",
    causes: ["an identity was added after the first one signed", ...faulty],
    action: "do not take the further identity as agreed with the first",
    source: "CAWG Identity 1.2 §7.2",
  },
  "cawg.identity.expected_countersigner.mismatch": {
    meaning: "an identity that the first one expected beside it was signed by someone else",
    causes: ["the other identity was replaced", ...faulty],
    action: notConfirmed,
    source: "CAWG Identity 1.2 §7.2",
  },
  "cawg.identity.expected_countersigner.missing": {
    meaning: "an identity that the first one expected beside it is missing",
    causes: ["the other identity was removed", ...faulty],
    action: notConfirmed,
    source: "CAWG Identity 1.2 §7.2",
  },
  "cawg.identity.expected_countersigner.duplicate": {
    meaning: "the identity expects the same other identity beside it twice",
    causes: faulty,
    action: notConfirmed,
    source: "CAWG Identity 1.2 §7.2",
  },

  "cawg.x509.signature.validated": {
    meaning: "the signature of the identity fits what it signed",
    causes: ["what the identity signed has not changed since"],
    action: "nothing to do; this alone does not say who the person or organization is",
    source: x509,
  },
  "cawg.x509.signature.mismatch": {
    meaning: "the signature of the identity does not fit what it should have signed",
    causes: ["the identity was changed or replaced after it was signed", ...faulty],
    action: notConfirmed,
    source: x509,
  },
  "cawg.x509.signature.inside_validity": {
    meaning: "the identity's certificate was valid at the time that counts for its signature",
    causes: ["the signing time or today lies within the certificate's dates"],
    action: "nothing to do",
    source: x509,
  },
  "cawg.x509.signature.outside_validity": {
    meaning: "the identity's certificate was not valid at the time that counts for its signature",
    causes: ["the certificate had expired", "no accepted timestamp shows an earlier signing"],
    action: notConfirmed,
    source: x509,
  },
  "cawg.x509.credential.trusted": {
    meaning: "a trust list in use recognizes the certificate of the identity",
    causes: ["the certificate leads to an authority on the list"],
    action: "nothing to do; a list vouches for a name, not for the content",
    source: x509,
  },
  "cawg.x509.credential.untrusted": {
    meaning: "no trust list in use recognizes the certificate of the identity",
    causes: ["no list for identities is in use", "the certificate is on no list; anyone can make one"],
    action: `${notConfirmed}; to add a list: colophon trust add FILE`,
    source: x509,
  },
  "cawg.x509.credential.invalid": {
    meaning: "the certificate of the identity is not one that may sign an identity",
    causes: ["it was issued for another purpose", "it lacks an entry that the standard requires"],
    action: notConfirmed,
    source: x509,
  },
  "cawg.x509.algorithm.unsupported": {
    meaning: "the identity is signed with an algorithm that is not allowed or not known",
    causes: ["it was made by newer software", ...faulty],
    action: "take the identity as not checked",
    source: x509,
  },
  "cawg.x509.time_stamp.validated": {
    meaning: "the identity's timestamp is well formed and belongs to its signature",
    causes: ["the identity was signed with a timestamp"],
    action: "see whether a list recognizes the timestamp authority",
    source: x509,
  },
  "cawg.x509.time_stamp.trusted": {
    meaning: "a list in use recognizes the authority behind the identity's timestamp",
    causes: ["the authority's certificate leads to an entry on the list"],
    action: "nothing to do",
    source: x509,
  },
  "cawg.x509.time_stamp.untrusted": {
    meaning: "no list in use recognizes the authority behind the identity's timestamp",
    causes: ["the authority is on no list", "no list of timestamp authorities is in use"],
    action: timeSetAside,
    source: x509,
  },
  "cawg.x509.time_stamp.mismatch": {
    meaning: "the identity's timestamp belongs to something other than its signature",
    causes: ["the timestamp or the identity was replaced", ...faulty],
    action: timeSetAside,
    source: x509,
  },
  "cawg.x509.time_stamp.malformed": {
    meaning: "the identity's timestamp is not in the form that the standard requires",
    causes: faulty,
    action: timeSetAside,
    source: x509,
  },
  "cawg.x509.time_stamp.outside_validity": {
    meaning: "the time in the identity's timestamp lies outside the dates of the authority's certificate",
    causes: ["the authority used an expired certificate", "the authority's clock was wrong"],
    action: timeSetAside,
    source: x509,
  },
  "cawg.x509.time_stamp.credential_invalid": {
    meaning: "the certificate behind the identity's timestamp is not one that may confirm times",
    causes: ["it was issued for another purpose"],
    action: timeSetAside,
    source: x509,
  },
  "cawg.x509.time_of_signing.inside_validity": {
    meaning: "the time that the identity states lies within the dates of its certificate",
    causes: ["the clock of whoever signed was set plausibly"],
    action: "nothing to do; it is still the signer's own word",
    source: x509,
  },
  "cawg.x509.time_of_signing.outside_validity": {
    meaning: "the time that the identity states lies outside the dates of its certificate",
    causes: ["the clock of whoever signed was wrong", "another time was stated on purpose"],
    action: "do not use the time that the identity states",
    source: x509,
  },
  "cawg.x509.ocsp.not_revoked": {
    meaning: "the authority says that the identity's certificate had not been revoked",
    causes: ["an answer of the authority is stored in the credential or was fetched"],
    action: "nothing to do",
    source: x509,
  },
  "cawg.x509.ocsp.skipped": {
    meaning: "nobody was asked whether the identity's certificate has been revoked",
    causes: ["asking is off, because it can tell others which file is being looked at"],
    action: "treat it as not checked",
    source: x509,
  },
  "cawg.x509.ocsp.inaccessible": {
    meaning: "the authority was asked whether the identity's certificate was revoked, and did not answer",
    causes: ["the network or the authority's server was down"],
    action: "treat it as not checked; try again later if much depends on it",
    source: x509,
  },
  "cawg.x509.ocsp.unknown": {
    meaning: "the authority was asked about the identity's certificate and does not know it",
    causes: ["the authority's records are not up to date", "another authority issued the certificate"],
    action: "treat it as not checked",
    source: x509,
  },

  "cawg.ica.credential_valid": {
    meaning:
      "the identity is complete and properly signed by its provider; this alone does not say who the provider is",
    causes: ["the identity has not changed since its provider signed it"],
    action: "see whether a list recognizes the provider: anyone can be a provider and vouch for any name",
    source: aggregation,
  },
  "cawg.ica.untrusted_issuer": {
    meaning: "no list in use recognizes the provider that vouches for the identity",
    causes: ["no list of identity providers is in use", "the identity vouches for itself"],
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.invalid_cose_sign1": {
    meaning: "the identity's signature cannot be read",
    causes: [...faulty, "the credential was damaged"],
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.invalid_alg": {
    meaning: "the identity is signed with an algorithm that is not allowed or not known",
    causes: ["it was made by newer software", ...faulty],
    action: "take the identity as not checked",
    source: aggregation,
  },
  "cawg.ica.invalid_content_type": {
    meaning: "the identity does not say that it is an identity",
    causes: faulty,
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.invalid_verifiable_credential": {
    meaning: "the identity is not in the form that the standard requires",
    causes: faulty,
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.invalid_issuer": {
    meaning: "the identity does not name its provider in the form that the standard requires",
    causes: faulty,
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.did_unsupported_method": {
    meaning: "the identity's provider is named in a way that this engine version does not know",
    causes: ["it was made by newer software", ...faulty],
    action: "take the identity as not checked",
    source: aggregation,
  },
  "cawg.ica.did_unavailable": {
    meaning: "the key of the identity's provider could not be fetched, so the identity was not checked",
    causes: ["colophon works offline unless told otherwise", "the provider's site did not answer"],
    action: "take the identity as not checked",
    source: aggregation,
  },
  "cawg.ica.invalid_did_document": {
    meaning: "what the identity's provider publishes about itself holds no usable key",
    causes: ["the provider made an error", "the provider changed its keys"],
    action: "take the identity as not checked",
    source: aggregation,
  },
  "cawg.ica.signature_mismatch": {
    meaning: "the signature of the identity's provider does not fit the identity",
    causes: ["the identity was changed after it was signed", "the provider changed its keys", ...faulty],
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.time_stamp.validated": {
    meaning: "the identity's timestamp is well formed and belongs to its signature",
    causes: ["the identity was signed with a timestamp"],
    action: "nothing to do; it does not say that a list recognizes the timestamp authority",
    source: aggregation,
  },
  "cawg.ica.time_stamp.invalid": {
    meaning: "the identity's timestamp cannot be used",
    causes: ["the timestamp or the identity was replaced", ...faulty],
    action: timeSetAside,
    source: aggregation,
  },
  "cawg.ica.valid_from.missing": {
    meaning: "the identity does not say from when it holds",
    causes: faulty,
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.valid_from.invalid": {
    meaning: "the identity had not begun to hold when the file was signed, or does not hold yet",
    causes: ["a clock was wrong", "the identity was added with a later date"],
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.valid_until.invalid": {
    meaning: "the identity has expired, or had expired when the file was signed",
    causes: ["the provider gave it for a limited time"],
    action: "take the identity as no longer confirmed by its provider",
    source: aggregation,
  },
  "cawg.ica.revocation.unsupported": {
    meaning: "whether the identity was withdrawn is kept in a way that this engine version does not know",
    causes: ["it was made by newer software"],
    action: "treat it as not checked",
    source: aggregation,
  },
  "cawg.ica.revocation.unavailable": {
    meaning: "whether the identity was withdrawn could not be fetched",
    causes: ["colophon works offline unless told otherwise", "the provider's site did not answer"],
    action: "treat it as not checked",
    source: aggregation,
  },
  "cawg.ica.credential.not_revoked": {
    meaning: "the provider says that the identity was not withdrawn",
    causes: ["the provider's list was looked up"],
    action: "nothing to do",
    source: aggregation,
  },
  "cawg.ica.credential.revoked": {
    meaning: "the provider says that the identity was withdrawn",
    causes: ["the person or organization asked for it", "the provider found that it was wrong"],
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.signer_payload.mismatch": {
    meaning: "the provider signed the identity for another file than this one",
    causes: replaced,
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.verified_identities.missing": {
    meaning: "the identity names nobody",
    causes: faulty,
    action: notConfirmed,
    source: aggregation,
  },
  "cawg.ica.verified_identities.invalid": {
    meaning: "a name in the identity is incomplete or not in the form that the standard requires",
    causes: faulty,
    action: notConfirmed,
    source: aggregation,
  },
};
