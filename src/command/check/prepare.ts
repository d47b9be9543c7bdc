/** What is the same for every file that is checked: the rules, the lists, the consents, the file as it was before. */
import { checkJournal } from "../../core/label/journal.js";
import type { ConsentEvidence, FileEvidence, Rule } from "../../core/profile/index.js";
import type { TrustList } from "../../core/trust/list.js";
import type { Context } from "../context.js";
import { type Judge, judgeWith } from "../judging.js";
import { selectLists } from "../trust/select.js";
import { readGivenConsents } from "./consents.js";
import { gatherFile } from "./file-evidence.js";
import type { CheckOptions } from "./options.js";
import { prepareRubric, type RubricJudge } from "./rubric.js";
import { prepareRules } from "./rules.js";
import { type Sense, senseNothing, senseWith } from "./sense.js";

export interface Prepared {
  rules: readonly Rule[];
  rubric?: RubricJudge;
  judge: Judge;
  sense: Sense;
  lists: readonly TrustList[];
  consents: readonly ConsentEvidence[];
  before?: FileEvidence;
  /** Absent where there is none, or where it is not whole: then it proves nothing. */
  journal?: Context["journal"];
}

/** Throws `profile.*`, `trust.*`, `consent.invalid`, `file.*`. */
export async function prepare(options: CheckOptions, context: Context): Promise<Prepared> {
  context.engine.prepare();
  const rules = await prepareRules(options, context);
  const limited = { ...context, ...context.within(options) };
  const rubric = options.rubric === undefined ? undefined : await prepareRubric(options.rubric, limited);
  const lists = await selectLists(options.trust, context.trust.store, context.trust.readFile);
  const judge = judgeWith(lists, options, context);
  // Of all rules, those of C2PA alone have no use for what people see or hear.
  const sense = rules.some(({ law }) => law !== "c2pa") ? senseWith(limited) : senseNothing;
  const consents = await readGivenConsents(options.consents, lists, context);
  const { before: path } = options;
  const before = path === undefined ? undefined : await gatherFile(path, path, { judge, sense }, context);
  const journal = rules.some(({ law }) => law === "cn") ? await wholeJournal(context) : undefined;
  return {
    rules,
    judge,
    sense,
    lists,
    consents,
    ...(rubric ? { rubric } : {}),
    ...(before ? { before: before.evidence } : {}),
    ...(journal ? { journal } : {}),
  };
}

async function wholeJournal({ journal, announce }: Context): Promise<Context["journal"] | undefined> {
  const { fault, entries } = await checkJournal(journal.lines(), await journal.head());
  if (fault) announce(`the journal is left aside: its line ${fault.line} ${fault.says}`);
  return fault || entries === 0 ? undefined : journal;
}
