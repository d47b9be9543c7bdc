/** XMP: what a packet says, and a packet that says something more without touching the rest. */
import { withoutEndingZeros } from "./packet.js";
import type { XmpProperty } from "./properties.js";
import { readTree } from "./xmp/tree.js";
import { fieldsOf, type PlacedProperty, propertiesIn } from "./xmp/values.js";

export { editXmp, type XmpChange } from "./xmp/edit.js";

export interface Xmp {
  /** False where the text is no XMP or goes beyond every measure: it may have said anything. */
  isReadable: boolean;
  /** Every value, in the order of the text; of a structure none. Hostile text. */
  property(ns: string, name: string): string[];
  /** The values of a property of our table. */
  valuesOf(property: XmpProperty): string[];
  properties: readonly StatedProperty[];
}

export interface StatedProperty {
  ns: string;
  /** As written, which means nothing. */
  prefix: string;
  name: string;
  values: readonly string[];
  /** Of a structure. */
  fields: readonly { ns: string; name: string; value: string }[];
}

/** Never throws: of what cannot be read nothing is known. */
export function readXmp(text: string): Xmp {
  const tree = readTree(withoutEndingZeros(text), true);
  const properties = "root" in tree ? propertiesIn(tree.root).map(stated) : [];
  const property = (ns: string, name: string) =>
    properties.filter((one) => one.ns === ns && one.name === name).flatMap(({ values }) => values);
  return {
    isReadable: "root" in tree,
    property,
    valuesOf: ({ ns, name }) => property(ns, name),
    properties,
  };
}

function stated({ ns, prefix, name, values, at }: PlacedProperty): StatedProperty {
  const fields = at.kind === "element" && values.length === 0 ? fieldsOf(at.element) : [];
  return { ns, prefix, name, values, fields };
}
