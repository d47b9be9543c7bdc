/** What in an AIGC label is not as GB 45438-2025 wants it, each under a code of its own. */
import { type AigcKey, type AigcLabel, aigcKeys, isAllowedText, LONGEST_VALUE, neededKeys } from "./aigc.js";
import { readProvider } from "./provider-code.js";

export interface Deviation {
  code: DeviationCode;
  /** One sentence's worth, lower case, no full stop. */
  says: string;
}

const sentences = {
  base64: () => "the label is in Base64",
  "bare-prefix": () => 'the label follows the letters "AIGC" without a key',
  "double-encoded": () => "the label is JSON inside JSON",
  "duplicate-key": (key) => `"${key}" stands there more than once`,
  "empty-id": (key) => `"${key}" is empty`,
  "empty-provider": (key) => `"${key}" is empty`,
  escaped: () => "the quotes of the label are written as character references",
  "extra-key": (key) => `"${key}" is no key of the label`,
  "key-case": (key, found) => `"${key}" is written "${found}"`,
  "label-value": (key, found) => `"${key}" is "1", "2" or "3", found "${found}"`,
  "label-word": (key, found) => `"${key}" is "1", "2" or "3", found "${found}"`,
  "missing-key": (key) => `"${key}" is missing`,
  "no-key": () => "none of the seven keys of the label is there",
  "not-json": () => "the label is not JSON",
  "not-text": (key) => `"${key}" is not a text in quotes`,
  "older-schema": () => "the label uses the keys ServiceProvider and ContentId of an older schema",
  "provider-code": (key, found) => `"${key}" ${found}`,
  separate: () => "the keys of the label stand apart and not in one value",
  "too-large": () => "the label is far too large to be one, and was not read",
  "too-long": (key) => `"${key}" is longer than ${LONGEST_VALUE} characters`,
  unread: () => "the label cannot be read",
  "value-characters": (key) => `"${key}" has characters outside those of Annex E`,
  "xmp-kv": () => "the label is in Base64 under the key XmpKvBase64",
} as const satisfies Record<string, (key: string, found: string) => string>;

export type DeviationCode = keyof typeof sentences;

/** The file's own words are shortened and made harmless, for they end on a screen. */
export function deviates(code: DeviationCode, key = "", found = ""): Deviation {
  const sentence: (key: string, found: string) => string = sentences[code];
  return { code, says: sentence(harmless(key), harmless(found)) };
}

function harmless(text: string): string {
  return text.slice(0, 160).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
}

/** About its values; about its form the reader knows. */
export function collectDeviations(label: AigcLabel): Deviation[] {
  const [provider, id] = neededKeys(label.Label);
  const found: Deviation[] = [];
  if (!/^[123]$/.test(label.Label)) found.push(deviates("label-value", "Label", label.Label));
  if (label[provider] === "") found.push(deviates("empty-provider", provider));
  if (label[id] === "") found.push(deviates("empty-id", id));
  for (const key of aigcKeys) {
    if (label[key].length > LONGEST_VALUE) found.push(deviates("too-long", key));
    if (!isAllowedText(label[key])) found.push(deviates("value-characters", key));
    else if (isProvider(key) && label[key] !== "") {
      const judged = readProvider(label[key]);
      if (judged.kind === "invalid") found.push(deviates("provider-code", key, judged.problem));
    }
  }
  return found;
}

function isProvider(key: AigcKey): boolean {
  return key === "ContentProducer" || key === "ContentPropagator";
}
