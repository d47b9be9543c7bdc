/** The record of a label that people see, hear or read, as it was signed into the credential of the file it is in. */
import type { Assertion } from "../credential/credential.js";
import { asList, asRecord, asText } from "../credential/json.js";
import { ownLabel } from "../signing/own-label.js";

export const markLabel = ownLabel("visible-label");

export interface MarkRecord {
  form:
    | "plate" /** words in the picture */
    | "speech" /** spoken words */
    | "morse" /** the rhythm label of GB 45438-2025, 5.3 */
    | "text" /** words in a text */;
  /** Its words; absent for a rhythm. */
  text?: string;
  box?: { x: number; y: number; width: number; height: number };
  /** Height of the ink of its shortest needed letter. */
  inkHeightPx?: number;
  shortSidePx?: number;
  frame?: { width: number; height: number };
  fromSeconds: number;
  /** Absent: to the end. */
  toSeconds?: number;
  durationSeconds?: number;
}

const forms = ["plate", "speech", "morse", "text"] as const;
const mostMarks = 32;

export function marksIn(assertions: readonly Assertion[]): MarkRecord[] {
  return assertions
    .filter(isMarkAssertion)
    .slice(0, mostMarks)
    .flatMap(({ data }) => {
      const { marks } = asRecord(data);
      return (Array.isArray(marks) ? asList(marks).slice(0, mostMarks) : [data]).flatMap(readMark);
    });
}

export function isMarkAssertion({ label }: Assertion): boolean {
  return label === markLabel || label.startsWith(`${markLabel}__`);
}

/** A form that this version does not know is no label that it could judge. */
function readMark(data: unknown): MarkRecord[] {
  const record = asRecord(data);
  const form = forms.find((known) => known === (record.form ?? "plate"));
  if (form === undefined) return [];
  const text = asText(record.text);
  const box = sizesIn(record.box, ["x", "y", "width", "height"]);
  const frame = sizesIn(record.frame, ["width", "height"]);
  const optional = {
    inkHeightPx: positive(record.inkHeight),
    shortSidePx: positive(record.shortSide),
    toSeconds: positive(record.to),
    durationSeconds: positive(record.duration),
  };
  const mark = {
    form,
    fromSeconds: positive(record.from) ?? 0,
    ...(text === undefined ? {} : { text }),
    ...(box ? { box } : {}),
    ...(frame ? { frame } : {}),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
  return [mark];
}

function positive(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** All of them, or nothing. */
function sizesIn<Key extends string>(value: unknown, keys: readonly Key[]): Record<Key, number> | undefined {
  const record = asRecord(value);
  const sizes = keys.flatMap((key) => {
    const size = positive(record[key]);
    return size === undefined ? [] : [[key, size] as const];
  });
  return sizes.length === keys.length ? (Object.fromEntries(sizes) as Record<Key, number>) : undefined;
}
