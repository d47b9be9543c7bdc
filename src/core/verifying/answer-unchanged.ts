/** The first answer: are the bytes those that were signed? */
import { asList, asRecord } from "../credential/json.js";
import type { ManifestStore } from "../credential/manifest-store.js";
import { isOnlyUntrusted, type Status } from "../credential/status.js";
import type { StoreBytes } from "../credential/store-bytes.js";
import { isRuleChange } from "../explain/index.js";
import type { UnchangedAnswer } from "./verification.js";

const hardBinding = /^assertion\.(dataHash|bmffHash|boxesHash|collectionHash|multiAssetHash)\./;

export function isHashMismatch(status: Status): boolean {
  return hardBinding.test(status.code) && status.kind === "failure";
}

/** An expired certificate or an unknown signer says nothing about the bytes. */
function saysNothingAboutBytes(code: string): boolean {
  return isOnlyUntrusted(code) || /^signingCredential\.|^claimSignature\.outsideValidity$|^cawg\./.test(code);
}

export function answerUnchanged(store: ManifestStore, bytes: StoreBytes | undefined): UnchangedAnswer {
  const failures = store.statuses.filter((status) => status.kind === "failure");
  const mismatches = failures.filter(isHashMismatch);
  if (mismatches.length > 0) {
    return {
      answer: mismatches.every((status) => isRuleChange(status.code, status.explanation))
        ? "rule-changed"
        : "changed",
    };
  }
  if (failures.some((status) => !saysNothingAboutBytes(status.code))) return { answer: "credential-damaged" };
  const hasBinding = store.statuses.some(
    (status) => hardBinding.test(status.code) && status.kind === "success",
  );
  const uncoveredBytes = bytes ? countUncovered(store, bytes) : undefined;
  return {
    // An update manifest changes no bytes; the binding of the manifest it updates is what was checked.
    answer: hasBinding || hasBoundAncestor(store) ? "unchanged" : "unknown",
    ...(uncoveredBytes ? { uncoveredBytes } : {}),
  };
}

function hasBoundAncestor(store: ManifestStore): boolean {
  const { ingredients } = store.active;
  return ingredients.some(
    (ingredient) => ingredient.relationship === "parentOf" && ingredient.activeManifest,
  );
}

/** Bytes that a data hash leaves out beyond the manifest store, its largest exclusion. */
function countUncovered(store: ManifestStore, bytes: StoreBytes): number | undefined {
  const hash = bytes
    .assertionsOf(store.activeLabel)
    .find((assertion) => /^c2pa\.hash\.data/.test(assertion.label));
  if (!(hash?.content instanceof Map)) return undefined;
  const lengths = asList(hash.content.get("exclusions")).map((entry) => {
    const length = entry instanceof Map ? entry.get("length") : asRecord(entry).length;
    return typeof length === "bigint" || typeof length === "number" ? Number(length) : 0;
  });
  return lengths.reduce((sum, length) => sum + length, 0) - Math.max(0, ...lengths);
}
