/** `check`: holds files against laws, policies and rubrics, and says of each demand whether the file shows that it is met. */
import type { Format } from "../../core/asset/formats.js";
import { findInJournal } from "../../core/label/journal.js";
import {
  assess,
  type ConsentEvidence,
  compareMarks,
  compareSources,
  consentsIn,
  type Evidence,
  noLegalAdvice,
  outcomesByLaw,
  personalDataIn,
  stateConsent,
  systemOnly,
  withheld,
} from "../../core/profile/index.js";
import { ColophonError } from "../../error.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import { type FileInput, findInputs } from "../inputs.js";
import { countMedia, mediaOnly } from "../media-only.js";
import type { ExitCode, FileResult } from "../result.js";
import { gatherFile } from "./file-evidence.js";
import type { CheckedFile, CheckOptions } from "./options.js";
import { type Prepared, prepare } from "./prepare.js";
import { verdictOn } from "./verdict.js";

export type { CheckedFile, CheckOptions, ListedRule } from "./options.js";
export { prepare } from "./prepare.js";
export { listRules } from "./rules.js";

export async function* checkFiles(
  options: CheckOptions,
  context: Context,
): AsyncIterable<FileResult<CheckedFile>> {
  if (options.before !== undefined && options.inputs.length !== 1) {
    throw new ColophonError("usage.conflict", "one file is compared with the one before, found several", {
      hints: ["give one file with --before"],
    });
  }
  const prepared = await prepare(options, context);
  const found = findInputs(options, context.files);
  const inputs = mediaOnly(found, isHeldAgainstRules, context.files, context.announce);
  context.expect(() => countMedia(options, isHeldAgainstRules, context.files));
  const rules = { ...options, signal: context.signal, announce: context.announce };
  yield* runBatch(inputs, rules, async (input) => {
    context.progress(input.displayName);
    return checkOne(input, prepared, options, context);
  });
}

/** What people publish; a folder also holds fonts, tables and settings. */
export function isHeldAgainstRules({ id, media }: Format): boolean {
  return ["image", "video", "audio", "document"].includes(media) || ["txt", "md", "html"].includes(id);
}

async function checkOne(
  { path, displayName }: FileInput,
  prepared: Prepared,
  options: CheckOptions,
  context: Context,
): Promise<{ value: CheckedFile; exitCode: ExitCode }> {
  const { evidence, judged } = await gather(path, displayName, prepared, options, context);
  const { verified } = judged;
  const assessment = assess(evidence, prepared.rules);
  const consent = stateConsent(evidence);
  const checked = {
    file: displayName,
    format: verified.format,
    mimeType: verified.mimeType,
    state: verified.verification.state,
    assessment,
    laws: outcomesByLaw(assessment, options.strict),
    ...(await prepared.rubric?.(judged)),
    ...(prepared.before ? { changes: compareMarks(prepared.before, evidence) } : {}),
    ...(options.newsSource ? { sources: compareSources(verified.verification, prepared.lists) } : {}),
    ...(consent ? { consent } : {}),
    notice: noLegalAdvice,
  };
  const { outcome, exitCode } = verdictOn(checked, options);
  const value: CheckedFile = { ...checked, outcome };
  if (!options.systemOnly) return { value, exitCode };
  // Folders are named after people too.
  const file = displayName.replace(/^.*[/\\]/, "");
  const consents = [...evidence.consents, ...prepared.consents];
  return { value: systemOnly({ ...value, file }, personalDataIn({ ...evidence, consents })), exitCode };
}

/** Whoever signed it may be the very person it is about. */
function unnamed(consent: ConsentEvidence): ConsentEvidence {
  return { ...consent, by: withheld };
}

async function gather(
  path: string,
  name: string,
  { consents, before, journal: kept, ...how }: Prepared,
  options: CheckOptions,
  context: Context,
) {
  const { evidence, judged } = await gatherFile(path, name, how, context);
  const { verification } = evidence;
  const isIntact = verification?.state === "trusted" || verification?.state === "valid";
  const credential = isIntact ? verification.credential : undefined;
  const asserted = credential && verification ? consentsIn(credential, verification) : [];
  const hash = kept && (await context.files.sha256File(path));
  const lines = kept && hash ? await findInJournal(kept.lines(), hash) : [];
  // A line about what a labeled file was made from is none about the label of this one.
  const journal = lines.find(({ output }) => output === hash);
  const whole: Evidence = {
    ...evidence,
    asOf: options.asOf ?? context.clock(),
    declared: options.declared,
    consents: options.systemOnly ? [...consents, ...asserted].map(unnamed) : [...consents, ...asserted],
    isSystemOnly: options.systemOnly,
    ...(before ? { before } : {}),
    ...(journal ? { journal } : {}),
  };
  return { evidence: whole, judged };
}
