/** Four answers and the findings → one state; the engine's word is lowered, never raised. */
import { describe, expect, it } from "vitest";
import { collectFindings } from "../../../src/core/verifying/collect-findings.ts";
import { finding } from "../../../src/core/verifying/finding.ts";
import { judge } from "../../../src/core/verifying/judge.ts";
import type { IssuerAnswer } from "../../../src/core/verifying/verification.ts";
import { storeWith } from "../../support/verification.ts";

const recognized: IssuerAnswer = { answer: "recognized", revocation: "not-checked" };

describe("the state", () => {
  it.each([
    ["Trusted", "recognized", [], "trusted"],
    ["Trusted", "not-recognized", [], "valid"],
    ["Trusted", "expired", [], "valid"],
    ["Valid", "recognized", [], "valid"],
    ["Valid", "not-recognized", [], "valid"],
    ["Invalid", "recognized", [], "invalid"],
    ["Trusted", "recognized", [finding("assertion.dataHash.mismatch", "failure")], "invalid"],
    ["Valid", "not-recognized", [finding("something.new", "failure")], "invalid"],
    ["Trusted", "recognized", [finding("history.broken", "failure")], "trusted"],
    [
      "Trusted",
      "recognized",
      [finding("time.none", "info"), finding("issuer.self-signed", "warning")],
      "trusted",
    ],
  ] as const)(
    "with the engine saying %s and the issuer %s is right (%j → %s)",
    (state, answer, findings, expected) => {
      expect(judge(storeWith({ state }), { ...recognized, answer }, findings)).toBe(expected);
    },
  );
});

describe("the engine's statuses", () => {
  it("are failures where nobody knows them, whatever success stands beside", () => {
    const store = storeWith({
      state: "Trusted",
      success: ["claimSignature.validated", "assertion.dataHash.match", "signingCredential.trusted"],
      failure: ["something.nobody.knows", "assertion.dataHash.mismatch"],
    });
    const findings = collectFindings(store);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ["something.nobody.knows", "failure"],
      ["assertion.dataHash.mismatch", "failure"],
    ]);
    expect(judge(store, recognized, findings)).toBe("invalid");
  });

  it("of a signer nobody knows are warnings", () => {
    const store = storeWith({ failure: ["signingCredential.untrusted", "cawg.x509.credential.untrusted"] });
    expect(collectFindings(store).map(({ severity }) => severity)).toEqual(["warning", "warning"]);
    expect(judge(store, { ...recognized, answer: "not-recognized" }, collectFindings(store))).toBe("valid");
  });

  it("of a step in the history are a failure of the file, named by the step", () => {
    const store = storeWith({ deltas: { "urn:c2pa:2": ["claimSignature.mismatch"] } });
    expect(collectFindings(store)).toMatchObject([
      { code: "claimSignature.mismatch", severity: "failure", where: "urn:c2pa:2" },
    ]);
  });

  it("are said once, failures first, and the harmless ones not at all", () => {
    const store = storeWith({
      informational: ["signingCredential.ocsp.skipped", "timeOfSigning.insideValidity", "timeStamp.mismatch"],
      failure: ["assertion.hashedURI.mismatch", "assertion.hashedURI.mismatch"],
    });
    expect(collectFindings(store).map(({ code }) => code)).toEqual([
      "assertion.hashedURI.mismatch",
      "timeStamp.mismatch",
      "signingCredential.ocsp.skipped",
    ]);
  });
});
