/** The engine's manifest store as checked values: credentials by label, and every status it reported. */
import { ColophonError } from "../../error.js";
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

/**
 * Reads the engine's JSON. An active manifest that is named and not there is one that could not be taken apart: it has
 * no contents and is Invalid. Throws `credential.unreadable` where none is named: "none" is only what has no store.
 */
export function readManifestStore(json: unknown): ManifestStore {
  const store = asRecord(json);
  const activeLabel = asText(store.active_manifest);
  if (activeLabel === undefined) {
    throw new ColophonError(
      "credential.unreadable",
      "its Content Credentials are damaged and cannot be read",
    );
  }
  const manifests = asRecord(store.manifests);
  const credentials = new Map(
    Object.entries(manifests).map(([label, manifest]) => [label, readCredential(label, manifest)] as const),
  );
  const isThere = credentials.has(activeLabel);
  const active = credentials.get(activeLabel) ?? readCredential(activeLabel, {});
  credentials.set(activeLabel, active);
  const results = asRecord(store.validation_results);
  return {
    activeLabel,
    active,
    credentials,
    engineState: isThere ? readState(store.validation_state) : "Invalid",
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
