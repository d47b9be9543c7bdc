/** Holds real output against the schemas in docs/schema, as a program that relies on them would. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { type SchemaName, schemaNames } from "../../src/cli/program/schema-names.ts";

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
formats.default(ajv);

function readSchemaFile(name: SchemaName): object {
  return JSON.parse(
    readFileSync(resolve(import.meta.dirname, `../../docs/schema/${name}.json`), "utf8"),
  ) as object;
}

const validators = new Map(schemaNames.map((name) => [name, ajv.compile(readSchemaFile(name))]));

/** What is wrong with it, one fault a line; empty when it is as promised. */
export function faultsOf(name: SchemaName, document: unknown): string {
  const validate = validators.get(name);
  if (!validate) return `there is no schema "${name}"`;
  return validate(document) ? "" : ajv.errorsText(validate.errors, { separator: "\n" });
}
