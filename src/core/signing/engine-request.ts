/** Draft → what the engine takes: definition, intent, actions, ingredients and resources. */

import { writePem } from "../identity/pem.js";
import type { DraftAction, DraftIngredient, Inception } from "./draft.js";
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

const thumbnailType = "image/jpeg";
const ownThumbnail = "thumbnail.jpg";

export function engineRequest(
  { draft, identity, source, outputPath, thumbnails, generator }: SignRequest,
  reserveSize: number,
  signClaim: EngineSigning["signClaim"],
): EngineSigning {
  // An update leaves the content alone and may not carry a thumbnail (C2PA 2.4 §11.2.3).
  const own = draft.inception.kind === "update" ? undefined : thumbnails.own;
  return {
    source,
    outputPath,
    generator,
    definition: {
      title: draft.title,
      format: draft.format,
      assertions: draft.assertions.map(({ label, data }) => ({ label, data })),
      ...(own ? { thumbnail: { format: thumbnailType, identifier: ownThumbnail } } : {}),
    },
    intent: intentOf(draft.inception),
    actions: draft.actions.map(toEngineAction),
    ingredients: draft.ingredients.map((ingredient) => toEngineIngredient(ingredient, thumbnails)),
    resources: [
      ...(own ? [{ uri: ownThumbnail, bytes: own, mimeType: thumbnailType }] : []),
      ...[...thumbnails.ingredients].map(([id, bytes]) => ({
        uri: thumbnailName(id),
        bytes,
        mimeType: thumbnailType,
      })),
    ],
    isComplete: draft.isComplete,
    isEmbedded: draft.placement.kind === "embedded",
    ...(draft.placement.kind === "remote" ? { remoteUrl: draft.placement.url } : {}),
    algorithm: identity.algorithm,
    certificates: identity.chain.map((der) => writePem("CERTIFICATE", der)),
    reserveSize,
    signClaim,
  };
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
): EngineSigning["ingredients"][number] {
  const thumbnail = thumbnails.ingredients.has(instanceId)
    ? { thumbnail: { format: thumbnailType, identifier: thumbnailName(instanceId) } }
    : {};
  return {
    json: { title, relationship, instance_id: instanceId, format: mimeType, ...thumbnail },
    asset: { path, mimeType },
  };
}

function thumbnailName(instanceId: string): string {
  return `${instanceId.replaceAll(/[^A-Za-z0-9-]/g, "-")}.jpg`;
}
