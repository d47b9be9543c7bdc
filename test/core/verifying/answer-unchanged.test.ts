/** Are the bytes those that were signed? */
import { describe, expect, it } from "vitest";
import { answerUnchanged } from "../../../src/core/verifying/answer-unchanged.ts";
import type { ManifestWish, StoreWish } from "../../support/store-json.ts";
import { storeWith } from "../../support/verification.ts";

const moved = "data hash exclusion does not match the manifest location in the asset";
const answer = (wish: StoreWish, active: ManifestWish = {}, isMediaLeftOut = false) =>
  answerUnchanged(storeWith(wish, active), { isMediaLeftOut }).answer;

describe("the bytes", () => {
  it.each<[string, StoreWish, string]>([
    ["match", {}, "unchanged"],
    ["match, by boxes", { success: ["assertion.boxesHash.match"] }, "unchanged"],
    ["match, and the signer is unknown", { failure: ["signingCredential.untrusted"] }, "unchanged"],
    ["match, and the certificate has expired", { failure: ["signingCredential.expired"] }, "unchanged"],
    ["match, and an identity inside is bad", { failure: ["cawg.identity.sig_type.unknown"] }, "unchanged"],
    ["do not match", { failure: ["assertion.dataHash.mismatch"] }, "changed"],
    [
      "do not match, although they also do",
      { success: ["assertion.dataHash.match"], failure: ["assertion.bmffHash.mismatch"] },
      "changed",
    ],
    [
      "were bound by a rule of old",
      { failure: [{ code: "assertion.dataHash.mismatch", explanation: moved }] },
      "rule-changed",
    ],
    [
      "were bound by a rule of old and do not match either",
      {
        failure: [
          { code: "assertion.dataHash.mismatch", explanation: moved },
          { code: "assertion.dataHash.mismatch", explanation: "Hashes do not match" },
        ],
      },
      "changed",
    ],
    [
      "stand under a signature that does not hold",
      { failure: ["claimSignature.mismatch"] },
      "credential-damaged",
    ],
    [
      "stand under an assertion that was changed",
      { failure: ["assertion.hashedURI.mismatch"] },
      "credential-damaged",
    ],
    ["stand under something nobody knows", { failure: ["something.new"] }, "credential-damaged"],
    ["were never compared", { success: ["claimSignature.validated"] }, "unknown"],
  ])("that %s are answered so", (_what, wish, expected) => {
    expect(answer(wish)).toBe(expected);
  });

  it("are not known where the hash leaves out what one sees", () => {
    expect(answer({}, {}, true)).toBe("unknown");
    expect(answer({ failure: ["assertion.dataHash.mismatch"] }, {}, true)).toBe("changed");
  });

  it("of an update are bound by the credential it updates", () => {
    const unbound = { success: ["claimSignature.validated"] };
    expect(answer(unbound, { ingredients: [{ manifest: "urn:c2pa:2", relationship: "parentOf" }] })).toBe(
      "unchanged",
    );
    expect(answer(unbound, { ingredients: [{ manifest: "urn:c2pa:2", relationship: "componentOf" }] })).toBe(
      "unknown",
    );
    expect(answer(unbound, { ingredients: [{ relationship: "parentOf" }] })).toBe("unknown");
  });
});
