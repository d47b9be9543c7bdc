import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  checkJournal,
  findInJournal,
  type JournalEntry,
  type JournalLine,
  nextLine,
} from "../../../src/core/label/journal.ts";

const path = "/home/ana/journal.jsonl";
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

function entry(number: number): JournalEntry {
  return {
    id: `id-${number}`,
    time: new Date(Date.UTC(2026, 10, number)),
    input: hash(`in ${number}`),
    output: hash(`out ${number}`),
    disclosure: "ai-generated",
    kinds: ["face-swap"],
    identity: "studio",
    isVisible: true,
  };
}

function journalOf(count: number): { lines: JournalLine[]; head: string } {
  const lines: JournalLine[] = [];
  let head: string | undefined;
  for (let number = 1; number <= count; number += 1) {
    const next = nextLine(entry(number), { last: lines.at(-1), head, path });
    lines.push({ text: next.line, isEnded: true });
    head = next.head;
  }
  return { lines, head: head ?? "" };
}

describe("a journal", () => {
  const { lines, head } = journalOf(5);

  it("is whole as it was written", async () => {
    expect(await checkJournal(lines, head)).toEqual({ entries: 5, isAnchored: true });
    expect(await checkJournal([])).toEqual({ entries: 0, isAnchored: false });
  });

  it("gives back what was entered, by id, by input and by output", async () => {
    for (const wanted of [entry(3).id, entry(3).input, entry(3).output]) {
      expect(await findInJournal(lines, wanted)).toEqual([{ ...entry(3), line: 3 }]);
    }
    expect(await findInJournal(lines, "id-9")).toEqual([]);
  });

  it.each([
    ["a line edited", 3, (list: JournalLine[]) => edit(list, 2, /studio/, "others")],
    // The hash of the last line stands in no other, only beside the journal.
    ["the last line edited", 5, (list: JournalLine[]) => edit(list, 4, /studio/, "others")],
    ["the first line taken out", 1, (list: JournalLine[]) => list.slice(1)],
    ["a line taken out", 2, (list: JournalLine[]) => list.toSpliced(1, 1)],
    [
      "two lines exchanged",
      2,
      ([a, b, c, ...rest]: JournalLine[]) => [a, c, b, ...rest].filter((one) => one !== undefined),
    ],
    ["a line put in twice", 3, (list: JournalLine[]) => list.toSpliced(2, 0, ...list.slice(1, 2))],
    ["a line that is no entry", 2, (list: JournalLine[]) => list.with(1, { text: "{}", isEnded: true })],
    ["the last lines gone", 4, (list: JournalLine[]) => list.slice(0, 3)],
    [
      "the last line cut short",
      5,
      (list: JournalLine[]) => list.with(4, { text: '{"line":5,', isEnded: false }),
    ],
  ])("says the number of the line where it is broken: %s", async (_what, line, spoil) => {
    const check = await checkJournal(spoil(lines), head);
    // An edited line shows where the next one names its hash.
    expect(check.fault?.line).toBe(_what === "a line edited" ? line + 1 : line);
  });

  it("says how many lines are gone from its end", async () => {
    expect((await checkJournal(lines.slice(0, 4), head)).fault).toEqual({ line: 5, says: "is missing" });
    expect((await checkJournal(lines.slice(0, 2), head)).fault).toEqual({
      line: 3,
      says: "is missing, and so are those up to 5",
    });
  });

  it("cannot miss the last lines where nothing was kept beside it, and says that", async () => {
    expect(await checkJournal(lines.slice(0, 3))).toEqual({ entries: 3, isAnchored: false });
  });

  it("is whole where the process died between the line and what is kept beside it", async () => {
    const behind = journalOf(4).head;
    expect(await checkJournal(lines, behind)).toEqual({ entries: 5, isAnchored: true });
    expect(nextLine(entry(6), { last: lines.at(-1), head: behind, path }).head).toMatch(/^6 /);
  });

  it.each([
    ["is cut short", { last: { text: '{"line":5', isEnded: false } }],
    ["is no entry", { last: { text: "something", isEnded: true } }],
    ["was edited", { last: edit(lines, 4, /studio/, "others").at(-1) }],
    ["is an older one", { last: lines[2] }],
    ["is gone", { last: undefined }],
  ])("is not carried on from an end that %s", async (_what, end) => {
    const next = () => nextLine(entry(6), { ...end, head, path });
    await expect(next).toThrowWithCode("journal.broken", /^the journal is not whole: it/);
  });
});

function edit(list: readonly JournalLine[], at: number, from: RegExp, to: string): JournalLine[] {
  return list.map((line, index) => (index === at ? { ...line, text: line.text.replace(from, to) } : line));
}
