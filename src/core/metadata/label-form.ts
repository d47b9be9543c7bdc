/** What a piece of text is as an AIGC label: the bare object, the wrapped one, or something else. */

import { isRecord, parseJson } from "../credential/json.js";
import { aigcKeys } from "../label/aigc.js";

/** `inner`: `{"Label":…}`. `wrapped`: `{"AIGC":{…}}` (GB 45438-2025, annex E b). */
export type LabelForm = "inner" | "wrapped" | "other";

/** No label is longer: seven values, of which services accept 2048 characters each. */
const longestLabel = 64 * 1024;

export function labelForm(text: string): LabelForm {
  const value = text.length > longestLabel ? undefined : parseJson(text);
  if (!isRecord(value)) return "other";
  if (Object.hasOwn(value, "AIGC")) return isRecord(value.AIGC) ? "wrapped" : "other";
  return aigcKeys.some((key) => Object.hasOwn(value, key)) ? "inner" : "other";
}

/**
 * Whether text that stands at a place for anything (a comment, a description) is meant as a label, however
 * wrong: with a name before the object, or by the keys `ServiceProvider … ContentId` that some services use.
 */
export function looksLikeLabel(text: string): boolean {
  const head = text.slice(0, longestLabel);
  return (
    /^[\s\0]*(?:AIGC[\s\0]*(?:[:=][\s\0]*)?)?\{/.test(head) &&
    /"(?:AIGC|ContentProducer|ProduceID|ServiceProvider)"\s?:/.test(head)
  );
}
