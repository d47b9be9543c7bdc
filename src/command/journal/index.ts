/** `journal`: what was labeled here, and whether the record of it is whole. */
import {
  checkJournal,
  findInJournal,
  type JournalCheck,
  type NumberedEntry,
} from "../../core/label/journal.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../result.js";

export interface JournalAnswer extends JournalCheck {
  exitCode: ExitCode;
}

export interface JournalFound extends JournalAnswer {
  asked: string;
  /** What was looked up: the hash of a file, or the number of a label. */
  wanted: string;
  found: readonly NumberedEntry[];
}

export async function verifyJournal(context: Context): Promise<JournalAnswer> {
  return judged(await check(context.journal));
}

/** `what`: a path or a number; a file is found by its content. Throws `file.*` for what is neither. */
export async function findLabeled(what: string, context: Context): Promise<JournalFound> {
  const { journal } = context;
  const checked = await check(journal);
  const isNumber =
    /^(urn:c2pa:)?[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(what) && !(await context.files.exists(what));
  const wanted = isNumber
    ? what.toLowerCase().replace("urn:c2pa:", "")
    : await context.files.sha256File(what);
  const found = await findInJournal(journal.lines(), wanted);
  const answer = judged(checked);
  const exitCode = answer.exitCode === 0 && found.length === 0 ? 3 : answer.exitCode;
  return { ...answer, exitCode, asked: what, wanted, found };
}

async function check(journal: Context["journal"]): Promise<JournalCheck> {
  return checkJournal(journal.lines(), await journal.head());
}

function judged(checked: JournalCheck): JournalAnswer {
  return { ...checked, exitCode: checked.fault ? 1 : 0 };
}
