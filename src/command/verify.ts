/** `verify`: what does this file say about itself, and can I believe it? */
import { readingRules, runBatch } from "./batch.js";
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
  const found = findInputs(options, context.files);
  const inputs = mediaOnly(found, (format) => format.canRead, context.files, context.announce);
  context.expect(() => countMedia(options, (format) => format.canRead, context.files));
  yield* runBatch(inputs, readingRules(options, context), async ({ path, displayName }) => {
    context.progress(displayName);
    const judged = await judge(path, displayName);
    const { answerFor } = await import("./verify-answer.js");
    return answerFor(judged, options, options.at ?? context.clock());
  });
}
