/** `journal`: what was labeled here, and whether the record of it is whole. */
import {
  checkJournal,
  findInJournal,
  type JournalCheck,
  type NumberedEntry,
} from "../../core/label/journal.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import type { ExitCode } from "../result.js";

export interface JournalAnswer extends JournalCheck {
  exitCode: ExitCode;
}

export interface JournalFound extends JournalAnswer {
  asked: string;
  /** What was looked up: the hash of a file, or the number of a label or of a line. */
  wanted: string;
  found: readonly NumberedEntry[];
}

export async function verifyJournal(context: Context): Promise<JournalAnswer> {
  return judged(await check(context.journal));
}

/**
 * `what`: a path, a file's SHA-256, a label's number or a line's; a file is found by its content. Throws `file.*` for what is none of
 * them.
 */
export async function findLabeled(what: string, context: Context): Promise<JournalFound> {
  const { journal } = context;
  const checked = await check(journal);
  const wanted = await wantedFor(what, context);
  const found = await findInJournal(journal.lines(), wanted);
  const answer = judged(checked);
  const exitCode = answer.exitCode === 0 && found.length === 0 ? 3 : answer.exitCode;
  return { ...answer, exitCode, asked: what, wanted, found };
}

const labelNumber = /^(urn:(c2pa|uuid):)?[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const fileHash = /^[0-9a-f]{64}$/i;
const lineNumber = /^[1-9][0-9]{0,11}$/;

async function wantedFor(what: string, { files }: Context): Promise<string> {
  if (await files.exists(what)) return files.sha256File(what);
  if (labelNumber.test(what)) return what.toLowerCase().replace(/^urn:\w+:/, "");
  if (fileHash.test(what)) return what.toLowerCase();
  if (lineNumber.test(what)) return what;
  throw new ColophonError(
    "file.missing",
    `"${what}": no such file, and not the number of a label or of a line`,
    {
      hints: [
        "a file is found before and after it was labeled, under any name",
        "or give the number that label told, or that of a line: colophon journal find 1",
      ],
    },
  );
}

async function check(journal: Context["journal"]): Promise<JournalCheck> {
  return checkJournal(journal.lines(), await journal.head());
}

function judged(checked: JournalCheck): JournalAnswer {
  return { ...checked, exitCode: checked.fault ? 1 : 0 };
}
