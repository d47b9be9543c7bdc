/** What is known of labels that people see, hear or read: by the signed record, and by looking at the content. */
import type { Evidence } from "./evidence.js";
import type { MarkRecord } from "./mark-record.js";

/** GB 45438-2025: the element for AI and the element for making stand together. "AI" alone is none. */
export function hasTwoElements(text: string): boolean {
  return /人工智能|AI/.test(text) && /生成|合成/.test(text);
}

/** The main element of the EU label: the two letters, capital, as a word of their own. */
export function saysAi(text: string): boolean {
  return /(?<![\p{L}\p{N}])AI(?![a-z])/u.test(text) || /人工智能/.test(text);
}

export function marksOf({ marks }: Evidence, form: MarkRecord["form"]): MarkRecord[] {
  return marks.filter((mark) => mark.form === form);
}

/** Looked for in the content and not found, where the record says that it is there. */
export function isMissed({ sensed }: Evidence, form: "plate" | "morse" | "speech"): boolean {
  const looks = sensed.filter((look) => look.form === form);
  return looks.length > 0 && looks.every(({ isFound }) => !isFound);
}

/** Who says that a label is there: whoever signed its record, and where somebody looked, the content itself. */
export function byWhom(evidence: Evidence, form: "plate" | "morse" | "speech"): string {
  const seen = { plate: "found again in the pixels", morse: "heard again", speech: "heard again" }[form];
  return isFound(evidence, form) ? `as its signed record says, and ${seen}` : "as its signed record says";
}

/** Said where the pixels were looked at and do not show what the record promises. */
export function missedPlate({ media }: Evidence): string {
  const whole = media === "video" ? "video" : "picture";
  return `the signed record says that there is a label, but it is not at its place in the ${whole}`;
}

export function isFound({ sensed }: Evidence, form: "plate" | "morse" | "speech"): boolean {
  return sensed.some((look) => look.form === form && look.isFound);
}

/** Share of the shorter side of the picture that its letters are high; undefined where the record does not say. */
export function heightShare({ inkHeightPx, shortSidePx }: Pick<MarkRecord, "inkHeightPx" | "shortSidePx">) {
  return inkHeightPx === undefined || !shortSidePx ? undefined : inkHeightPx / shortSidePx;
}

/** How far from the nearest edge, in shares of the shorter side; undefined where the record does not say. */
export function distanceToEdge({ box, frame }: MarkRecord): number | undefined {
  if (!box || !frame || frame.width === 0 || frame.height === 0) return undefined;
  const distances = [box.x, box.y, frame.width - box.x - box.width, frame.height - box.y - box.height];
  return Math.max(0, Math.min(...distances)) / Math.min(frame.width, frame.height);
}

/** From the first moment to the last. */
export function isWholeDuration({ fromSeconds, toSeconds, durationSeconds }: MarkRecord): boolean {
  if (fromSeconds > 0) return false;
  return toSeconds === undefined || (durationSeconds !== undefined && toSeconds >= durationSeconds);
}
