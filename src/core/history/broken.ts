/** What is broken in a history: found now, or recorded by an earlier signer and signed away. */
import type { Credential, Ingredient, RecordedStatus } from "../credential/credential.js";
import type { ManifestStore } from "../credential/manifest-store.js";
import { isOnlyUntrusted, kindOfCode, manifestLabelIn, type Status } from "../credential/status.js";
import { explain } from "../explain/index.js";
import { type Finding, finding } from "../verifying/finding.js";

/** What did not pass, found now or recorded anywhere in the store. */
export interface Failures {
  ofManifest: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of what was found now. */
  now: readonly Status[];
}

/**
 * The engine keeps quiet about whatever any ingredient in the store has on record, be it of another manifest or in one
 * that nothing leads to: so all records count against the manifest they are about.
 */
export function failuresIn({ deltas, credentials }: ManifestStore): Failures {
  const now = deltas.filter(isBreaking);
  const ofManifest = new Map<string, Set<string>>();
  const add = (label: string | undefined, code: string) => {
    if (label !== undefined) ofManifest.set(label, (ofManifest.get(label) ?? new Set()).add(code));
  };
  for (const { url, code } of now) add(manifestLabelIn(url), code);
  for (const { ingredients } of credentials.values()) {
    for (const { recorded, activeManifest } of ingredients) {
      for (const status of recorded.filter(isBreaking))
        add(manifestLabelIn(status.url) ?? activeManifest, status.code);
    }
  }
  return { ofManifest, now };
}

/** Where the walk ended early: each manifest is looked at once, so that nothing broken hides behind what is shown. */
export function brokenAnywhere(store: ManifestStore, failures: Failures): Finding[] {
  return reachedIn(store).flatMap(({ ingredients }) =>
    ingredients.flatMap((ingredient) => brokenFinding(ingredient, store, failures) ?? []),
  );
}

/** The active manifest and all that it was made from, each once. */
export function reachedIn({ activeLabel, credentials }: ManifestStore): Credential[] {
  const reached = new Set([activeLabel]);
  const found: Credential[] = [];
  for (const label of reached) {
    const credential = credentials.get(label);
    if (credential) found.push(credential);
    for (const { activeManifest } of credential?.ingredients ?? []) {
      if (activeManifest !== undefined) reached.add(activeManifest);
    }
  }
  return found;
}

/** Undefined where the ingredient passed. */
export function brokenFinding(
  ingredient: Ingredient,
  store: ManifestStore,
  failures: Failures,
): Finding | undefined {
  const broken = brokenCodes(failures, ingredient);
  if (broken.length === 0) return undefined;
  const { title, activeManifest } = ingredient;
  const own = activeManifest === undefined ? undefined : store.credentials.get(activeManifest)?.title;
  const where = title ?? own ?? activeManifest ?? "an untitled ingredient";
  const detail = broken.join(", ");
  return finding("history.broken", "failure", { where, detail });
}

/** Failures of one ingredient: those of its manifest, and those its signer recorded and signed away. */
function brokenCodes({ ofManifest, now }: Failures, ingredient: Ingredient): string[] {
  const { activeManifest, label, recorded } = ingredient;
  const found =
    activeManifest !== undefined
      ? (ofManifest.get(activeManifest) ?? [])
      : now.filter(({ url = "" }) => label !== "" && url.endsWith(`/${label}`)).map(({ code }) => code);
  return [...new Set([...found, ...recorded.filter(isBreaking).map(({ code }) => code)])];
}

/**
 * Not merely an unknown signer. A failure stays one where a signer calls it a success: the engine keeps quiet about it
 * in either case.
 */
function isBreaking({ kind, code }: RecordedStatus): boolean {
  const isKnownFailure = kindOfCode(code) === "failure" && explain(code) !== undefined;
  return (kind === "failure" || isKnownFailure) && !isOnlyUntrusted(code);
}
