/** An official C2PA asset rubric, held against the crJSON of a file: rules somebody else wrote, in their own words. */
import { ColophonError } from "../../error.js";
import { asRecord } from "../credential/json.js";
import { issueWords } from "../schema/issue-words.js";
import * as v from "../schema/shape.js";
import { type Counts, countVerdicts } from "./assess.js";
import { type RubricRule, rubricHead, rubricRules } from "./rubric-shape.js";
import type { Verdict } from "./rule.js";

export interface Rubric {
  name: string;
  version: string;
  /** The day it was issued. */
  date: string;
  issuer: string;
  rules: readonly RubricRule[];
  variables: Readonly<Record<string, unknown>>;
  /** Functions of the rubric's own: `_name` → an expression over the whole document and `$args`. */
  functions: Readonly<Record<string, string>>;
  /** Asked of one manifest, and not of the whole document. */
  isLocal: boolean;
}

/** How expressions are read and evaluated; an adapter knows. */
export interface FormulaRoom {
  /** The documents of a YAML stream, as plain values; undefined for text that is none. */
  readYaml(text: string): Promise<unknown[] | undefined>;
  /** One value for each expression, or which of them has none, and why. */
  evaluate(request: {
    expressions: readonly string[];
    document: unknown;
    names: Pick<Rubric, "variables" | "functions">;
  }): Promise<{ kind: "values"; values: unknown[] } | { kind: "fault"; at: number; why: string }>;
}

export interface RubricResult {
  id: string;
  /** A signal only tells what is there; it is neither met nor missed. */
  kind: "rule" | "signal";
  verdict: Verdict;
  /** Of a signal: whether it is there. */
  isPresent?: boolean;
  says: string;
}

export interface RubricAssessment {
  name: string;
  version: string;
  results: readonly RubricResult[];
  counts: Counts;
}

/** `fileName`: the rubric's evaluator takes the spec version that is expected from it. Throws `profile.invalid`. */
export async function readRubric(text: string, fileName: string, room: FormulaRoom): Promise<Rubric> {
  const documents = await room.readYaml(text);
  if (!documents) throw invalid(fileName, "is not YAML");
  const [head, rules, ...more] = documents;
  if (more.length > 0) throw invalid(fileName, `expected two YAML documents, found ${more.length + 2}`);
  const { rubric_metadata, variables, expressions } = check(rubricHead, head, fileName, "head");
  const version = fileName.match(/-spec(\d+\.\d+)\./)?.[1];
  return {
    name: rubric_metadata.name,
    version: rubric_metadata.version,
    date: rubric_metadata.date,
    issuer: rubric_metadata.issuer,
    rules: check(rubricRules, rules, fileName, "rules"),
    variables: { ...variables, ...(version === undefined ? {} : { $expected_spec_version: version }) },
    functions: expressions,
    isLocal: /\(local\)/i.test(rubric_metadata.name),
  };
}

/** Throws `profile.invalid` where an expression of the rubric cannot be evaluated. */
export async function runRubric(
  rubric: Rubric,
  crJson: unknown,
  room: FormulaRoom,
): Promise<RubricAssessment> {
  const { rules, variables, functions } = rubric;
  const evaluation = await room.evaluate({
    expressions: rules.map(({ expression }) => expression),
    document: rubric.isLocal ? activeManifest(crJson) : crJson,
    names: { variables, functions },
  });
  if (evaluation.kind === "fault") {
    const { at, why } = evaluation;
    throw invalid(rubric.name, `the rule "${rules[at]?.id}" cannot be evaluated: ${why}`);
  }
  const results = rules.map((rule, at) => resultOf(rule, evaluation.values[at]));
  return { name: rubric.name, version: rubric.version, results, counts: countVerdicts(results) };
}

/** crJSON has the active manifest first. */
function activeManifest(crJson: unknown): unknown {
  const { manifests } = asRecord(crJson);
  return Array.isArray(manifests) ? manifests[0] : undefined;
}

function resultOf(rule: RubricRule, found: unknown): RubricResult {
  const isMatched = isMatch(found);
  const isMet = rule.failIfMatched || rule.warnIfMatched ? !isMatched : isMatched;
  const says = wordsFor(rule, isMet, found);
  if (/:signal_/.test(rule.id))
    return { id: rule.id, kind: "signal", verdict: "n/a", isPresent: isMatched, says };
  const otherwise = rule.warnIfMatched ? "warn" : "fail";
  return { id: rule.id, kind: "rule", verdict: isMet ? "pass" : otherwise, says };
}

function isMatch(found: unknown): boolean {
  if (Array.isArray(found)) return found.length > 0;
  return found !== null && found !== undefined && found !== false;
}

function wordsFor({ reportText, description }: RubricRule, isMet: boolean, found: unknown): string {
  const text = reportText?.[isMet ? "true" : "false"]?.en ?? description ?? "";
  const matches = Array.isArray(found) ? found : [found];
  const words = matches.map((match) => (typeof match === "string" ? match : JSON.stringify(match)));
  return text.replaceAll("{{matches}}", () => words.join(", ")).trim();
}

function check<T extends v.GenericSchema>(
  shape: T,
  value: unknown,
  fileName: string,
  part: string,
): v.InferOutput<T> {
  const result = v.safeParse(shape, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  throw invalid(fileName, `its ${part}${place === "" ? "" : ` at "${place}"`}: ${issueWords(issue)}`);
}

function invalid(source: string, what: string): ColophonError {
  return new ColophonError("profile.invalid", `the rubric "${source}": ${what}`, {
    hints: ["the official ones are C2PA's asset rubrics, YAML files of two documents"],
  });
}
