/** The AIGC label of GB 45438-2025: its seven keys, and the one text form in which it is written. */
import { ColophonError } from "../../error.js";
import { checkProvider } from "./provider-code.js";

/** In the order of Annex E b). */
export const aigcKeys = [
  "Label",
  "ContentProducer",
  "ProduceID",
  "ReservedCode1",
  "ContentPropagator",
  "PropagateID",
  "ReservedCode2",
] as const;

export type AigcKey = (typeof aigcKeys)[number];

/**
 * `Label`: "1" is made by AI, "2" may be (its user said so), "3" is suspected to be (a platform found
 * traces). A label that was read may hold any text in any of its keys.
 */
export type AigcLabel = Record<AigcKey, string>;

/** No length stands in the standard; Tencent COS takes this many per field, and so do we. */
export const LONGEST_VALUE = 2048;

/** Annex E j): 0x21, 0x23–0x5B, 0x5D–0x7E, and the quote, which JSON writes as `\"`. */
const allowed = /^[\x21-\x5b\x5d-\x7e]*$/;

export function isAllowedText(value: string): boolean {
  return allowed.test(value);
}

/**
 * The key that names who labeled and the one that numbers the content. A "2" or "3" is put there by a
 * platform that does not know the producer (Measures, Art. 6), so it answers with its own name.
 */
export function neededKeys(label: string): readonly [name: AigcKey, id: AigcKey] {
  return label === "2" || label === "3"
    ? ["ContentPropagator", "PropagateID"]
    : ["ContentProducer", "ProduceID"];
}

/**
 * The inner object as compact JSON, keys in order: the form for every place but two. Throws
 * `label.provider` for a name that may not stand there, `label.invalid` for any other value.
 */
export function writeAigc(label: AigcLabel): string {
  checkLabel(label);
  return JSON.stringify(Object.fromEntries(aigcKeys.map((key) => [key, label[key]])));
}

function checkLabel(label: AigcLabel): void {
  if (!/^[123]$/.test(label.Label)) {
    throw invalid("Label", `is "1", "2" or "3", found "${label.Label}"`);
  }
  for (const key of neededKeys(label.Label)) {
    if (label[key] === "") throw invalid(key, `must not be empty when Label is "${label.Label}"`);
  }
  for (const key of ["ContentProducer", "ContentPropagator"] as const) {
    if (label[key] !== "") checkProvider(label[key]);
  }
  for (const key of aigcKeys) {
    const { length } = label[key];
    if (length > LONGEST_VALUE) throw invalid(key, `has up to ${LONGEST_VALUE} characters, found ${length}`);
    if (!isAllowedText(label[key])) {
      throw invalid(key, "takes printable ASCII without spaces and backslashes (GB 45438-2025, Annex E)");
    }
  }
}

function invalid(key: AigcKey, what: string): ColophonError {
  return new ColophonError("label.invalid", `"${key}" of the AIGC label ${what}`);
}
