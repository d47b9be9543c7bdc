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

export interface FormulaRequest {
  expressions: readonly string[];
  document: unknown;
  names: FormulaNames;
}

/** One value for each expression, or which of them has none, and why. */
export type Evaluation = { kind: "values"; values: unknown[] } | { kind: "fault"; at: number; why: string };

const require = createRequire(import.meta.url);
const deepest = 32;
/** Everything that is found goes into a report. */
const mostFoundLetters = 8_000_000;

/** Undefined for text that is no YAML. */
export function readYaml(text: string): unknown[] | undefined {
  try {
    const documents = [...parseAllDocuments(text)];
    if (documents.some(({ errors }) => errors.length > 0)) return undefined;
    return documents.map((document) => document.toJS() as unknown);
  } catch {
    return undefined;
  }
}

/** Takes as long and as much as the expressions want: for a process that can be killed. */
export function evaluate({ expressions, document, names }: FormulaRequest): Evaluation {
  const values: unknown[] = [];
  let letters = 0;
  for (const [at, expression] of expressions.entries()) {
    try {
      const found = JSON.stringify(search(expression, document, names, [], 0) ?? null);
      letters += found.length;
      if (letters > mostFoundLetters)
        return { kind: "fault", at, why: "it finds more than a report can hold" };
      values.push(JSON.parse(found));
    } catch (error) {
      return { kind: "fault", at, why: reasonOf(error) };
    }
  }
  return { kind: "values", values };
}

/** What JavaScript itself says of its own limits and values is for programmers. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error;
  if (/call stack/.test(message)) return "it is nested too deep, or calls itself without an end";
  if (error instanceof RangeError) return "it makes a text or a list that is larger than any can be";
  const isNative =
    /^Cannot \w+ |\bis not (a function|iterable|defined|a constructor)|regular expression/.test(message);
  return isNative ? "it asks for something that its value does not have" : message;
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
