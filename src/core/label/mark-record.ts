/** What is signed about a visible or audible mark, so that it can be checked later without reading the picture. */
import type { Assertion } from "../credential/credential.js";
import { asList, asRecord } from "../credential/json.js";
import { isMarkAssertion, markLabel } from "../profile/mark-record.js";
import * as shape from "../schema/shape.js";
import { corners } from "./corner.js";
import type { Box, Plate } from "./plate.js";

const whole = shape.pipe(shape.number(), shape.integer(), shape.minValue(0));
const amount = shape.pipe(shape.number(), shape.finite(), shape.minValue(0));
const share = shape.pipe(amount, shape.maxValue(1));
const words = shape.pipe(shape.string(), shape.minLength(1), shape.maxLength(200));

/** In seconds from the start. `to` is absent where the mark lasts to the end, `duration` for stills. */
const times = { from: amount, to: shape.optional(amount), duration: shape.optional(amount) };

/** Objects and not lists: c2pa-rs 0.91 reports every list of whole numbers as base64 of their lowest bytes. */
const boxOf = (side: typeof whole | typeof amount | typeof share) =>
  shape.object({ x: side, y: side, width: side, height: side });

const plateShape = shape.object({
  form: shape.literal("plate"),
  text: words,
  position: shape.picklist(corners),
  /** Width and height of the picture, upright, as seen. */
  frame: shape.object({ width: whole, height: whole }),
  /** In pixels of that picture, and in shares of its sides, which survive a change of size. */
  box: boxOf(whole),
  boxShare: boxOf(share),
  /** Of the shortest letter that a law looks at: in pixels, and by the shorter side. */
  inkHeight: amount,
  inkShare: share,
  shortSide: whole,
  /** Those letters as boxes, where their height can be measured again. */
  letters: shape.pipe(shape.array(boxOf(amount)), shape.maxLength(64)),
  ...times,
});

const speechShape = shape.object({ form: shape.literal("speech"), text: words, ...times });

/** GB 45438-2025, 5.3: "AI" in Morse code. */
const morseShape = shape.object({ form: shape.literal("morse"), ...times });

const textPlaces = ["first-and-last-line", "banner"] as const;

const textShape = shape.object({
  form: shape.literal("text"),
  text: words,
  place: shape.picklist(textPlaces),
});

const markRecordShape = shape.variant("form", [plateShape, speechShape, morseShape, textShape]);

export type MarkRecord = shape.InferOutput<typeof markRecordShape>;
export type PlateRecord = shape.InferOutput<typeof plateShape>;

/** When a mark in a film or recording is there. */
export interface MarkTime {
  from: number;
  to?: number;
  duration?: number;
}

/** The record of a plate as it was drawn; stills and animations carry it all the time. */
export function plateRecord(
  plate: Plate,
  picture: { width: number; height: number },
  time: MarkTime = { from: 0 },
): PlateRecord {
  const { x, y, width, height } = plate.box;
  return {
    form: "plate",
    text: plate.text,
    position: plate.corner,
    frame: { width: picture.width, height: picture.height },
    box: { x, y, width, height },
    boxShare: {
      x: round(x / picture.width),
      y: round(y / picture.height),
      width: round(width / picture.width),
      height: round(height / picture.height),
    },
    inkHeight: plate.inkHeight,
    inkShare: round(plate.inkShare),
    shortSide: Math.min(picture.width, picture.height),
    letters: plate.letters.map((letter) => ({
      x: letter.x,
      y: letter.y,
      width: letter.width,
      height: letter.height,
    })),
    ...time,
  };
}

export function markAssertion(marks: readonly MarkRecord[]): { label: string; data: { marks: unknown } } {
  return { label: markLabel, data: { marks } };
}

/** Where to measure what a plate's record says, in the terms of the picture it was made for. */
export function expectedInk({ box, letters }: PlateRecord): { box: Box; letters: Box[] } {
  return { box, letters };
}

/** A record out of a file, which may hold anything: undefined where it is none. Never throws. */
export function readMarkRecord(data: unknown): MarkRecord | undefined {
  const parsed = shape.safeParse(markRecordShape, data);
  if (!parsed.success) return undefined;
  return parsed.output.form === "plate" && !isInside(parsed.output) ? undefined : parsed.output;
}

const mostRecords = 8;

/** The marks that are recorded as this version records them. */
export function recordsIn(assertions: readonly Assertion[]): MarkRecord[] {
  return assertions
    .filter(isMarkAssertion)
    .flatMap(({ data }) => asList(asRecord(data).marks))
    .slice(0, mostRecords)
    .flatMap((entry) => readMarkRecord(entry) ?? []);
}

/** The plates that are recorded so well that they can be looked for again. */
export function platesIn(assertions: readonly Assertion[]): PlateRecord[] {
  return recordsIn(assertions).filter(
    (record): record is PlateRecord => record.form === "plate" && record.letters.length > 0,
  );
}

/** Letters outside of the plate, or a plate outside of the picture, would have pixels read that are not there. */
function isInside(record: PlateRecord): boolean {
  const { box, letters } = expectedInk(record);
  const { width, height } = record.frame;
  const lies = (inner: Box, outer: Box) =>
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height;
  return lies(box, { x: 0, y: 0, width, height }) && letters.every((letter) => lies(letter, box));
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
