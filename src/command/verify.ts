/** `verify`: what does this file say about itself, and can I believe it? */
import { checkRequirement } from "../core/verifying/requirement.js";
import type { VerifiedFile } from "../core/verifying/verify-file.js";
import { runBatch } from "./batch.js";
import type { Context } from "./context.js";
import { findInputs, type InputOptions } from "./inputs.js";
import { type JudgingOptions, prepareJudge } from "./judging.js";
import { mediaOnly } from "./media-only.js";
import type { FileResult } from "./result.js";

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
  yield* runBatch(inputs, { ...options, signal: context.signal }, async ({ path, displayName }) => {
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
      ...(options.raw && reading ? { manifestStore: reading.json } : {}),
    };
    return { value, exitCode };
  });
}
