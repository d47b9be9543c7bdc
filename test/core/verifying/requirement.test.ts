/** What a caller demands, and the exit code: 0 if and only if it is met. */
import { describe, expect, it } from "vitest";
import { finding } from "../../../src/core/verifying/finding.ts";
import { checkRequirement } from "../../../src/core/verifying/requirement.ts";
import type { CertificateSummary } from "../../../src/core/verifying/verification.ts";
import { today, verificationOf } from "../../support/verification.ts";

const broken = [finding("history.broken", "failure")];

const certificate: CertificateSummary = {
  subject: "O=Estudio Ruiz (Sevilla), CN=Ana Ruiz",
  organization: "Estudio Ruiz (Sevilla)",
  commonName: "Ana Ruiz",
  issuedBy: "CN=Somebody",
  serialNumber: "01",
  notBefore: today,
  notAfter: today,
  sha256: "00",
  isSelfSigned: false,
};

describe("the exit code", () => {
  it.each([
    ["trusted", "trusted", false, 0],
    ["trusted", "valid", false, 0],
    ["valid", "trusted", false, 4],
    ["valid", "valid", false, 0],
    ["invalid", "trusted", false, 1],
    ["invalid", "valid", false, 1],
    ["none", "trusted", false, 3],
    ["none", "valid", false, 3],
    ["trusted", "trusted", true, 1],
    ["valid", "trusted", true, 1],
    ["valid", "valid", true, 1],
    ["invalid", "valid", true, 1],
  ] as const)(
    "of a file that is %s where %s is demanded, its history broken: %s, is %i",
    (state, require, isBroken, exitCode) => {
      const verification = verificationOf({ state, findings: isBroken ? broken : [] });
      expect(checkRequirement(verification, { require })).toEqual({ exitCode, findings: [] });
    },
  );
});

describe("the issuer that is demanded", () => {
  const verification = verificationOf({
    issuer: { answer: "recognized", revocation: "not-checked", certificate },
  });
  const exitCode = (issuer: string, state: "trusted" | "valid" | "invalid" = "trusted") =>
    checkRequirement({ ...verification, state }, { require: "trusted", issuer }).exitCode;

  it.each([
    "Estudio Ruiz (Sevilla)",
    "estudio ruiz (sevilla)",
    "Ana Ruiz",
    "Estudio*",
    "*Ruiz*",
    "Ana Rui?",
    "*",
  ])("is met by name or pattern: %s", (issuer) => {
    expect(exitCode(issuer)).toBe(0);
  });

  it.each([
    "Estudio",
    "Ruiz",
    "Ana Ruiz?",
    "Estudio Ruiz .Sevilla.",
    "Ana.Ruiz",
    "Estudio Ruiz (Sevilla)|x",
    "",
    "[A-Z]na Ruiz",
    "\\w*",
  ])("is not met by anything less: %s", (issuer) => {
    const result = checkRequirement(verification, { require: "trusted", issuer });
    expect(result.exitCode).toBe(4);
    expect(result.findings).toMatchObject([
      { code: "issuer.not-required", severity: "warning", detail: `asked for: ${issuer}` },
    ]);
  });

  it("does not lift a file that is not recognized, and does not hide one that is invalid", () => {
    expect([
      exitCode("Ana Ruiz", "valid"),
      exitCode("Ana Ruiz", "invalid"),
      exitCode("Nobody", "invalid"),
    ]).toEqual([4, 1, 1]);
  });

  it("is not met by a file that names nobody", () => {
    expect(checkRequirement(verificationOf(), { require: "trusted", issuer: "*" }).exitCode).toBe(4);
  });

  it("is found soon, even by a pattern made to take long", () => {
    const name = "a".repeat(5000);
    const issuer = {
      answer: "recognized",
      revocation: "not-checked",
      certificate: { ...certificate, organization: name },
    } as const;
    const start = Date.now();
    checkRequirement(verificationOf({ issuer }), { require: "trusted", issuer: `${"*a".repeat(8)}b` });
    expect(Date.now() - start).toBeLessThan(2000);
  });
});
