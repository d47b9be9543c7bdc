/** What is broken in a history: found now, or recorded by an earlier signer and signed away. */
import type { Ingredient, RecordedStatus } from "../credential/credential.js";
import type { ManifestStore } from "../credential/manifest-store.js";
import { isOnlyUntrusted, manifestLabelIn, type Status } from "../credential/status.js";
import { type Finding, finding } from "../verifying/finding.js";

/** Where the walk ended early: each manifest is looked at once, so that nothing broken hides behind what is shown. */
export function brokenAnywhere(store: ManifestStore, failures: readonly Status[]): Finding[] {
  const reached = new Set([store.activeLabel]);
  const found: Finding[] = [];
  for (const label of reached) {
    for (const ingredient of store.credentials.get(label)?.ingredients ?? []) {
      const broken = brokenFinding(ingredient, store, failures);
      if (broken) found.push(broken);
      if (ingredient.activeManifest !== undefined) reached.add(ingredient.activeManifest);
    }
  }
  return found;
}

/** Undefined where the ingredient passed. */
export function brokenFinding(
  ingredient: Ingredient,
  store: ManifestStore,
  failures: readonly Status[],
): Finding | undefined {
  const broken = brokenStatuses(failures, ingredient);
  if (broken.length === 0) return undefined;
  const { title, activeManifest } = ingredient;
  const own = activeManifest === undefined ? undefined : store.credentials.get(activeManifest)?.title;
  const where = title ?? own ?? activeManifest ?? "an untitled ingredient";
  const detail = [...new Set(broken.map(({ code }) => code))].join(", ");
  return finding("history.broken", "failure", { where, detail });
}

/** Failures of one ingredient: those found now, and those its signer recorded and signed away. */
function brokenStatuses(failures: readonly Status[], ingredient: Ingredient): { code: string }[] {
  const isAbout = (status: Status) =>
    (ingredient.activeManifest !== undefined && manifestLabelIn(status.url) === ingredient.activeManifest) ||
    (ingredient.activeManifest === undefined &&
      ingredient.label !== "" &&
      (status.url ?? "").endsWith(`/${ingredient.label}`));
  return [...failures.filter(isAbout), ...ingredient.recorded.filter(isBreaking)];
}

/** Not merely an unknown signer. */
export function isBreaking({ kind, code }: RecordedStatus): boolean {
  return kind === "failure" && !isOnlyUntrusted(code);
}
