/** The first answer: are the bytes those that were signed? */
import type { ManifestStore } from "../credential/manifest-store.js";
import { isOnlyUntrusted, type Status } from "../credential/status.js";
import { isRuleChange } from "../explain/rule-change.js";
import { notYetValid } from "./as-of.js";
import type { Coverage } from "./coverage.js";
import type { UnchangedAnswer } from "./verification.js";

const hardBinding = /^assertion\.(dataHash|bmffHash|boxesHash|collectionHash|multiAssetHash)\./;

function isHashMismatch(status: Status): boolean {
  return hardBinding.test(status.code) && status.kind === "failure";
}

/** An expired certificate or an unknown signer says nothing about the bytes. */
function saysNothingAboutBytes(code: string): boolean {
  return (
    code === notYetValid ||
    isOnlyUntrusted(code) ||
    /^signingCredential\.|^claimSignature\.outsideValidity$|^cawg\./.test(code)
  );
}

export function answerUnchanged(store: ManifestStore, coverage: Coverage): UnchangedAnswer {
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
  const { uncoveredBytes, isMediaLeftOut, isUnread } = coverage;
  // An update manifest changes no bytes; the binding of the manifest it updates is what was checked.
  const isBound = (hasBinding || hasBoundAncestor(store)) && !isMediaLeftOut && !isUnread;
  return {
    answer: isBound ? "unchanged" : "unknown",
    ...(uncoveredBytes ? { uncoveredBytes } : {}),
  };
}

function hasBoundAncestor(store: ManifestStore): boolean {
  const { ingredients } = store.active;
  return ingredients.some(
    (ingredient) => ingredient.relationship === "parentOf" && ingredient.activeManifest,
  );
}
