/** Asset → Verification: reads like the table of contents of a verdict. */
import type { ClaimSignature } from "../credential/claim-signature.js";
import { type ManifestStore, readManifestStore } from "../credential/manifest-store.js";
import { readStoreBytes, type StoreBytes } from "../credential/store-bytes.js";
import { trace } from "../history/trace.js";
import type { TrustList } from "../trust/list.js";
import { answerHistory, historyFindings } from "./answer-history.js";
import { answerIssuer } from "./answer-issuer.js";
import { answerTime, type ReadTokenCertificates } from "./answer-time.js";
import { answerUnchanged } from "./answer-unchanged.js";
import { evidenceAsOf, judgeAsOf } from "./as-of.js";
import { readCertificate } from "./certificate.js";
import { circumstances, laterThan, leftOut } from "./circumstances.js";
import { collectFindings, rank, unique } from "./collect-findings.js";
import { type Coverage, coverageOf, type Range } from "./coverage.js";
import type { Finding } from "./finding.js";
import { judge } from "./judge.js";
import type { Reading } from "./read.js";
import { referTo } from "./refer.js";
import { stampedSteps } from "./stamped-steps.js";
import type { State } from "./state.js";
import type { CertificateSummary, IssuerAnswer, TimeAnswer, Verification } from "./verification.js";

export interface VerifiableAsset {
  /** Its name on screen. */
  name: string;
  /** Of the whole file. */
  sizeBytes?: number;
  /** Whether these bytes of it only tell about what it shows or plays; undefined where nobody knows. */
  isBesideMedia?(ranges: readonly Range[]): Promise<boolean | undefined>;
  /** Where its manifest store was, if outside the file. */
  keptAs?: "sidecar" | "remote";
}

export interface VerifyWorld {
  lists: readonly TrustList[];
  readTokenCertificates: ReadTokenCertificates;
  now: Date;
  /** Judge certificates as of this moment instead of now. */
  asOf?: Date;
}

/**
 * Verifies one file by what the engine read in it. A fault of the file is a finding; what could not be judged is
 * thrown as a ColophonError (`credential.*`, `format.*`, `engine.failed`).
 */
export async function verify(
  asset: VerifiableAsset,
  reading: Reading | null,
  world: VerifyWorld,
): Promise<Verification> {
  const evidence = await gather(asset, reading, world);
  if (!evidence) return nothingFound(world);
  const { store, bytes, signature, time } = evidence;
  const moment = world.asOf ?? world.now;
  const coverage = await lookedUp(coverageOf(bytes, store, asset.sizeBytes), asset);
  const unchanged = answerUnchanged(store, coverage);
  const issuer = answerIssuer(store, signature, evidenceAsOf(time, world.asOf), world.lists, moment);
  const own = [
    ...collectFindings(store),
    ...issuer.findings,
    ...leftOut(coverage, unchanged),
    ...laterThan(time, world.asOf),
  ];
  const state = judge(store, issuer.answer, own);
  const root = rootStep(asset, evidence, state, issuer.answer, own);
  const stamped = await stampedSteps(store, bytes, world.lists, world.readTokenCertificates, moment);
  const history = trace(store, bytes, world.lists, root, { now: moment, stamped });
  const around = circumstances({ ...evidence, unchanged, issuer: issuer.answer, now: world.now });
  return {
    state,
    engineState: store.engineState,
    source: evidence.source,
    ...(evidence.remoteUrl === undefined ? {} : { remoteUrl: evidence.remoteUrl }),
    unchanged,
    issuer: issuer.answer,
    time,
    history: answerHistory(history),
    findings: inOrder([...own, ...historyFindings(history), ...around]),
    credential: store.active,
    trace: history,
    ...judgedBy(world),
  };
}

/** A part of the picture is found by its place, however small it is beside what the file is filled up with. */
async function lookedUp(coverage: Coverage, asset: VerifiableAsset): Promise<Coverage> {
  const isBeside = coverage.leftOut && (await asset.isBesideMedia?.(coverage.leftOut));
  return isBeside === false ? { ...coverage, isMediaLeftOut: true } : coverage;
}

/** The gravest first. */
function inOrder(findings: readonly Finding[]): Finding[] {
  return unique(findings).sort((one, other) => rank(one.severity) - rank(other.severity));
}

/** What the verdict rests on. */
interface Evidence {
  store: ManifestStore;
  bytes?: StoreBytes;
  signature?: ClaimSignature;
  time: TimeAnswer;
  source: "embedded" | "sidecar" | "remote";
  remoteUrl?: string;
  lists: readonly TrustList[];
}

async function gather(
  asset: VerifiableAsset,
  reading: Reading | null,
  world: VerifyWorld,
): Promise<Evidence | undefined> {
  const { lists } = world;
  if (!reading) return undefined;
  const store = readManifestStore(reading.json);
  const storeBytes = await reading.manifestBytes();
  const bytes = storeBytes ? readStoreBytes(storeBytes) : undefined;
  const signature = bytes?.signatureOf(store.activeLabel);
  const time = await answerTime(store, signature, lists, world.readTokenCertificates);
  const certificate = readCertificate(signature?.chain[0]);
  return {
    store: judgeDates(store, certificate, time, world),
    ...(bytes ? { bytes } : {}),
    ...(signature ? { signature } : {}),
    time,
    source: asset.keptAs ?? (reading.isEmbedded ? "embedded" : "sidecar"),
    ...(reading.remoteUrl ? { remoteUrl: reading.remoteUrl } : {}),
    lists,
  };
}

/** Where no other day was asked for, the engine's word on the dates stands, unless the certificate is yet to begin. */
function judgeDates(
  store: ManifestStore,
  certificate: CertificateSummary | undefined,
  time: TimeAnswer,
  { asOf, now }: VerifyWorld,
): ManifestStore {
  const moment = asOf ?? (certificate !== undefined && certificate.notBefore > now ? now : undefined);
  return moment === undefined ? store : judgeAsOf(store, certificate, evidenceAsOf(time, asOf), moment);
}

/** The file itself as the first step of its history. */
function rootStep(
  asset: VerifiableAsset,
  { store, time }: Evidence,
  state: State,
  issuer: IssuerAnswer,
  findings: readonly Finding[],
): Parameters<typeof trace>[3] {
  return {
    state,
    title: store.active.title ?? asset.name,
    findings: findings.filter((entry) => entry.severity === "failure"),
    ...(issuer.name === undefined ? {} : { issuer: issuer.name }),
    ...(issuer.list ? { recognizedBy: issuer.list.name } : {}),
    ...(time.at ? { at: time.at } : {}),
    ...(time.answer === "none" ? {} : { timeSource: time.answer }),
  };
}

function judgedBy({ lists, asOf, now }: VerifyWorld): Pick<Verification, "lists" | "judgedAt" | "asOf"> {
  return { lists: lists.map(referTo), judgedAt: asOf ?? now, ...(asOf ? { asOf } : {}) };
}

function nothingFound(world: VerifyWorld): Verification {
  return {
    state: "none",
    unchanged: { answer: "unknown" },
    issuer: { answer: "unknown", revocation: "not-checked" },
    time: { answer: "none" },
    history: { answer: "none", steps: 0, sources: 0 },
    findings: [],
    ...judgedBy(world),
  };
}
