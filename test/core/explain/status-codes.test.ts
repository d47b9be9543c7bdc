import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/explain/index.ts";
import { statusCodes } from "../../../src/core/explain/status-codes.ts";

/** `a.{b,c.d} e` → a.b, a.c.d, e: the codes as the specification groups them. */
function expand(groups: string): string[] {
  return (groups.match(/[^\s{}]*(\{[^}]*\}\S*|\S+)/g) ?? []).flatMap((group) => {
    const [, before = "", list, after = ""] = group.match(/^([^{]*)\{([^}]*)\}(.*)$/) ?? [];
    return list === undefined ? [group] : list.split(",").map((part) => `${before}${part}${after}`);
  });
}

const ofTheEngine = expand(`
  claimSignature.{validated,insideValidity} signingCredential.{trusted,ocsp.notRevoked}
  timeStamp.{validated,trusted}
  assertion.{hashedURI.match,dataHash.match,bmffHash.match,boxesHash.match,collectionHash.match,accessible}
  ingredient.{manifest.validated,claimSignature.validated}
  signingCredential.ocsp.{skipped,inaccessible} timeStamp.{mismatch,malformed,outsideValidity,untrusted}
  manifest.{unknownProvenance,unreferenced} ingredient.unknownProvenance algorithm.deprecated
  timeOfSigning.insideValidity assertion.{dataHash,bmffHash,boxesHash}.additionalExclusionsPresent
  cawg.ica.untrusted_issuer
  claim.{malformed,missing,multiple,required.missing,cbor.invalid,hardBindings.missing}
  claimSignature.{missing,mismatch,outsideValidity}
  signingCredential.{untrusted,invalid,expired,ocsp.revoked,ocsp.unknown}
  manifest.{inaccessible,multipleParents,update.invalid,update.wrongParents}
  manifest.{timestamp.invalid,timestamp.wrongParents,compressed.invalid}
  assertion.{hashedURI.mismatch,missing,undeclared,inaccessible,notRedacted,selfRedacted,required.missing}
  assertion.{json.invalid,cbor.invalid,outsideManifest,multipleHardBindings,timestamp.malformed}
  assertion.{ingredient.malformed,metadata.disallowed}
  assertion.action.{malformed,ingredientMismatch,redacted,redactionMismatch}
  assertion.dataHash.{mismatch,malformed,redacted} assertion.bmffHash.{mismatch,malformed}
  assertion.boxesHash.{mismatch,malformed,unknownBox}
  assertion.collectionHash.{mismatch,malformed,incorrectFileCount,invalidURI}
  assertion.cloud-data.{hardBinding,actions,malformed}
  ingredient.{manifest.missing,manifest.mismatch,claimSignature.missing,claimSignature.mismatch}
  ingredient.hashedURI.mismatch hashedURI.{missing,mismatch}
  algorithm.unsupported general.error com.adobe.prerelease
`);

/** C2PA 2.4 §15.2.2 and the official rubrics, beyond what engine 0.91 gives. */
const ofTheStandard = expand(`
  assertion.multiAssetHash.{match,mismatch,malformed,missingPart} assertion.hardBinding.redacted
  assertion.external-reference.{created,hashMismatch,labelMismatch,malformed}
  assertion.alternativeContentRepresentation.{match,malformed,hashMismatch,missing}
  assertion.action.softBindingMissing assertion.cloud-data.labelMismatch
  timeStamp.credentialInvalid timeOfSigning.outsideValidity manifest.html.multipleManifests
  manifest.structuredText.{emptyReference,malformedReference,multipleReferences,noManifest,noResolutionPath}
  manifest.text.{corruptedWrapper,multipleWrappers}
  livevideo.{assertion,continuityMethod,init,manifest,segment,sessionkey}.invalid
`);

const ofCawg = expand(`
  cawg.identity.{trusted,well-formed,cbor.invalid,assertion.mismatch,assertion.duplicate,credential_revoked}
  cawg.identity.{hard_binding_missing,hard_binding_incorrect,sig_type.unknown,pad.invalid}
  cawg.identity.{network_traffic_blocked,unexpected_countersigner}
  cawg.identity.{expected_partial_claim.mismatch,expected_claim_generator.mismatch}
  cawg.identity.expected_countersigner.{mismatch,missing,duplicate}
  cawg.x509.signature.{validated,mismatch,inside_validity,outside_validity}
  cawg.x509.credential.{trusted,untrusted,invalid} cawg.x509.algorithm.unsupported
  cawg.x509.time_stamp.{validated,trusted,untrusted,mismatch,malformed,outside_validity,credential_invalid}
  cawg.x509.time_of_signing.{inside_validity,outside_validity}
  cawg.x509.ocsp.{not_revoked,skipped,inaccessible,unknown}
  cawg.ica.{credential_valid,invalid_cose_sign1,invalid_alg,invalid_content_type,invalid_issuer}
  cawg.ica.{invalid_verifiable_credential,did_unsupported_method,did_unavailable,invalid_did_document}
  cawg.ica.{signature_mismatch,signer_payload.mismatch,time_stamp.validated,time_stamp.invalid}
  cawg.ica.{valid_from.missing,valid_from.invalid,valid_until.invalid}
  cawg.ica.{revocation.unsupported,revocation.unavailable,credential.not_revoked,credential.revoked}
  cawg.ica.{verified_identities.missing,verified_identities.invalid}
`);

describe("the list of status codes in this test", () => {
  it("is written out in full", () => {
    expect(ofTheEngine).toHaveLength(new Set(ofTheEngine).size);
    expect(ofTheEngine.length).toBeGreaterThan(85);
    expect(ofTheEngine).toContain("assertion.boxesHash.additionalExclusionsPresent");
    expect(ofTheStandard).toContain("livevideo.sessionkey.invalid");
  });
});

describe("every status code", () => {
  it.each([...ofTheEngine, ...ofTheStandard, ...ofCawg])("%s is explained", (code) => {
    expect(explain(code)).toMatchObject({ code, kind: "status" });
  });

  it("is in one family only", () => {
    const codes = statusCodes.map(({ code }) => code);
    expect(codes).toHaveLength(new Set(codes).size);
  });

  it("is one that the engine or the standard knows", () => {
    const known = new Set([...ofTheEngine, ...ofTheStandard, ...ofCawg, "signingCredential.revoked"]);
    expect(statusCodes.map(({ code }) => code).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe("the codes that are misread most", () => {
  it("says of an unrecognized issuer that no list in use recognizes it, and no more", () => {
    expect(explain("signingCredential.untrusted")?.meaning).toMatch(/no trust list in use recognizes/);
  });

  it("says of a skipped revocation check that nobody was asked", () => {
    expect(explain("signingCredential.ocsp.skipped")?.meaning).toMatch(/nobody was asked/);
  });

  it.each(["dataHash", "bmffHash", "boxesHash"])("says that bytes outside the %s are not covered", (hash) => {
    expect(explain(`assertion.${hash}.additionalExclusionsPresent`)?.meaning).toMatch(/not covered/);
  });

  it("leaves open, when hashes differ, whether the file changed or has another file's credential", () => {
    const { meaning = "" } = explain("assertion.dataHash.mismatch") ?? {};
    expect(meaning).toMatch(/changed after it was signed/);
    expect(meaning).toMatch(/another file/);
  });
});
