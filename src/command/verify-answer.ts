/** Judged file → what `verify` answers of it: was the requirement met, and is consent documented? */
import { signedKinds } from "../core/label/synthesis-record.js";
import { isMarkAssertion } from "../core/profile/mark-record.js";
import { checkRequirement } from "../core/verifying/requirement.js";
import type { JudgedFile } from "../core/verifying/verify-file.js";
import type { ExitCode } from "./result.js";
import type { VerifyOptions } from "./verify.js";
import type { VerifiedFile } from "./verify-result.js";

/** @param asOf the moment at which a consent has to be in force */
export async function answerFor(
  { verified, reading }: JudgedFile,
  { require, issuer, raw }: Pick<VerifyOptions, "require" | "issuer" | "raw">,
  asOf: Date,
): Promise<{ value: VerifiedFile; exitCode: ExitCode }> {
  const requirement = { require, ...(issuer === undefined ? {} : { issuer }) };
  const { exitCode, findings } = checkRequirement(verified.verification, requirement);
  const verification = {
    ...verified.verification,
    findings: [...verified.verification.findings, ...findings],
  };
  const value = {
    ...verified,
    verification,
    ...(await consentIn(verified, asOf)),
    ...(raw && reading ? { manifestStore: reading.json } : {}),
  };
  return { value, exitCode };
}

/** Only a credential that says which kind of synthesis it is can need one; the others load nothing for it. */
async function consentIn(
  { file, verification }: VerifiedFile,
  asOf: Date,
): Promise<Pick<VerifiedFile, "consent">> {
  const { assertions = [] } = verification.credential ?? {};
  if (!assertions.some(isMarkAssertion) && signedKinds(assertions).length === 0) return {};
  const { stateSignedConsent } = await import("../core/profile/consent-statement.js");
  const consent = stateSignedConsent(verification, asOf, file);
  return consent ? { consent } : {};
}
