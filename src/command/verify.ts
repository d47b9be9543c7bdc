/** `verify`: what does this file say about itself, and can I believe it? */
import { signedKinds } from "../core/label/synthesis-record.js";
import { isMarkAssertion } from "../core/profile/mark-record.js";
import { checkRequirement } from "../core/verifying/requirement.js";
import { readingJobs, runBatch } from "./batch.js";
import type { Context } from "./context.js";
import { findInputs, type InputOptions } from "./inputs.js";
import { type JudgingOptions, prepareJudge } from "./judging.js";
import { countMedia, mediaOnly } from "./media-only.js";
import type { FileResult } from "./result.js";
import type { VerifiedFile } from "./verify-result.js";

export interface VerifyOptions extends InputOptions, JudgingOptions {
  require: "trusted" | "valid";
  /** A name or pattern the issuer must have. */
  issuer?: string;
  failFast: boolean;
  jobs: number;
  /** Include the engine's own JSON. */
  raw: boolean;
}

export async function* verifyFiles(
  options: VerifyOptions,
  context: Context,
): AsyncIterable<FileResult<VerifiedFile>> {
  const judge = await prepareJudge(options, context);
  const requirement = {
    require: options.require,
    ...(options.issuer === undefined ? {} : { issuer: options.issuer }),
  };
  const found = findInputs(options, context.files);
  const inputs = mediaOnly(found, (format) => format.canRead, context.files, context.announce);
  context.expect(() => countMedia(options, (format) => format.canRead, context.files));
  const rules = { ...options, jobs: readingJobs(options), signal: context.signal };
  yield* runBatch(inputs, rules, async ({ path, displayName }) => {
    context.progress(displayName);
    const { verified, reading } = await judge(path, displayName);
    const { exitCode, findings } = checkRequirement(verified.verification, requirement);
    const verification = {
      ...verified.verification,
      findings: [...verified.verification.findings, ...findings],
    };
    const value = {
      ...verified,
      verification,
      ...(await consentIn(verified, options.at ?? context.clock())),
      ...(options.raw && reading ? { manifestStore: reading.json } : {}),
    };
    return { value, exitCode };
  });
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
