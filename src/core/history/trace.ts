/** Credential → History: follows every ingredient back to the first sources. */
import type { Credential, Ingredient } from "../credential/credential.js";
import { withoutUndefined } from "../credential/json.js";
import type { ManifestStore } from "../credential/manifest-store.js";
import { manifestLabelIn } from "../credential/status.js";
import type { StoreBytes } from "../credential/store-bytes.js";
import { signerRecognizedBy } from "../trust/chain.js";
import type { TrustList } from "../trust/list.js";
import { checkSignerPurpose } from "../trust/signer-purpose.js";
import { readCertificate } from "../verifying/certificate.js";
import type { State } from "../verifying/state.js";
import { brokenAnywhere, brokenFinding, type Failures, failuresIn, reachedIn } from "./broken.js";
import type { History, HistoryStep } from "./history.js";
import { stepsOf } from "./history.js";

export interface TraceOptions {
  /** How many generations below the root to follow. */
  depth?: number;
  /** The moment to judge certificates by; without it their dates are not looked at. */
  now?: Date;
  /** Steps that were signed before their certificates expired, as a listed authority says. */
  stamped?: ReadonlySet<string>;
}

interface Journey {
  store: ManifestStore;
  bytes: StoreBytes | undefined;
  lists: readonly TrustList[];
  depth: number;
  now: Date | undefined;
  stamped: ReadonlySet<string>;
  failures: Failures;
  /** Who recognizes a manifest's signer, by its label: one may come up thousands of times. */
  recognized: Map<string, TrustList | undefined>;
  /** Ingredients may share ancestors: without a limit a few hundred bytes expand without end. */
  budget: { steps: number };
}

const maxDepth = 64;
const maxSteps = 2_000;

/** Follows the active credential's ingredients; the root's own state is the verification's affair. */
export function trace(
  store: ManifestStore,
  bytes: StoreBytes | undefined,
  lists: readonly TrustList[],
  root: Pick<HistoryStep, "state" | "findings"> & Partial<HistoryStep>,
  options: TraceOptions = {},
): History {
  const journey: Journey = {
    store,
    bytes,
    lists,
    depth: Math.min(options.depth ?? maxDepth, maxDepth),
    now: options.now,
    stamped: options.stamped ?? new Set(),
    failures: failuresIn(store),
    recognized: new Map(),
    budget: { steps: maxSteps },
  };
  const step: HistoryStep = {
    ...describe(store.active),
    relationship: "root",
    ...root,
    ...follow(journey, store.active, [store.activeLabel]),
  };
  const steps = [...stepsOf(step)];
  const counts = { steps: steps.length, sources: steps.filter(isSource).length };
  if (!steps.some(({ isCut }) => isCut)) return { root: step, ...counts };
  const beyond = brokenAnywhere(store, journey.failures);
  return { root: step, ...counts, isCut: true, beyond, declaredAnywhere: declaredIn(store) };
}

function declaredIn(store: ManifestStore): string[] {
  const declared = reachedIn(store).flatMap(({ actions, ingredients }) => [...actions, ...ingredients]);
  return [...new Set(declared.flatMap(({ digitalSourceType }) => digitalSourceType ?? []))];
}

function isSource(step: HistoryStep): boolean {
  return step.ingredients.length === 0 && !step.isCut;
}

/** What a credential says about its own step. */
function describe(credential: Credential) {
  return withoutUndefined<Omit<HistoryStep, "state" | "relationship" | "ingredients" | "findings">>({
    title: credential.title,
    format: credential.format,
    label: credential.label,
    issuer: credential.issuer?.organization ?? credential.issuer?.commonName,
    at: credential.stampedAt,
    timeSource: credential.stampedAt ? "unlisted-authority" : undefined,
    generators: credential.generators,
    sourceTypes: credential.actions.flatMap((action) => action.digitalSourceType ?? []),
    actions: credential.actions,
    thumbnail: credential.thumbnail,
    recognizedBy: undefined,
    isCut: undefined,
  });
}

function follow(
  journey: Journey,
  credential: Credential,
  path: readonly string[],
): Pick<HistoryStep, "ingredients" | "isCut"> {
  if (credential.ingredients.length === 0) return { ingredients: [] };
  if (path.length > journey.depth) return { ingredients: [], isCut: true };
  const ingredients: HistoryStep[] = [];
  for (const ingredient of credential.ingredients) {
    if (journey.budget.steps-- <= 0) return { ingredients, isCut: true };
    ingredients.push(stepFor(journey, ingredient, path));
  }
  return { ingredients };
}

function stepFor(journey: Journey, ingredient: Ingredient, path: readonly string[]): HistoryStep {
  const label = ingredient.activeManifest;
  const credential = label === undefined ? undefined : journey.store.credentials.get(label);
  const broken = brokenFinding(ingredient, journey.store, journey.failures);
  const title = ingredient.title ?? credential?.title;
  const own = withoutUndefined<Partial<HistoryStep>>({
    title,
    format: ingredient.format ?? credential?.format,
    thumbnail: ingredient.thumbnail ?? credential?.thumbnail,
  });
  const shared = { relationship: ingredient.relationship, findings: broken ? [broken] : [] } as const;
  if (!credential || label === undefined) {
    const sourceTypes = ingredient.digitalSourceType ? [ingredient.digitalSourceType] : [];
    const state: State = broken ? "invalid" : "none";
    return { generators: [], actions: [], ...own, ...shared, sourceTypes, state, ingredients: [] };
  }
  // A manifest that is its own ancestor would be followed for ever.
  const further = path.includes(label)
    ? { ingredients: [], isCut: true }
    : follow(journey, credential, [...path, label]);
  const list = broken ? undefined : recognize(journey, label);
  return {
    ...describe(credential),
    ...own,
    ...shared,
    ...(list ? { recognizedBy: list.name } : {}),
    state: broken ? "invalid" : list ? "trusted" : "valid",
    ...further,
  };
}

/** An ingredient's signer counts as recognized only by our own check: what an earlier signer recorded does not. */
function recognize(journey: Journey, label: string): TrustList | undefined {
  if (!journey.recognized.has(label)) journey.recognized.set(label, findList(journey, label));
  return journey.recognized.get(label);
}

function findList(journey: Journey, label: string): TrustList | undefined {
  const isRefused = journey.store.deltas.some(
    (status) => status.code === "signingCredential.untrusted" && manifestLabelIn(status.url) === label,
  );
  if (isRefused) return undefined;
  const chain = journey.bytes?.signatureOf(label)?.chain ?? [];
  const [leaf] = chain;
  if (
    !leaf ||
    (isExpired(leaf, journey.now) && !journey.stamped.has(label)) ||
    !checkSignerPurpose(leaf).isClaimSigner
  )
    return undefined;
  return signerRecognizedBy(chain, journey.lists);
}

/** Then only the timestamp of a listed authority shows that a step was signed while its certificate was good. */
function isExpired(leaf: Uint8Array, now: Date | undefined): boolean {
  const certificate = readCertificate(leaf);
  return certificate !== undefined && now !== undefined && certificate.notAfter < now;
}
