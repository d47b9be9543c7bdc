/** Names that C2PA keeps for itself, as the asset rubric of conformance 0.2 for spec 2.4 lists them. */

const assertions: ReadonlySet<string> = new Set(
  [
    ...["actions.v2", "ai-disclosure", "alternative-content-representation", "asset-ref", "asset-type.v2"],
    ...["assertion.metadata", "certificate-status", "cloud-data", "depthmap.GDepth", "embedded-data"],
    ...["environmental-sustainability", "external-reference", "hash.bmff.v3", "hash.boxes"],
    ...["hash.collection.data", "hash.data", "hash.data.part", "hash.multi-asset", "icon", "ingredient.v3"],
    ...["metadata", "repository-receipt", "session-keys", "soft-binding", "thumbnail.claim"],
    ...["thumbnail.ingredient", "time-stamp"],
  ].map((name) => `c2pa.${name}`),
);

const deprecated =
  /^(stds\.|c2pa\.(actions|asset-type|claim|hash\.bmff\.v2|ingredient|ingredient\.v2)(__\d+)?$)/;

const parameters: ReadonlySet<string> = new Set([
  ...["description", "ingredient", "ingredients", "italic", "multipleInstances", "optical-size", "ranges"],
  ...["redacted", "relatedAssertions", "slant", "sourceLanguage", "targetLanguage", "weight", "width"],
]);

/** `label` as it stands in a credential, a number behind it where there are several. */
export function assertionStanding(label: string): "own" | "standard" | "deprecated" | "made-up" {
  if (deprecated.test(label)) return "deprecated";
  if (!label.startsWith("c2pa.")) return "own";
  return assertions.has(label.replace(/__\d+$/, "")) ? "standard" : "made-up";
}

/** One of C2PA's, or in a namespace of its own. */
export function isActionParameter(name: string): boolean {
  return parameters.has(name) || name.includes(".");
}
