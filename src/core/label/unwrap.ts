/** Takes the layers off the text of an AIGC label until an object with its keys is left. */
import { isRecord, parseJson } from "../credential/json.js";
import { type Deviation, deviates } from "./deviations.js";

export interface Unwrapped {
  record?: Record<string, unknown>;
  form: "inner" | "wrapped";
  /** The JSON that the record came from. */
  text: string;
}

/** A label of seven full values in Base64 is smaller; a whole XMP packet is not a label. */
const MAX_CHARACTERS = 128 * 1024;
/** More layers than anybody has been seen to put around a label. */
const MAX_LAYERS = 6;

/** Adds to `deviations` what it had to take off. */
export function unwrapText(found: string, deviations: Deviation[]): Unwrapped {
  let text = found;
  let form: Unwrapped["form"] = "inner";
  const fail = (code: "not-json" | "too-large"): Unwrapped => {
    deviations.push(deviates(code));
    return { form, text };
  };
  if (text.length > MAX_CHARACTERS) return fail("too-large");
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    text = withoutPadding(text);
    const value = parseJson(text);
    if (typeof value === "string" && value !== "") {
      deviations.push(deviates("double-encoded"));
      text = value;
    } else if (isRecord(value)) {
      const inner = innerOf(value);
      if (inner === undefined) return { record: value, form, text };
      if (inner.key === "AIGC") form = "wrapped";
      else deviations.push(deviates("xmp-kv"));
      if (isRecord(inner.value)) return { record: inner.value, form, text };
      // A text under the outer key is a second encoding, except under the key that says so.
      if (inner.key === "AIGC") deviations.push(deviates("double-encoded"));
      text = String(inner.value);
      if (inner.key !== "AIGC") text = fromBase64(text) ?? text;
    } else {
      const taken = takeOff(text);
      if (taken === undefined) return fail("not-json");
      deviations.push(deviates(taken.code));
      text = taken.text;
    }
  }
  return fail("not-json");
}

/** The one key around the seven, in the case it is found in. */
function innerOf(
  record: Record<string, unknown>,
): { key: "AIGC" | "XmpKvBase64"; value: unknown } | undefined {
  for (const [name, value] of Object.entries(record)) {
    if (value === null || typeof value === "number" || typeof value === "boolean") continue;
    if (/^(TC260:)?AIGC$/i.test(name)) return { key: "AIGC", value };
    if (name === "XmpKvBase64") return { key: "XmpKvBase64", value };
  }
  return undefined;
}

/** A layer that is not JSON, or undefined where there is none to take off. */
function takeOff(text: string): { code: "bare-prefix" | "escaped" | "base64"; text: string } | undefined {
  const bare = text.match(/^AIGC[\s:=]*(?=\{)/i);
  if (bare) return { code: "bare-prefix", text: text.slice(bare[0].length) };
  if (/&(quot|#34|#x22);/i.test(text)) return { code: "escaped", text: withoutReferences(text) };
  const decoded = fromBase64(text);
  return decoded === undefined ? undefined : { code: "base64", text: decoded };
}

/** What containers leave around a text: byte order mark, zeros, white space, the prefix of EXIF UserComment. */
function withoutPadding(text: string): string {
  const prefix = text.match(/^\ufeff?(ASCII\0\0\0)?/)?.[0].length ?? 0;
  let from = prefix;
  let to = text.length;
  // By hand: a pattern for "white space at the end" takes the square of its length in time.
  while (from < to && isPadding(text.charCodeAt(from))) from++;
  while (to > from && isPadding(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isPadding(code: number): boolean {
  return code <= 0x20;
}

function withoutReferences(text: string): string {
  return text
    .replace(/&(quot|#34|#x22);/gi, '"')
    .replace(/&(lt|#60);/gi, "<")
    .replace(/&(gt|#62);/gi, ">")
    .replace(/&(amp|#38);/gi, "&");
}

function fromBase64(text: string): string | undefined {
  const compact = text.replace(/\s/g, "");
  if (compact.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return undefined;
  const decoded = Buffer.from(compact, "base64").toString("utf8");
  return /[{"]/.test(decoded) ? decoded : undefined;
}
