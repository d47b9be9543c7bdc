/** Draft → what the engine takes: definition, intent, actions, ingredients and resources. */

import { asRecord } from "../credential/json.js";
import { writePem } from "../identity/pem.js";
import type { Draft, DraftAction, DraftIngredient, Inception } from "./draft.js";
import type { SignRequest } from "./sign-draft.js";

export interface EngineSigning {
  source: { path: string; mimeType: string };
  outputPath: string;
  definition: Record<string, unknown>;
  intent: { create: string } | "edit" | "update";
  actions: readonly Record<string, unknown>[];
  ingredients: readonly { json: Record<string, unknown>; asset: { path: string; mimeType: string } }[];
  resources: readonly { uri: string; bytes: Uint8Array; mimeType: string }[];
  generator: { name: string; version: string };
  isComplete: boolean;
  isEmbedded: boolean;
  remoteUrl?: string;
  algorithm: string;
  certificates: readonly string[];
  reserveSize: number;
  signClaim(claim: Uint8Array): Promise<Uint8Array>;
}

/** JPEG thumbnails: the file's own, and those of ingredients by their `instanceId`. */
export interface Thumbnails {
  own?: Uint8Array;
  ingredients: ReadonlyMap<string, Uint8Array>;
}

/** Credentials that are kept beside a file, and what the engine said of them when it read the two together. */
export interface OutsideManifest {
  bytes: Uint8Array;
  json: unknown;
}

const thumbnailType = "image/jpeg";
const manifestType = "application/c2pa";
const ownThumbnail = "thumbnail.jpg";

export function engineRequest(
  {
    draft,
    instanceId,
    identity,
    thumbnails,
    outside = new Map(),
    source,
    outputPath,
    generator,
  }: SignRequest,
  reserveSize: number,
  signClaim: EngineSigning["signClaim"],
): EngineSigning {
  // An update leaves the content alone and may not carry a thumbnail (C2PA 2.4 §11.2.3).
  const own = draft.inception.kind === "update" ? undefined : thumbnails.own;
  return {
    source,
    outputPath,
    generator,
    definition: { ...definitionOf(draft, own !== undefined), instance_id: instanceId },
    intent: intentOf(draft.inception),
    actions: [...beginningOf(draft.inception), ...draft.actions].map(toEngineAction),
    ingredients: draft.ingredients.map((ingredient) =>
      toEngineIngredient(ingredient, thumbnails, outside.get(ingredient.instanceId)),
    ),
    resources: resourcesOf(own, thumbnails, outside),
    isComplete: draft.isComplete,
    isEmbedded: draft.placement.kind === "embedded",
    ...(draft.placement.kind === "remote" ? { remoteUrl: draft.placement.url } : {}),
    algorithm: identity.algorithm,
    certificates: identity.chain.map((der) => writePem("CERTIFICATE", der)),
    reserveSize,
    signClaim,
  };
}

function resourcesOf(
  own: Uint8Array | undefined,
  { ingredients }: Thumbnails,
  outside: ReadonlyMap<string, OutsideManifest>,
): EngineSigning["resources"] {
  const thumbnails = [...ingredients].map(([id, bytes]) => ({ uri: thumbnailName(id), bytes }));
  const manifests = [...outside].map(([id, { bytes }]) => ({ uri: manifestName(id), bytes }));
  return [
    ...(own ? [{ uri: ownThumbnail, bytes: own, mimeType: thumbnailType }] : []),
    ...thumbnails.map((thumbnail) => ({ ...thumbnail, mimeType: thumbnailType })),
    ...manifests.map((manifest) => ({ ...manifest, mimeType: manifestType })),
  ];
}

function definitionOf({ id, title, format, assertions }: Draft, hasThumbnail: boolean) {
  return {
    ...(id === undefined ? {} : { label: `urn:c2pa:${id}` }),
    title,
    format,
    assertions: assertions.map(({ label, data }) => ({ label, data })),
    ...(hasThumbnail ? { thumbnail: { format: thumbnailType, identifier: ownThumbnail } } : {}),
  };
}

/** The engine writes the first action itself, and takes ours where it says more. */
function beginningOf(inception: Inception): DraftAction[] {
  if (inception.kind !== "create") return [];
  const { sourceType, when, softwareAgent } = inception;
  if (when === undefined && softwareAgent === undefined) return [];
  return [
    {
      name: "c2pa.created",
      digitalSourceType: sourceType,
      ...(when === undefined ? {} : { when }),
      ...(softwareAgent === undefined ? {} : { softwareAgent }),
    },
  ];
}

function intentOf(inception: Inception): EngineSigning["intent"] {
  return inception.kind === "create" ? { create: inception.sourceType } : inception.kind;
}

function toEngineAction({ name, ingredients, parameters, ...rest }: DraftAction): Record<string, unknown> {
  const references = ingredients ? { ingredientIds: ingredients } : {};
  return {
    action: name,
    ...rest,
    ...(ingredients || parameters ? { parameters: { ...parameters, ...references } } : {}),
  };
}

function toEngineIngredient(
  { instanceId, title, relationship, path, mimeType }: DraftIngredient,
  thumbnails: Thumbnails,
  outside: OutsideManifest | undefined,
): EngineSigning["ingredients"][number] {
  const thumbnail = thumbnails.ingredients.has(instanceId)
    ? { thumbnail: { format: thumbnailType, identifier: thumbnailName(instanceId) } }
    : {};
  return {
    json: {
      title,
      relationship,
      instance_id: instanceId,
      format: mimeType,
      ...thumbnail,
      ...(outside ? credentialsBeside(instanceId, outside) : {}),
    },
    asset: { path, mimeType },
  };
}

/** The engine looks for an ingredient's credentials inside the file; what lies beside it has to be handed over. */
function credentialsBeside(instanceId: string, { json }: OutsideManifest): Record<string, unknown> {
  const { active_manifest, validation_results } = asRecord(json);
  const manifest_data = { format: manifestType, identifier: manifestName(instanceId) };
  return { active_manifest, validation_results, manifest_data };
}

function thumbnailName(instanceId: string): string {
  return `${plain(instanceId)}.jpg`;
}

function manifestName(instanceId: string): string {
  return `${plain(instanceId)}.c2pa`;
}

function plain(instanceId: string): string {
  return instanceId.replaceAll(/[^A-Za-z0-9-]/g, "-");
}
