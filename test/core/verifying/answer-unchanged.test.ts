/** Are the bytes those that were signed? */
import { describe, expect, it } from "vitest";
import { readStoreBytes } from "../../../src/core/credential/store-bytes.ts";
import { answerUnchanged } from "../../../src/core/verifying/answer-unchanged.ts";
import { cborBox, storeOf, superbox } from "../../support/boxes.ts";
import type { ManifestWish, StoreWish } from "../../support/store-json.ts";
import { storeWith } from "../../support/verification.ts";

const moved = "data hash exclusion does not match the manifest location in the asset";
const answer = (wish: StoreWish, active: ManifestWish = {}) =>
  answerUnchanged(storeWith(wish, active), undefined).answer;

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

describe("bytes that the hash leaves out", () => {
  const uncovered = (exclusions: unknown) => {
    const hash = superbox("c2pa.hash.data", cborBox(new Map([["exclusions", exclusions]])));
    const bytes = readStoreBytes(storeOf("urn:c2pa:1", superbox("c2pa.assertions", hash)));
    return answerUnchanged(storeWith(), bytes).uncoveredBytes;
  };
  const range = (start: unknown, length: unknown) =>
    new Map([
      ["start", start],
      ["length", length],
    ]);

  it("are counted beside the credential's own", () => {
    expect(uncovered([range(20, 9000)])).toBeUndefined();
    expect(uncovered([range(20, 9000), range(10_000, 120), range(20_000, 3)])).toBe(123);
  });

  it("make no sense where they are no ranges, and then are none", () => {
    for (const odd of ["text", 7, [7], [range(1, "text")], [[1, 2]]]) expect(uncovered(odd)).toBeUndefined();
  });
});
