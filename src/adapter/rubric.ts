/** The only importer of json-formula and yaml: what official rubrics are written in. */
import { createRequire } from "node:module";
import { parseAllDocuments } from "yaml";

interface CustomFunction {
  _func(args: unknown[]): unknown;
  _signature: { types: number[]; optional?: boolean }[];
}

interface Formula {
  search(expression: string, json: unknown, globals: Readonly<Record<string, unknown>>): unknown;
}

/** The part of it that is used here; the package brings no types. */
interface FormulaPackage {
  default: new (functions: Readonly<Record<string, CustomFunction>>) => Formula;
  dataTypes: { TYPE_ANY: number };
}

export interface FormulaNames {
  variables: Readonly<Record<string, unknown>>;
  /** `_name` → an expression over the whole document and `$args`. */
  functions: Readonly<Record<string, string>>;
}

const require = createRequire(import.meta.url);
const deepest = 32;

/** Throws for text that is no YAML. */
export function readYaml(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  return [...documents].map((document) => {
    const [fault] = document.errors;
    if (fault) throw fault;
    return document.toJS() as unknown;
  });
}

/** Throws what the package throws for an expression it cannot evaluate. */
export function evaluate(expression: string, document: unknown, names: FormulaNames): unknown {
  return search(expression, document, names, [], 0);
}

function search(
  expression: string,
  document: unknown,
  names: FormulaNames,
  args: readonly unknown[],
  depth: number,
): unknown {
  if (depth > deepest) throw new Error("its functions call each other without an end");
  const { default: JsonFormula, dataTypes } = require("@adobe/json-formula") as FormulaPackage;
  const anything = { types: [dataTypes.TYPE_ANY], optional: true };
  const functions = Object.fromEntries(
    Object.entries(names.functions).map(([name, body]) => [
      name,
      {
        _func: (given: unknown[]) => search(body, document, names, given, depth + 1),
        _signature: [anything, anything, anything],
      },
    ]),
  );
  return new JsonFormula(functions).search(expression, document, { ...names.variables, $args: args });
}
