/** Draft + identity → signed file: asks the engine to write, and believes only what it reads back. */
import { ColophonError } from "../../error.js";
import type { SigningIdentity } from "../identity/identity.js";
import type { TrustList } from "../trust/list.js";
import { type ReadingEngine, readAsset } from "../verifying/read.js";
import type { Verification } from "../verifying/verification.js";
import { type VerifyWorld, verify } from "../verifying/verify.js";
import { brokenRules } from "./conformance.js";
import { buildCoseSign1, reserveSizeFor } from "./cose.js";
import type { Draft } from "./draft.js";
import {
  type EngineSigning,
  engineRequest,
  type OutsideManifest,
  type Thumbnails,
} from "./engine-request.js";
import type { StampedResult } from "./timestamping.js";

export interface SigningEngine {
  sign(request: EngineSigning): Promise<Uint8Array>;
}

export interface SignRequest {
  draft: Draft;
  /** By which the output tells what it was made from; see instance-id.ts. */
  instanceId: string;
  identity: SigningIdentity;
  source: { path: string; mimeType: string };
  /** A temporary file; the engine truncates it before it starts. */
  outputPath: string;
  thumbnails: Thumbnails;
  /** Of ingredients whose credentials are kept beside them, by `instanceId`. */
  outside?: ReadonlyMap<string, OutsideManifest>;
  generator: { name: string; version: string };
  /** Absent where the signer asked for no timestamp. */
  stamp?: (message: Uint8Array) => Promise<StampedResult>;
}

export interface SignedAsset {
  /** The manifest store's bytes. */
  manifest: Uint8Array;
  timestamp?: StampedResult;
  verification: Verification;
}

export interface SignWorld {
  engine: SigningEngine & ReadingEngine;
  readTokenCertificates: VerifyWorld["readTokenCertificates"];
  clock: () => Date;
}

/**
 * Signs into `outputPath`, reads the result back and holds it against the conformance rules. Throws
 * `sign.failed`, `sign.unverified`, `timestamp.failed` or the signer's own error; the output is then worthless.
 */
export async function signDraft(request: SignRequest, world: SignWorld): Promise<SignedAsset> {
  const { identity } = request;
  let timestamp: StampedResult | undefined;
  const stamp = request.stamp
    ? async (message: Uint8Array) => {
        timestamp = await request.stamp?.(message);
        return timestamp?.token ?? new Uint8Array();
      }
    : undefined;
  const reserveSize = reserveSizeFor(identity.chain, stamp !== undefined);
  const manifest = await world.engine.sign(
    engineRequest(request, reserveSize, (claim) =>
      buildCoseSign1({
        algorithm: identity.algorithm,
        chain: identity.chain,
        sign: identity.sign,
        claim,
        reserveSize,
        ...(stamp ? { stamp } : {}),
      }),
    ),
  );
  const verification = await readBack(request, manifest, world);
  return { manifest, verification, ...(timestamp ? { timestamp } : {}) };
}

/** The engine can sign "successfully" into a file that nobody can read, so nothing is believed unread. */
async function readBack(request: SignRequest, manifest: Uint8Array, world: SignWorld): Promise<Verification> {
  const { draft, outputPath, source } = request;
  const isOutside = draft.placement.kind !== "embedded";
  const asset = { path: outputPath, mimeType: source.mimeType };
  // Whether anybody recognizes the signer is the viewers' affair: here only what was written counts.
  const lists: readonly TrustList[] = [];
  const reading = await readAsset(asset, isOutside ? manifest : undefined, { engine: world.engine, lists });
  const verification = await verify(
    { name: draft.title, ...(isOutside ? { keptAs: "sidecar" } : {}) },
    reading,
    { lists, readTokenCertificates: world.readTokenCertificates, now: world.clock() },
  );
  const rules = verification.credential ? brokenRules(verification.credential) : [];
  const isSound = verification.state === "valid" && verification.unchanged.answer === "unchanged";
  const reasons = verification.findings.filter(
    (entry) => entry.severity === "failure" && entry.code !== "history.broken",
  );
  if (!isSound || reasons.length > 0) {
    const codes = reasons.map((entry) => entry.code).join(", ") || verification.state;
    throw new ColophonError("sign.unverified", `what was signed does not hold when read back: ${codes}`, {
      hints: ["nothing was written; the source is untouched"],
    });
  }
  if (rules.length > 0) {
    throw new ColophonError(
      "sign.unverified",
      `what was signed breaks C2PA conformance rules: ${rules.join(", ")}`,
      {
        hints: ["nothing was written; the source is untouched"],
      },
    );
  }
  return verification;
}
