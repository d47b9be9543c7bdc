/** The actions assertions of a manifest, in both of their versions. */
import type { Action, Assertion } from "./credential.js";
import { asDate, asList, asRecord, asText, withoutUndefined } from "./json.js";

/** A manifest may hold several: `c2pa.actions`, `c2pa.actions.v2`, `c2pa.actions.v2__1`. */
export function isActions(assertion: Assertion): boolean {
  return /^c2pa\.actions(\.v\d+)?(__\d+)?$/.test(assertion.label);
}

export function readActions(data: unknown): Action[] {
  const { actions, templates } = asRecord(data);
  const models = asList(templates).map(asRecord);
  return asList(actions).flatMap((entry) => readAction(asRecord(entry), models));
}

/** One action, what a template says of all of its kind, and the actions it says it consists of. */
function readAction(
  action: Record<string, unknown>,
  templates: readonly Record<string, unknown>[],
): Action[] {
  const name = asText(action.action);
  if (name === undefined) return [];
  const parameters = asRecord(action.parameters);
  const template = [name, "*"].map((wanted) => templates.find((one) => one.action === wanted));
  return [
    withoutUndefined<Action>({
      name,
      digitalSourceType: [action, ...template].map(sourceTypeIn).find((found) => found !== undefined),
      when: asDate(action.when),
      softwareAgent: readAgent(action.softwareAgent),
      description: asText(action.description) ?? asText(parameters.description),
      ingredients: readIngredientUris(parameters),
      parameters,
    }),
    ...asList(action.related).flatMap((entry) => readAction(asRecord(entry), templates)),
  ];
}

/** Its own, or one that stands deeper in it: some writers put it into the parameters, under a name of their own. */
function sourceTypeIn(value: unknown): string | undefined {
  const record = Array.isArray(value) ? Object.fromEntries(value.entries()) : asRecord(value);
  // Some writers leave spaces around the URI.
  const own = asText(record.digitalSourceType)?.trim();
  if (own !== undefined) return own;
  for (const [key, entry] of Object.entries(record)) {
    const named = /digitalSourceType$/i.test(key) ? asText(entry)?.trim() : undefined;
    const found = named ?? (key === "related" ? undefined : sourceTypeIn(entry));
    if (found !== undefined) return found;
  }
  return undefined;
}

function readAgent(value: unknown): string | undefined {
  if (typeof value === "string") return asText(value);
  const { name, version } = asRecord(value);
  const text = asText(name);
  return text === undefined ? undefined : [text, asText(version)].filter(Boolean).join(" ");
}

/** Version 1 names one `ingredient`, version 2 a list of `ingredients`. */
function readIngredientUris(parameters: Record<string, unknown>): string[] {
  return [parameters.ingredient, ...asList(parameters.ingredients)].flatMap((entry) => {
    const url = asText(asRecord(entry).url);
    return url === undefined ? [] : [url];
  });
}
