/** An official C2PA asset rubric, held against crJSON: which of its rules a file does not meet. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import JsonFormula, { dataTypes } from "@adobe/json-formula";
import { parseAllDocuments } from "yaml";

interface Rule {
  id: string;
  expression: string;
  failIfMatched?: boolean;
  warnIfMatched?: boolean;
}

export interface Rubric {
  rules: readonly Rule[];
  variables: Readonly<Record<string, unknown>>;
  /** Functions of the rubric's own: `_name` → an expression over the whole document and `$args`. */
  functions: Readonly<Record<string, string>>;
}

export function readRubric(path: string): Rubric {
  const [head, rules] = parseAllDocuments(readFileSync(path, "utf8")).map((document) => document.toJS());
  // The rubric's evaluator takes the version that is expected from the file's name.
  const version = basename(path).match(/-spec(\d+\.\d+)\./)?.[1];
  return {
    rules: rules as Rule[],
    variables: { ...head.variables, $expected_spec_version: version },
    functions: head.expressions,
  };
}

/** The names of the rules that are not met, without what only warns unless `isStrict`. */
export function unmetRules(rubric: Rubric, crJson: unknown, isStrict = true): string[] {
  return rubric.rules.filter((rule) => !isMet(rubric, rule, crJson, isStrict)).map(({ id }) => id);
}

function isMet(rubric: Rubric, rule: Rule, crJson: unknown, isStrict: boolean): boolean {
  const found = evaluate(rubric, rule.expression, crJson);
  if (rule.warnIfMatched) return !isStrict || !isMatch(found);
  return rule.failIfMatched ? !isMatch(found) : isTrue(rule, found);
}

function isMatch(found: unknown): boolean {
  return Array.isArray(found) ? found.length > 0 : found !== null && found !== undefined && found !== false;
}

function isTrue({ id }: Rule, found: unknown): boolean {
  if (typeof found !== "boolean")
    throw new Error(`rule ${id} says ${JSON.stringify(found)}, neither true nor false`);
  return found;
}

function evaluate(rubric: Rubric, expression: string, document: unknown, args: unknown[] = []): unknown {
  const anything = { types: [dataTypes.TYPE_ANY], optional: true };
  const functions = Object.fromEntries(
    Object.entries(rubric.functions).map(([name, body]) => [
      name,
      { _func: (given: unknown[]) => evaluate(rubric, body, document, given), _signature: [anything] },
    ]),
  );
  return new JsonFormula(functions).search(expression, document, { ...rubric.variables, $args: args });
}
