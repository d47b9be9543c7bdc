/** `check`: holds files against laws, policies and rubrics, and says of each demand whether the file shows that it is met. */
import type { Format } from "../../core/asset/formats.js";
import { checkJournal, findInJournal } from "../../core/label/journal.js";
import {
  assess,
  type ConsentEvidence,
  compareMarks,
  compareSources,
  type Evidence,
  type FileEvidence,
  noLegalAdvice,
  outcomeOf,
  personalDataIn,
  systemOnly,
} from "../../core/profile/index.js";
import type { TrustList } from "../../core/trust/list.js";
import { ColophonError } from "../../error.js";
import { runBatch } from "../batch.js";
import { type FileInput, findInputs } from "../inputs.js";
import { type Judge, judgeWith } from "../judging.js";
import { mediaOnly } from "../media-only.js";
import type { ExitCode, FileResult } from "../result.js";
import { selectLists } from "../trust/select.js";
import { consentsIn, readGivenConsents } from "./consents.js";
import type { CheckContext } from "./context.js";
import { gatherFile } from "./file-evidence.js";
import type { CheckedFile, CheckOptions } from "./options.js";
import { prepareRubric, type RubricJudge } from "./rubric.js";
import { prepareRules } from "./rules.js";

export type { CheckContext } from "./context.js";
export type { CheckedFile, CheckOptions } from "./options.js";

/** What is the same for every file. */
interface Prepared {
  rules: Awaited<ReturnType<typeof prepareRules>>;
  rubric?: RubricJudge;
  judge: Judge;
  lists: readonly TrustList[];
  consents: readonly ConsentEvidence[];
  before?: FileEvidence;
  /** Absent where there is none, or where it is not whole: then it proves nothing. */
  journal?: NonNullable<CheckContext["journal"]>;
}

export async function* checkFiles(
  options: CheckOptions,
  context: CheckContext,
): AsyncIterable<FileResult<CheckedFile>> {
  if (options.before !== undefined && options.inputs.length !== 1) {
    throw new ColophonError("usage.conflict", "one file is compared with the one before, found several", {
      hints: ["give one file with --before"],
    });
  }
  const prepared = await prepare(options, context);
  const found = findInputs(options, context.files);
  const inputs = mediaOnly(found, isHeldAgainstRules, context.files, context.announce);
  yield* runBatch(inputs, { ...options, signal: context.signal }, async (input) => {
    context.progress(input.displayName);
    return checkOne(input, prepared, options, context);
  });
}

/** What people publish; a folder also holds fonts, tables and settings. */
function isHeldAgainstRules({ id, media }: Format): boolean {
  return ["image", "video", "audio", "document"].includes(media) || ["txt", "md", "html"].includes(id);
}

async function prepare(options: CheckOptions, context: CheckContext): Promise<Prepared> {
  const rules = await prepareRules(options, context);
  const rubric = options.rubric === undefined ? undefined : await prepareRubric(options.rubric, context);
  const { lists } = await selectLists(options.trust, undefined, context.trust.store, context.trust.readFile);
  const judge = judgeWith(lists, options, context);
  const consents = await readGivenConsents(options.consents, lists, context);
  const { before: path } = options;
  const before = path === undefined ? undefined : await gatherFile(path, path, judge, context);
  const journal = await wholeJournal(context);
  return {
    rules,
    judge,
    lists,
    consents,
    ...(rubric ? { rubric } : {}),
    ...(before ? { before: before.evidence } : {}),
    ...(journal ? { journal } : {}),
  };
}

async function wholeJournal({ journal, announce }: CheckContext): Promise<CheckContext["journal"]> {
  if (!journal) return undefined;
  const { fault } = await checkJournal(journal.lines(), await journal.head());
  if (!fault) return journal;
  announce(`the journal is left aside: its line ${fault.line} ${fault.says}`);
  return undefined;
}

async function checkOne(
  { path, displayName }: FileInput,
  prepared: Prepared,
  options: CheckOptions,
  context: CheckContext,
): Promise<{ value: CheckedFile; exitCode: ExitCode }> {
  const { evidence, judged } = await gather(path, displayName, prepared, options, context);
  const { verified } = judged;
  const assessment = assess(evidence, prepared.rules);
  const rubric = await prepared.rubric?.(judged);
  const value: CheckedFile = {
    file: displayName,
    format: verified.format,
    mimeType: verified.mimeType,
    state: verified.verification.state,
    assessment,
    ...rubric,
    ...(prepared.before ? { changes: compareMarks(prepared.before, evidence) } : {}),
    ...(options.newsSource ? { sources: compareSources(verified.verification, prepared.lists) } : {}),
    notice: noLegalAdvice,
  };
  const exitCode = exitCodeFor(value, options.strict);
  if (!options.systemOnly) return { value, exitCode };
  // Folders are named after people too.
  const file = displayName.replace(/^.*[/\\]/, "");
  return { value: systemOnly({ ...value, file }, personalDataIn(evidence)), exitCode };
}

async function gather(
  path: string,
  name: string,
  { judge, consents, before, journal: kept }: Prepared,
  options: CheckOptions,
  context: CheckContext,
) {
  const { evidence, judged } = await gatherFile(path, name, judge, context);
  const { verification } = evidence;
  const isIntact = verification?.state === "trusted" || verification?.state === "valid";
  const credential = isIntact ? verification.credential : undefined;
  const asserted = credential ? consentsIn(credential, verification?.issuer.name ?? "an unnamed signer") : [];
  const [journal] = kept ? await findInJournal(kept.lines(), await context.files.sha256File(path)) : [];
  const whole: Evidence = {
    ...evidence,
    asOf: options.asOf ?? context.clock(),
    declared: options.declared,
    consents: [...consents, ...asserted],
    isSystemOnly: options.systemOnly,
    ...(before ? { before } : {}),
    ...(journal ? { journal } : {}),
  };
  return { evidence: whole, judged };
}

/** 1 where a demand is not met, 2 where nothing could be told. Without demands, a loss is the no. */
function exitCodeFor(
  { assessment, rubric, rubricMissing, changes = [] }: CheckedFile,
  isStrict: boolean,
): ExitCode {
  const isRubricMissed = (rubric?.counts.fail ?? 0) > 0 || (isStrict && (rubric?.counts.warn ?? 0) > 0);
  const hasDemands = assessment.rules.length > 0 || rubric !== undefined;
  const isLossy = changes.some(({ change }) => change === "lost" || change === "broken");
  const outcome = outcomeOf(assessment, isStrict);
  if (outcome === "not-met" || isRubricMissed || (isLossy && !hasDemands)) return 1;
  return outcome === "unknown" || rubricMissing !== undefined ? 2 : 0;
}
