/** Asset → Verification: reads like the table of contents of a verdict. */
import { readManifestStore } from "../credential/manifest-store.js";
import { readStoreBytes } from "../credential/store-bytes.js";
import { trace } from "../history/trace.js";
import { engineTrust } from "../trust/engine-trust.js";
import type { TrustList } from "../trust/list.js";
import { answerHistory, historyFindings } from "./answer-history.js";
import { answerIssuer } from "./answer-issuer.js";
import { answerTime, type ReadTokenCertificates } from "./answer-time.js";
import { answerUnchanged } from "./answer-unchanged.js";
import { circumstances } from "./circumstances.js";
import { collectFindings, rank, unique } from "./collect-findings.js";
import { judge } from "./judge.js";
import { referTo } from "./refer.js";
import type { Verification } from "./verification.js";

/** The engine as verifying needs it. */
export interface ReadingEngine {
  read(
    asset: { path: string; mimeType: string },
    options: { trust: ReturnType<typeof engineTrust>; manifest?: Uint8Array },
  ): Promise<Reading | null>;
}

export interface Reading {
  json: unknown;
  isEmbedded: boolean;
  remoteUrl?: string;
  manifestBytes(): Promise<Uint8Array | undefined>;
  resource(uri: string): Promise<Uint8Array>;
}

export interface VerifiableAsset {
  path: string;
  mimeType: string;
  /** Its name on screen. */
  name: string;
  /** A manifest store kept outside the file, and where it was. */
  manifest?: { bytes: Uint8Array; source: "sidecar" | "remote" };
}

export interface VerifyWorld {
  engine: ReadingEngine;
  lists: readonly TrustList[];
  readTokenCertificates: ReadTokenCertificates;
  now: Date;
}

/**
 * Verifies one file. A fault of the file is a finding; what could not be judged is thrown as a ColophonError
 * (`credential.*`, `format.*`, `engine.failed`).
 */
export async function verify(asset: VerifiableAsset, world: VerifyWorld): Promise<Verification> {
  const { lists, now } = world;
  const reading = await world.engine.read(asset, {
    trust: engineTrust(lists),
    ...(asset.manifest ? { manifest: asset.manifest.bytes } : {}),
  });
  const store = reading ? readManifestStore(reading.json) : undefined;
  if (!reading || !store) return nothingFound(world);

  const storeBytes = await reading.manifestBytes();
  const bytes = storeBytes ? readStoreBytes(storeBytes) : undefined;
  const signature = bytes?.signatureOf(store.activeLabel);

  const unchanged = answerUnchanged(store, bytes);
  const time = answerTime(store, signature, lists, world.readTokenCertificates);
  const issuer = answerIssuer(store, signature, time, lists, now);
  const own = [...collectFindings(store), ...issuer.findings];
  const state = judge(store, issuer.answer, own);
  const history = trace(store, bytes, lists, {
    state,
    title: store.active.title ?? asset.name,
    findings: own.filter((entry) => entry.severity === "failure"),
    ...(issuer.answer.name === undefined ? {} : { issuer: issuer.answer.name }),
    ...(issuer.answer.list ? { recognizedBy: issuer.answer.list.name } : {}),
    ...(time.at ? { at: time.at } : {}),
    ...(time.answer === "none" ? {} : { timeSource: time.answer }),
  });
  const source = asset.manifest?.source ?? (reading.isEmbedded ? "embedded" : "sidecar");
  const findings = [
    ...own,
    ...historyFindings(history),
    ...circumstances({ store, unchanged, issuer: issuer.answer, time, lists, source, remoteUrl: reading.remoteUrl }),
  ];
  return {
    state,
    engineState: store.engineState,
    source,
    ...(reading.remoteUrl ? { remoteUrl: reading.remoteUrl } : {}),
    unchanged,
    issuer: issuer.answer,
    time,
    history: answerHistory(history),
    findings: unique(findings).sort((a, b) => rank(a.severity) - rank(b.severity)),
    credential: store.active,
    trace: history,
    lists: lists.map(referTo),
    judgedAt: now,
  };
}

function nothingFound({ lists, now }: VerifyWorld): Verification {
  return {
    state: "none",
    unchanged: { answer: "unknown" },
    issuer: { answer: "unknown", revocation: "not-checked" },
    time: { answer: "none" },
    history: { answer: "none", steps: 0, sources: 0 },
    findings: [],
    lists: lists.map(referTo),
    judgedAt: now,
  };
}
