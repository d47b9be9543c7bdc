/** `--before`: what a step of a pipeline kept, changed, lost or broke of what a file says about itself. */
import type { HistoryStep } from "../history/history.js";
import { stepsOf } from "../history/history.js";
import type { AigcFound, FileEvidence } from "./evidence.js";

export interface MarkChange {
  /** What it is about, e.g. "Content Credentials" or "XMP digitalSourceType". */
  mark: string;
  group: "credential" | "aigc" | "xmp" | "label";
  change: "kept" | "changed" | "lost" | "broken" | "added";
  before?: string;
  after?: string;
}

export function compareMarks(before: FileEvidence, after: FileEvidence): MarkChange[] {
  return [
    ...compareCredentials(before, after),
    ...compareAigc(before, after),
    ...compareXmp(before, after),
    ...compareVisible(before, after),
  ];
}

function compareCredentials(before: FileEvidence, after: FileEvidence): MarkChange[] {
  const [was, is] = [before.verification, after.verification];
  const [old, now] = [was?.credential?.label, is?.credential?.label];
  const named = (change: MarkChange["change"]): MarkChange[] => [
    {
      mark: "Content Credentials",
      group: "credential",
      change,
      ...(old === undefined ? {} : { before: old }),
      ...(now === undefined ? {} : { after: now }),
    },
  ];
  if (!was || !is) return [];
  if (was.state === "none") return is.state === "none" ? [] : named("added");
  if (is.state === "none") return named("lost");
  const isBroken = is.state === "invalid" || is.history.answer === "broken";
  const wasBroken = was.state === "invalid" || was.history.answer === "broken";
  if (isBroken && !wasBroken) return named("broken");
  if (old === now) return named("kept");
  // A new credential keeps the old one where it names it as what it was made from.
  return named(old !== undefined && is.trace && isInHistory(old, is.trace.root) ? "kept" : "lost");
}

function isInHistory(label: string, root: HistoryStep): boolean {
  return [...stepsOf(root)].some((step) => step.label === label);
}

/** A label may move to the right place and gain a propagator; what its producer said stays (Measures of 2025, Art. 10). */
function compareAigc(before: FileEvidence, after: FileEvidence): MarkChange[] {
  const old = distinct(before.aigc);
  const now = distinct(after.aigc);
  const lost = old.filter((words) => !now.includes(words));
  const added = now.filter((words) => !old.includes(words));
  const about = { mark: "AIGC label", group: "aigc" } as const;
  return [
    ...old
      .filter((words) => now.includes(words))
      .map((words) => ({ ...about, change: "kept" as const, before: words })),
    ...lost.map((words, index): MarkChange => {
      const replaced = added[index];
      return replaced === undefined
        ? { ...about, change: "lost", before: words }
        : { ...about, change: "changed", before: words, after: replaced };
    }),
    ...added.slice(lost.length).map((words) => ({ ...about, change: "added" as const, after: words })),
  ];
}

function distinct(labels: readonly AigcFound[]): string[] {
  const words = labels.map(({ label }) =>
    label === undefined
      ? "a label that cannot be read"
      : [`Label ${label.Label}`, label.ContentProducer, label.ProduceID].join(" · "),
  );
  return [...new Set(words)];
}

function compareXmp(before: FileEvidence, after: FileEvidence): MarkChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].map((name) =>
    changeOf({ mark: `XMP ${name}`, group: "xmp" }, old.get(name), now.get(name)),
  );
}

/** The AIGC label in XMP is compared as what it is, and a packet gets a new instance each time. */
function valuesOf({ xmp }: FileEvidence): Map<string, string> {
  return new Map(
    Object.entries(xmp)
      .filter(([name, values]) => name !== "aigc" && values.length > 0)
      .map(([name, values]) => [name, values.join(", ")]),
  );
}

function compareVisible(before: FileEvidence, after: FileEvidence): MarkChange[] {
  const words = ({ marks }: FileEvidence) =>
    new Set(marks.map(({ form, text }) => [form, text].filter(Boolean).join(" ")));
  const [old, now] = [words(before), words(after)];
  return [...new Set([...old, ...now])].map((label) =>
    changeOf(
      { mark: "label for people", group: "label" },
      old.has(label) ? label : undefined,
      now.has(label) ? label : undefined,
    ),
  );
}

function changeOf(
  about: Pick<MarkChange, "mark" | "group">,
  before: string | undefined,
  after: string | undefined,
): MarkChange {
  if (before === undefined) return { ...about, change: "added", ...(after === undefined ? {} : { after }) };
  if (after === undefined) return { ...about, change: "lost", before };
  return { ...about, change: before === after ? "kept" : "changed", before, after };
}
