/** `trace`: where did it come from? */
import { compareHistories, type HistoryDifference } from "../core/history/compare.js";
import { type History, type HistoryStep, stepsOf } from "../core/history/history.js";
import { limitDepth } from "../core/history/limit-depth.js";
import type { State } from "../core/verifying/state.js";
import type { JudgedFile, VerifiedFile } from "../core/verifying/verify-file.js";
import { runBatch } from "./batch.js";
import type { Context } from "./context.js";
import { saveResources, type WantedResource } from "./extract.js";
import { findInputs } from "./inputs.js";
import { type JudgingOptions, prepareJudge } from "./judging.js";
import { type FoundLeftovers, lookForLeftovers } from "./leftovers.js";
import { picturesOf, type StepPicture } from "./pictures.js";
import type { ExitCode, FileResult } from "./result.js";

export interface TraceOptions extends JudgingOptions {
  inputs: readonly string[];
  /** How many generations below the file to show. */
  depth?: number;
  /** Another file, to compare histories with. */
  diff?: string;
  /** A folder for every step's thumbnail. */
  extract?: string;
  /** With a small picture of every step that has one. */
  pictures?: boolean;
  force: boolean;
}

/** Leftovers only where the file has no credential. */
export interface TracedFile extends VerifiedFile, FoundLeftovers {
  /** The other file, as it was named, and whether it has a history at all. */
  comparedWith?: { file: string; state: State };
  difference?: HistoryDifference;
  /** Paths of the thumbnails that were written. */
  extracted?: readonly string[];
  /** Only where they were asked for. */
  pictures?: readonly StepPicture[];
}

export async function* traceFile(
  options: TraceOptions,
  context: Context,
): AsyncIterable<FileResult<TracedFile>> {
  const judge = await prepareJudge(options, context);
  const inputs = findInputs(
    { inputs: options.inputs, recurse: false, include: [], exclude: [] },
    context.files,
  );
  yield* runBatch(
    inputs,
    { jobs: 1, failFast: false, signal: context.signal },
    async ({ path, displayName }) => {
      context.progress(displayName);
      const judged = await judge(path, displayName);
      const { verified } = judged;
      const { trace } = verified.verification;
      const extracted = options.extract === undefined ? undefined : await extract(judged, options, context);
      const other = options.diff === undefined ? undefined : await judge(options.diff, options.diff);
      const value: TracedFile = {
        ...verified,
        ...(verified.verification.state === "none"
          ? await lookForLeftovers(judged.asset, context)
          : { leftovers: [] }),
        ...(other ? compared(trace, other.verified) : {}),
        ...(extracted ? { extracted } : {}),
      };
      const shown = await withPictures(limited(value, options.depth), judged, options, context);
      return { value: shown, exitCode: exitCodeOf(verified) };
    },
  );
}

/** Without a history on one side there is still an answer: nothing is known to be shared. */
function compared(trace: History | undefined, { file, verification }: VerifiedFile) {
  return {
    comparedWith: { file, state: verification.state },
    difference: compareHistories(trace, verification.trace),
  };
}

function limited(file: TracedFile, depth: number | undefined): TracedFile {
  const { trace } = file.verification;
  if (depth === undefined || !trace) return file;
  return { ...file, verification: { ...file.verification, trace: limitDepth(trace, depth) } };
}

async function withPictures(
  file: TracedFile,
  { reading }: JudgedFile,
  { pictures = false }: TraceOptions,
  context: Context,
): Promise<TracedFile> {
  const { trace } = file.verification;
  if (!pictures || !trace || !reading) return file;
  return { ...file, pictures: await picturesOf(trace, reading, context) };
}

function exitCodeOf({ verification }: VerifiedFile): ExitCode {
  if (verification.state === "none") return 3;
  return verification.state === "invalid" || verification.history.answer === "broken" ? 1 : 0;
}

/** Thumbnails are named by their place in the tree, never by what the file says. */
async function extract(judged: JudgedFile, options: TraceOptions, context: Context): Promise<string[]> {
  const { trace } = judged.verified.verification;
  if (!trace || !judged.reading || options.extract === undefined) return [];
  const wanted = [...stepsOf(trace.root)].flatMap((step, index) => thumbnailOf(step, index));
  return saveResources(judged.reading, wanted, options.extract, options.force, context);
}

function thumbnailOf(step: HistoryStep, index: number): WantedResource[] {
  if (!step.thumbnail) return [];
  const number = String(index + 1).padStart(2, "0");
  return [{ name: `step-${number}`, ...step.thumbnail }];
}
