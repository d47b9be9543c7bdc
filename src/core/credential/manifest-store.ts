/** The engine's manifest store as checked values: credentials by label, and every status it reported. */

import type { Credential } from "./credential.js";
import { asList, asRecord, asText } from "./json.js";
import { readCredential } from "./read-credential.js";
import { readStatuses, type Status } from "./status.js";

export type EngineState = "Trusted" | "Valid" | "Invalid";

export interface ManifestStore {
  activeLabel: string;
  active: Credential;
  credentials: ReadonlyMap<string, Credential>;
  engineState: EngineState;
  /** Statuses of the active manifest. */
  statuses: readonly Status[];
  /** Statuses of ingredients that differ from what their signers recorded. */
  deltas: readonly Status[];
}

/** Reads the engine's JSON. Returns undefined where it names no active manifest. */
export function readManifestStore(json: unknown): ManifestStore | undefined {
  const store = asRecord(json);
  const activeLabel = asText(store.active_manifest);
  const manifests = asRecord(store.manifests);
  if (activeLabel === undefined || !Object.hasOwn(manifests, activeLabel)) return undefined;
  const credentials = new Map<string, Credential>();
  for (const [label, manifest] of Object.entries(manifests)) {
    credentials.set(label, readCredential(label, manifest));
  }
  const active = credentials.get(activeLabel);
  if (!active) return undefined;
  const results = asRecord(store.validation_results);
  return {
    activeLabel,
    active,
    credentials,
    engineState: readState(store.validation_state),
    statuses: readStatuses(results.activeManifest),
    deltas: asList(results.ingredientDeltas).flatMap((delta) =>
      readStatuses(asRecord(delta).validationDeltas, asText(asRecord(delta).ingredientAssertionURI)),
    ),
  };
}

/** Anything but the two good words counts as Invalid. */
function readState(value: unknown): EngineState {
  return value === "Trusted" || value === "Valid" ? value : "Invalid";
}
