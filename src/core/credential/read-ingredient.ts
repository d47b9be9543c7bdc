/** An ingredient of a manifest, with what its signer recorded when it validated it. */
import type { Ingredient, RecordedStatus, Relationship, ResourceRef } from "./credential.js";
import { asList, asRecord, asText, withoutUndefined } from "./json.js";
import { kindOfCode, readStatuses } from "./status.js";

export function readIngredient(json: unknown): Ingredient {
  const ingredient = asRecord(json);
  return withoutUndefined<Ingredient>({
    label: asText(ingredient.label) ?? "",
    title: asText(ingredient.title),
    format: asText(ingredient.format),
    instanceId: asText(ingredient.instance_id),
    relationship: readRelationship(ingredient.relationship),
    activeManifest: asText(ingredient.active_manifest),
    digitalSourceType: asText(ingredient.digital_source_type) ?? asText(ingredient.digitalSourceType),
    thumbnail: readResource(ingredient.thumbnail),
    recorded: readRecorded(ingredient),
  });
}

export function readResource(value: unknown): ResourceRef | undefined {
  const { identifier, format } = asRecord(value);
  const uri = asText(identifier);
  return uri === undefined ? undefined : { uri, mimeType: asText(format) ?? "application/octet-stream" };
}

function readRelationship(value: unknown): Relationship {
  return value === "parentOf" || value === "inputTo" ? value : "componentOf";
}

/**
 * Older ingredients carry a flat `validation_status` that mixes failures with informational codes; newer
 * ones a structured `validation_results` with deltas of their own.
 */
function readRecorded(ingredient: Record<string, unknown>): RecordedStatus[] {
  const results = asRecord(ingredient.validation_results);
  const structured = [
    ...readStatuses(results.activeManifest),
    ...asList(results.ingredientDeltas).flatMap((delta) => readStatuses(asRecord(delta).validationDeltas)),
  ];
  const flat = asList(ingredient.validation_status).flatMap((entry) => {
    const { code, url, explanation } = asRecord(entry);
    const text = asText(code);
    if (text === undefined) return [];
    return [
      withoutUndefined<RecordedStatus>({
        code: text,
        kind: kindOfCode(text),
        url: asText(url),
        explanation: asText(explanation),
      }),
    ];
  });
  return [...structured, ...flat];
}
