/** The JSON documents that colophon writes, and the content of a consent record; each has a schema in docs/schema/. */
export const schemaNames = [
  "verify",
  "trace",
  "inspect",
  "check",
  "sign",
  "label",
  "journal",
  "consent",
  "identity",
  "trust",
  "explain",
  "doctor",
  "error",
  "consent-record",
] as const;

export type SchemaName = (typeof schemaNames)[number];

/** Adding a field keeps the number; anything else makes the next one. */
export function schemaId(name: SchemaName): string {
  return `colophon/${name}@1`;
}
