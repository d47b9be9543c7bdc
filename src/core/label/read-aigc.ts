/** Reads an AIGC label in every form in which it has been seen, and says where it leaves the standard. */
import { type AigcKey, type AigcLabel, aigcKeys } from "./aigc.js";
import { collectDeviations, type Deviation, deviates } from "./deviations.js";
import { unwrapText } from "./unwrap.js";

export interface ReadAigc {
  /** Absent where nothing could be made of the text. */
  label?: AigcLabel;
  /** With or without the outer key: which is right depends on the place. */
  form?: "inner" | "wrapped";
  deviations: Deviation[];
}

/** The schema of Tencent's first marks, written before the standard. It says nothing of a Label. */
const olderKeys: Readonly<Record<string, AigcKey>> = {
  ServiceProvider: "ContentProducer",
  ContentId: "ProduceID",
};

const byLowerCase = new Map(aigcKeys.map((key) => [key.toLowerCase(), key]));

/**
 * `found`: the text at one place, or the pairs where each key stands alone (`AIGC:Label="1"` in XMP).
 * Never throws: the text is hostile.
 */
export function readAigc(found: string | Readonly<Record<string, string>>): ReadAigc {
  const deviations: Deviation[] = [];
  if (typeof found !== "string") {
    deviations.push(deviates("separate"));
    return finish(found, "inner", deviations);
  }
  const { record, form, text } = unwrapText(found, deviations);
  if (record === undefined) return { deviations };
  for (const key of aigcKeys) {
    // JSON.parse keeps the last of two; another reader may keep the first.
    const count = text.split(new RegExp(`"${key}"\\s*:`)).length - 1;
    if (count > 1) deviations.push(deviates("duplicate-key", key));
  }
  return finish(record, form, deviations);
}

function finish(
  record: Readonly<Record<string, unknown>>,
  form: "inner" | "wrapped",
  deviations: Deviation[],
): ReadAigc {
  const label = Object.fromEntries(aigcKeys.map((key) => [key, ""])) as AigcLabel;
  const seen = new Set<AigcKey>();
  let isOlder = false;
  for (const [name, value] of Object.entries(record)) {
    const older = Object.hasOwn(olderKeys, name) ? olderKeys[name] : undefined;
    const key = older ?? byLowerCase.get(name.toLowerCase());
    isOlder ||= older !== undefined;
    if (key === undefined) deviations.push(deviates("extra-key", name));
    else if (!seen.has(key)) {
      if (older === undefined && name !== key) deviations.push(deviates("key-case", key, name));
      label[key] = textOf(value, key, deviations);
      seen.add(key);
    }
  }
  if (seen.size === 0) return { deviations: [...deviations, deviates("no-key")] };
  if (isOlder) deviations.push(deviates("older-schema"));
  for (const key of aigcKeys) if (!seen.has(key)) deviations.push(deviates("missing-key", key));
  if (label.Label === "AIGC") {
    // Documented by MiniMax for its agents, whose files are all made by AI.
    deviations.push(deviates("label-word", "Label", "AIGC"));
    label.Label = "1";
  }
  return { label, form, deviations: [...deviations, ...collectDeviations(label)] };
}

function textOf(value: unknown, key: AigcKey, deviations: Deviation[]): string {
  if (typeof value === "string") return value;
  deviations.push(deviates("not-text", key));
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
