/** Judging as of another day: what was said later is no evidence for that day. */
import { describe, expect, it } from "vitest";
import { evidenceAsOf, isAfter, judgeAsOf } from "../../../src/core/verifying/as-of.ts";
import { laterThan } from "../../../src/core/verifying/circumstances.ts";
import { judge } from "../../../src/core/verifying/judge.ts";
import type { CertificateSummary, TimeAnswer } from "../../../src/core/verifying/verification.ts";
import { storeWith } from "../../support/verification.ts";

const asOf = new Date("2025-08-20T00:00:00Z");
const before: TimeAnswer = { answer: "independent", at: new Date("2025-08-19T00:00:00Z") };
const after: TimeAnswer = { answer: "independent", at: new Date("2026-01-01T00:00:00Z") };
const trusted = storeWith({
  state: "Trusted",
  success: ["claimSignature.validated", "signingCredential.trusted"],
});

function certificate(from: string, to: string): CertificateSummary {
  const names = { subject: "CN=Ana Ruiz", issuedBy: "CN=Root", serialNumber: "1", sha256: "0" };
  return { ...names, notBefore: new Date(from), notAfter: new Date(to), isSelfSigned: false };
}

describe("a timestamp later than the day in question", () => {
  it("is no evidence, and an earlier one stays it", () => {
    expect(evidenceAsOf(after, asOf)).toEqual({ answer: "none" });
    expect(evidenceAsOf(before, asOf)).toBe(before);
    expect(evidenceAsOf(after, undefined)).toBe(after);
    expect([isAfter({ answer: "none" }, asOf), isAfter({ ...before, at: asOf }, asOf)]).toEqual([
      false,
      false,
    ]);
  });

  it("is a warning that keeps the file from being trusted", () => {
    const findings = laterThan(after, asOf);
    expect(findings).toMatchObject([{ code: "time.after-as-of", severity: "warning" }]);
    expect(findings[0]?.meaning).toContain("later than the day");
    const issuer = { answer: "recognized", revocation: "not-checked" } as const;
    expect(judge(trusted, issuer, findings)).toBe("valid");
    expect(judge(trusted, issuer, laterThan(before, asOf))).toBe("trusted");
  });

  it("does not save a certificate that was outside its dates on that day", () => {
    const late = certificate("2025-12-01", "2027-01-01");
    const judged = judgeAsOf(trusted, late, evidenceAsOf(after, asOf), asOf);
    expect(judged.engineState).toBe("Invalid");
    expect(judged.statuses.at(-1)).toEqual({
      code: "issuer.not-yet-valid",
      kind: "failure",
      explanation: "valid from 2025-12-01T00:00:00.000Z",
    });
    const past = judgeAsOf(trusted, certificate("2024-01-01", "2025-01-01"), { answer: "none" }, asOf);
    expect(past.statuses.at(-1)).toMatchObject({ code: "signingCredential.expired", kind: "failure" });
    expect(judgeAsOf(trusted, late, after, asOf)).toBe(trusted);
  });

  it("mends nothing that the engine found without naming it", () => {
    const always = certificate("2020-01-01", "2030-01-01");
    const unnamed = storeWith({ state: "Invalid", success: [] });
    expect(judgeAsOf(unnamed, always, { answer: "none" }, asOf).engineState).toBe("Invalid");
    const expired = storeWith({ state: "Invalid", failure: ["signingCredential.expired"] });
    expect(judgeAsOf(expired, always, { answer: "none" }, asOf).engineState).toBe("Valid");
  });
});
