/** The actions assertions of a manifest, in both of their versions. */
import type { Action, Assertion } from "./credential.js";
import { asDate, asList, asRecord, asText, withoutUndefined } from "./json.js";

/** A manifest may hold several: `c2pa.actions`, `c2pa.actions.v2`, `c2pa.actions.v2__1`. */
export function isActions(assertion: Assertion): boolean {
  return /^c2pa\.actions(\.v\d+)?(__\d+)?$/.test(assertion.label);
}

export function readActions(data: unknown): Action[] {
  return asList(asRecord(data).actions).flatMap((entry) => {
    const action = asRecord(entry);
    const name = asText(action.action);
    if (name === undefined) return [];
    const parameters = asRecord(action.parameters);
    return [
      withoutUndefined<Action>({
        name,
        // Some writers leave spaces around the URI.
        digitalSourceType: asText(action.digitalSourceType)?.trim(),
        when: asDate(action.when),
        softwareAgent: readAgent(action.softwareAgent),
        description: asText(action.description) ?? asText(parameters.description),
        ingredients: readIngredientUris(parameters),
        parameters,
      }),
    ];
  });
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
