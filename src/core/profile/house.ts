/** A policy of the user's own: a small JSON file that becomes rules like any other. */
import { ColophonError } from "../../error.js";
import { findDisclosure } from "../disclosure/disclosures.js";
import { nearest } from "../explain/nearest.js";
import { issueWords } from "../schema/issue-words.js";
import * as v from "../schema/shape.js";
import { houseRules } from "./house-rules.js";
import type { Rule } from "./rule.js";

const words = v.pipe(
  v.string("expected a text"),
  v.check((value) => value.trim() !== "", "expected some text"),
  v.maxLength(500, "expected at most 500 characters"),
);
const flag = v.literal(true, "expected true, or leave it out");
const list = v.pipe(v.array(words, "expected a list"), v.minLength(1, "expected at least one"));

const shape = v.strictObject({
  name: words,
  /** Names or patterns with * and ?, one of which the issuer has. */
  issuer: v.optional(list),
  state: v.optional(v.picklist(["trusted", "valid"], 'expected "trusted" or "valid"')),
  history: v.optional(flag),
  timestamp: v.optional(flag),
  /** Disclosures that are allowed, as --as takes them. */
  disclosures: v.optional(list),
  author: v.optional(flag),
  consent: v.optional(flag),
  label: v.optional(flag),
  aigc: v.optional(flag),
  noTraining: v.optional(flag),
  maxAgeDays: v.optional(
    v.pipe(v.number("expected a number of days"), v.minValue(1, "expected at least 1"), v.maxValue(36_500)),
  ),
});

const keys = Object.keys(shape.entries);

/** `source` is the file's name, for messages. Throws `profile.invalid`. */
export function readHousePolicy(text: string, source: string): Rule[] {
  const value = parse(text, source);
  // To the shape, a list would be an object without keys.
  if (Array.isArray(value)) throw invalid(source, "expected an object, found a list");
  const result = v.safeParse(shape, value);
  if (!result.success) throw faultIn(result.issues[0], source);
  const policy = result.output;
  const disclosures = policy.disclosures?.map((name) => disclosureNamed(name, source));
  const rules = houseRules({ ...policy, disclosures });
  if (rules.length === 0)
    throw invalid(source, "asks for nothing", `ask for some of: ${keys.slice(1).join(", ")}`);
  return rules;
}

function disclosureNamed(name: string, source: string): string {
  try {
    return findDisclosure(name).name;
  } catch (cause) {
    if (!(cause instanceof ColophonError)) throw cause;
    throw invalid(source, `"disclosures": ${cause.message}`, cause.hints[0]);
  }
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(source, "is not JSON");
  }
}

function faultIn(issue: v.BaseIssue<unknown>, source: string): ColophonError {
  const place = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  if (issue.type === "strict_object" && issue.expected === "never") {
    const [near] = nearest(place, keys, 1);
    const hint = near === undefined ? `use some of: ${keys.join(", ")}` : `did you mean "${near}"?`;
    return invalid(source, `"${place}" is not a key of a policy`, hint);
  }
  if (issue.type === "strict_object" && issue.received === "undefined")
    return invalid(source, `"${place}" is missing`);
  return invalid(source, place === "" ? "expected an object" : `"${place}": ${issueWords(issue)}`);
}

function invalid(source: string, what: string, hint?: string): ColophonError {
  return new ColophonError("profile.invalid", `the policy "${source}": ${what}`, {
    hints: hint === undefined ? [] : [hint],
  });
}
