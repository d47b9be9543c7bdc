/** The JSON documents that colophon writes; each has a schema in docs/schema/ and a version. */
export const schemaNames = [
  "verify",
  "trace",
  "inspect",
  "sign",
  "label",
  "journal",
  "identity",
  "trust",
  "explain",
  "doctor",
  "error",
] as const;

export type SchemaName = (typeof schemaNames)[number];

/** Adding a field keeps the number; anything else makes the next one. */
export function schemaId(name: SchemaName): string {
  return `colophon/${name}@1`;
}
