/** Verifications and stores as values, for rules that need nothing else. */
import { type ManifestStore, readManifestStore } from "../../src/core/credential/manifest-store.ts";
import type { Verification } from "../../src/core/verifying/verification.ts";
import { type ManifestWish, type StoreWish, storeJson } from "./store-json.ts";

export const today = new Date("2026-11-23T10:00:00Z");

export function verificationOf(wish: Partial<Verification> = {}): Verification {
  return {
    state: "trusted",
    unchanged: { answer: "unchanged" },
    issuer: { answer: "recognized", revocation: "not-checked" },
    time: { answer: "none" },
    history: { answer: "none", steps: 1, sources: 1 },
    findings: [],
    lists: [],
    judgedAt: today,
    ...wish,
  };
}

export function storeWith(wish: StoreWish = {}, active: ManifestWish = {}): ManifestStore {
  const store = readManifestStore(storeJson({ "urn:c2pa:1": active }, wish));
  if (!store) throw new Error("the store names no active manifest");
  return store;
}
