/** CAWG metadata 1.1: the plain fields of a label once more, under the signature. */
import { type PropertyId, xmpProperties } from "../metadata/index.js";
import type { DraftAssertion } from "../signing/draft.js";

/** Undefined: not said. The list of `c2pa.metadata` is closed and lacks most of these, so they go here (C2PA 2.4 §18.13). */
export function metadataAssertion(
  values: Partial<Record<PropertyId, string | readonly string[] | undefined>>,
): DraftAssertion {
  const said = (Object.entries(values) as [PropertyId, string | readonly string[] | undefined][]).filter(
    (entry): entry is [PropertyId, string | readonly string[]] => entry[1] !== undefined,
  );
  const context = Object.fromEntries(
    said.map(([id]) => [xmpProperties[id].prefix, xmpProperties[id].ns] as const),
  );
  const fields = Object.fromEntries(
    said.map(([id, value]) => [`${xmpProperties[id].prefix}:${xmpProperties[id].name}`, value] as const),
  );
  return { label: "cawg.metadata", data: { "@context": context, ...fields } };
}
