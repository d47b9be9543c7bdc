/**
 * The journal of what was labeled: one JSON line for each file, and in each the hash of the line before, so that
 * a line cannot be changed or taken out without a trace. China asks for such logs (Deep Synthesis Provisions,
 * Art. 16; Labeling Measures, Art. 9: six months for content without a visible label).
 */

import { createHash } from "node:crypto";
import { ColophonError } from "../../error.js";
import { asDate, asList, asRecord, asText, parseJson } from "../credential/json.js";

export interface JournalEntry {
  /** The number of the content: ProduceID of its AIGC label. */
  id: string;
  time: Date;
  /** SHA-256 of the files, lower-case hex. */
  input: string;
  output: string;
  /** The name of the disclosure, e.g. "ai-generated". */
  disclosure: string;
  kinds: readonly string[];
  /** Who labeled: the name of the identity. */
  identity: string;
  /** People see or hear a label in the file itself. */
  isVisible: boolean;
}

export interface NumberedEntry extends JournalEntry {
  /** The number of its line, from one on. */
  line: number;
}

/** One line as it stands in the file; only the last one can lack its end. */
export interface JournalLine {
  text: string;
  isEnded: boolean;
}

/** What the disk knows of the end of a journal. */
export interface JournalEnd {
  last?: JournalLine | undefined;
  /** What was kept beside the journal with the last line. */
  head?: string | undefined;
  /** Where it is kept, for whoever has to move it away. */
  path: string;
}

export interface JournalCheck {
  entries: number;
  /** False where nothing tells how many lines there were: then the loss of the last ones cannot be seen. */
  isAnchored: boolean;
  fault?: { line: number; says: string };
}

type Lines = AsyncIterable<JournalLine> | Iterable<JournalLine>;

const firstLink = "0".repeat(64);

/** The next line and the new head. Throws `journal.broken` rather than carry on from an end that is not whole. */
export function nextLine(
  entry: JournalEntry,
  { last, head, path }: JournalEnd,
): { line: string; head: string } {
  const anchor = readHead(head);
  const previous = last && readLine(last.text);
  const number = (previous?.number ?? 0) + 1;
  if (last && !last.isEnded) throw broken("its last line is cut short", path);
  if (last && !previous) throw broken("its last line is no entry", path);
  if (anchor && !isHeadOf(anchor, previous, last?.text))
    throw broken(`it does not end with line ${anchor.number} as that was written`, path);
  const line = JSON.stringify({
    line: number,
    id: entry.id,
    time: entry.time.toISOString(),
    input: entry.input,
    output: entry.output,
    disclosure: entry.disclosure,
    kind: entry.kinds,
    identity: entry.identity,
    visible: entry.isVisible,
    previous: last ? hashOf(last.text) : firstLink,
  });
  return { line, head: `${number} ${hashOf(line)}` };
}

/** Goes through the whole chain; the first line that is not as it was written ends it. */
export async function checkJournal(lines: Lines, head?: string): Promise<JournalCheck> {
  const anchor = readHead(head);
  let entries = 0;
  let link = firstLink;
  const stop = (line: number, says: string) => ({
    entries,
    isAnchored: anchor !== undefined,
    fault: { line, says },
  });
  for await (const { text, isEnded } of lines) {
    const number = entries + 1;
    if (!isEnded) return stop(number, "is cut short");
    const read = readLine(text);
    if (!read) return stop(number, "is no entry");
    if (read.number !== number) return stop(number, `says that it is number ${read.number}`);
    if (read.previous !== link) {
      return stop(number, "does not follow from the line before: one of the two was changed");
    }
    link = hashOf(text);
    if (anchor?.number === number && anchor.hash !== link)
      return stop(number, "was changed after it was written");
    entries = number;
  }
  if (anchor && entries < anchor.number) {
    const others = anchor.number - entries === 1 ? "" : `, and so are those up to ${anchor.number}`;
    return stop(entries + 1, `is missing${others}`);
  }
  return { entries, isAnchored: anchor !== undefined };
}

/** Entries of this id, of this line's number, or with this file before or after; what is no entry is passed over. */
export async function findInJournal(lines: Lines, wanted: string): Promise<NumberedEntry[]> {
  const found: NumberedEntry[] = [];
  for await (const { text } of lines) {
    const entry = readLine(text)?.entry;
    if (entry && [entry.id, entry.input, entry.output, String(entry.line)].includes(wanted))
      found.push(entry);
  }
  return found;
}

/** What is kept beside it goes with it: a journal that is gone looks like one whose lines were taken out. */
function broken(says: string, path: string): ColophonError {
  const there = /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
  return new ColophonError("journal.broken", `the journal is not whole: ${says}`, {
    hints: [
      "see what is wrong with it: colophon journal",
      `keep it, and let the next label begin a new one: mkdir old-journal && mv ${there}* old-journal/`,
    ],
  });
}

interface Anchor {
  number: number;
  hash: string;
}

function readHead(head: string | undefined): Anchor | undefined {
  const [, number, hash] = head?.trim().match(/^(\d{1,12}) ([0-9a-f]{64})$/) ?? [];
  return number === undefined || hash === undefined ? undefined : { number: Number(number), hash };
}

/** The head is written after the line: a crash between the two leaves it one behind. */
function isHeadOf(anchor: Anchor, last: ReadLine | undefined, text = ""): boolean {
  if (last?.number === anchor.number) return hashOf(text) === anchor.hash;
  return last?.number === anchor.number + 1 && last.previous === anchor.hash;
}

interface ReadLine {
  number: number;
  previous: string;
  entry: NumberedEntry;
}

function readLine(text: string): ReadLine | undefined {
  const { line, id, time, input, output, disclosure, kind, identity, visible, previous } = asRecord(
    parseJson(text),
  );
  const at = asDate(time);
  const words = [id, input, output, disclosure, identity, previous].flatMap((value) => asText(value) ?? []);
  const [idText, inputHash, outputHash, disclosed, who, link] = words;
  if (typeof line !== "number" || !at || link === undefined || words.length !== 6) return undefined;
  return {
    number: line,
    previous: link,
    entry: {
      line,
      id: idText ?? "",
      time: at,
      input: inputHash ?? "",
      output: outputHash ?? "",
      disclosure: disclosed ?? "",
      kinds: asList(kind).flatMap((value) => asText(value) ?? []),
      identity: who ?? "",
      isVisible: visible === true,
    },
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
