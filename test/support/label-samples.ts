/** Labels for tests: values as the standard wants them, and packets made of any text at all. */
import fc from "fast-check";
import { editXmp, type XmpChange, xmpProperties } from "../../src/core/metadata/index.ts";

export const sourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

/** The inner object, in the order of the standard. */
export function labelFor(id: string): string {
  return JSON.stringify({
    Label: "1",
    ContentProducer: "studio",
    ProduceID: id,
    ReservedCode1: "",
    ContentPropagator: "studio",
    PropagateID: id,
    ReservedCode2: "",
  });
}

export function labelChanges(id: string): XmpChange[] {
  return [
    { property: xmpProperties.aigc, values: [labelFor(id)] },
    { property: xmpProperties.digitalSourceType, values: [sourceType] },
  ];
}

/** A packet around one piece of RDF. */
export function packetAround(description: string): string {
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `${description}</rdf:RDF></x:xmpmeta>`
  );
}

export function packetWithLabel(id: string): string {
  return editXmp(undefined, labelChanges(id));
}

/** Text that XML can hold, with everything that has to be escaped in it. */
export const anyText = fc
  .string({ unit: "binary", maxLength: 60 })
  .map((text) => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/gu, "&"));

export const anyChanges: fc.Arbitrary<XmpChange[]> = fc
  .subarray(Object.values(xmpProperties), { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((property) =>
        fc
          .array(anyText, {
            minLength: 1,
            maxLength: property.form === "bag" || property.form === "seq" ? 3 : 1,
          })
          .map((values): XmpChange => ({ property, values })),
      ),
    ),
  );
