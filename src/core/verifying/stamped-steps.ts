/** Steps of a history that were signed while their certificates were good, by the word of an authority on a list. */
import type { ManifestStore } from "../credential/manifest-store.js";
import { manifestLabelIn } from "../credential/status.js";
import type { StoreBytes } from "../credential/store-bytes.js";
import type { TrustList } from "../trust/list.js";
import { type ReadTokenCertificates, recognizeAuthority } from "./answer-time.js";
import { readCertificate } from "./certificate.js";

/** The labels of those whose certificates have expired at `moment` and whose timestamps show that this came later. */
export async function stampedSteps(
  store: ManifestStore,
  bytes: StoreBytes | undefined,
  lists: readonly TrustList[],
  readTokenCertificates: ReadTokenCertificates,
  moment: Date,
): Promise<ReadonlySet<string>> {
  const stamped = new Set<string>();
  const doubted = unusableStamps(store);
  for (const { label, stampedAt } of store.credentials.values()) {
    if (!stampedAt || doubted.has(label)) continue;
    const signature = bytes?.signatureOf(label);
    const certificate = readCertificate(signature?.chain[0]);
    if (!certificate || certificate.notAfter >= moment) continue;
    if (certificate.notAfter < stampedAt || stampedAt < certificate.notBefore) continue;
    if (await recognizeAuthority(signature, lists, stampedAt, readTokenCertificates)) stamped.add(label);
  }
  return stamped;
}

/** Timestamps that belong to something else or cannot be read, now or by what an ingredient has on record. */
function unusableStamps({ deltas, credentials }: ManifestStore): ReadonlySet<string | undefined> {
  const recorded = [...credentials.values()].flatMap(({ ingredients }) =>
    ingredients.flatMap((ingredient) =>
      ingredient.recorded.map(({ code, url }) => ({
        code,
        label: manifestLabelIn(url) ?? ingredient.activeManifest,
      })),
    ),
  );
  const now = deltas.map(({ code, url }) => ({ code, label: manifestLabelIn(url) }));
  const isUnusable = ({ code }: { code: string }) =>
    /^timeStamp\.(mismatch|malformed|outsideValidity)$/.test(code);
  return new Set([...recorded, ...now].filter(isUnusable).map(({ label }) => label));
}
