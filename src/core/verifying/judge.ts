/** Four answers and a list of findings → one state. */
import type { ManifestStore } from "../credential/manifest-store.js";
import type { Finding } from "./finding.js";
import type { State } from "./state.js";
import type { IssuerAnswer } from "./verification.js";

/**
 * Failures decide first, never the presence of a success: both can stand side by side. Then the engine's word,
 * which is never raised, only lowered. A history that an earlier signer recorded as broken leaves the state
 * as it is and fails the requirement instead (finding `history.broken`).
 */
export function judge(store: ManifestStore, issuer: IssuerAnswer, findings: readonly Finding[]): State {
  if (store.engineState === "Invalid") return "invalid";
  const isBroken = findings.some((entry) => entry.severity === "failure" && entry.code !== "history.broken");
  if (isBroken) return "invalid";
  // What says it was made later cannot have been trusted on that day.
  if (findings.some((entry) => entry.code === "time.after-as-of")) return "valid";
  return store.engineState === "Trusted" && issuer.answer === "recognized" ? "trusted" : "valid";
}
