/** Status codes about the signature and the certificate behind it: who issued, and may they. */
import type { Words } from "./entry.js";

const doNotRely = "do not rely on anything this credential says";

export const signatureCodes: Readonly<Record<string, Words>> = {
  "claimSignature.validated": {
    meaning: "the signature fits the claim, so the claim is the one that was signed",
    causes: ["the claim has not changed since it was signed"],
    action: "nothing to do; this alone does not say who the issuer is",
    source: "C2PA 2.4 §15.7",
  },
  "claimSignature.insideValidity": {
    meaning: "the issuer's certificate was valid at the time that counts for the signature",
    causes: ["a trusted timestamp lies within the certificate's dates", "without one, today does"],
    action: "nothing to do",
    source: "C2PA 2.4 §15.8.2",
  },
  "claimSignature.missing": {
    meaning: "the Content Credentials carry no signature, or it is not where the claim says",
    causes: ["software removed a part of the credential", "the file or its credential was cut short"],
    action: `${doNotRely}; ask for the file as it left its source`,
    source: "C2PA 2.4 §15.7",
  },
  "claimSignature.mismatch": {
    meaning:
      "the signature does not fit the claim: the claim changed after it was signed, or was wrongly signed",
    causes: [
      "the credential was changed after it was signed",
      "the certificate and the key do not belong together",
      "the software that signed made an error",
    ],
    action: `${doNotRely}; ask for the file as it left its source`,
    source: "C2PA 2.4 §15.7",
  },
  "claimSignature.outsideValidity": {
    meaning: "the signature was made before the issuer's certificate became valid or after it ended",
    causes: [
      "the certificate had expired when the file was signed",
      "the certificate has expired since, and no trusted timestamp shows an earlier date",
    ],
    action: `${doNotRely}, unless a trusted timestamp shows when it was signed`,
    source: "C2PA 2.4 §15.8.2",
  },
  "signingCredential.trusted": {
    meaning: "a trust list in use recognizes the issuer",
    causes: ["the issuer's certificate leads to an authority on the list"],
    action: "see which list, and of what date; a list vouches for the issuer's name, not for the content",
    source: "C2PA 2.4 §15.7",
  },
  "signingCredential.untrusted": {
    meaning: "no trust list in use recognizes the issuer, so the name is only what the file claims",
    causes: [
      "the issuer's certificate is on no list; anyone can make one, under any name",
      "the trust list in use is missing, out of date or of another kind",
      "an authority between the issuer and the list was revoked",
    ],
    action: "update the lists with: colophon trust update; otherwise do not take the name as confirmed",
    source: "C2PA 2.4 §15.7",
  },
  "signingCredential.invalid": {
    meaning: "the issuer's certificate is not one that may sign Content Credentials",
    causes: [
      "it was issued for another purpose, such as a web site",
      "it lacks an entry that the standard requires",
      "it is an authority's certificate or signs itself",
    ],
    action: `${doNotRely}; to see each fault of a certificate of your own: colophon identity show NAME`,
    source: "C2PA 2.4 §15.7",
  },
  "signingCredential.expired": {
    meaning: "the issuer's certificate has expired, and no accepted timestamp shows an earlier signing",
    causes: [
      "the file was signed without a timestamp, and the certificate has expired since",
      "the file was signed with a certificate that had expired already",
    ],
    action: `${doNotRely}: whoever holds the old key could have signed at any time`,
    source: "C2PA 2.4 §15.8.2",
  },
  "signingCredential.revoked": {
    meaning: "the issuer's certificate was withdrawn by the authority that issued it",
    causes: ["the key was lost or stolen", "the issuer no longer exists or lost the right to sign"],
    action: doNotRely,
  },
  "signingCredential.ocsp.notRevoked": {
    meaning: "the authority says that the issuer's certificate had not been revoked when it signed",
    causes: ["an answer of the authority is stored in the credential or was fetched"],
    action: "nothing to do",
    source: "C2PA 2.4 §15.9",
  },
  "signingCredential.ocsp.revoked": {
    meaning: "the authority says that the issuer's certificate was revoked",
    causes: ["the key was lost or stolen", "the issuer no longer exists or lost the right to sign"],
    action: doNotRely,
    source: "C2PA 2.4 §15.9",
  },
  "signingCredential.ocsp.unknown": {
    meaning: "the authority was asked whether the certificate was revoked, and does not know the certificate",
    causes: ["the authority's records are not up to date", "another authority issued the certificate"],
    action: "treat it as not checked; ask the issuer if much depends on it",
    source: "C2PA 2.4 §15.9.2",
  },
  "signingCredential.ocsp.skipped": {
    meaning: "nobody was asked whether the issuer's certificate has been revoked",
    causes: ["asking is off, because it can tell others which file is being looked at"],
    action: "treat it as not checked; ask the issuer if much depends on it",
    source: "C2PA 2.4 §15.9.2",
  },
  "signingCredential.ocsp.inaccessible": {
    meaning: "the authority was asked whether the certificate was revoked, and did not answer",
    causes: ["the network or the authority's server was down"],
    action: "treat it as not checked; try again later if much depends on it",
    source: "C2PA 2.4 §15.9.2",
  },
};
