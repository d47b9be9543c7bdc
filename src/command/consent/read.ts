/** `consent verify` and `consent show`: a record somebody made, read and judged. */
import {
  type ConsentRecord,
  type Coverage,
  type CoverageQuestion,
  coverageOf,
  findKinds,
  type ReadConsent,
  type RecordSigner,
  recordAsJson,
} from "../../core/consent/index.js";
import { ColophonError } from "../../error.js";
import { readRecordFile } from "../consent-file.js";
import type { ExitCode } from "../result.js";
import { selectLists } from "../trust/select.js";
import type { ConsentContext } from "./context.js";

export interface ReadConsentOptions {
  record: string;
  trust: readonly string[];
  /** A file with the certificate that has to be the signer's, or to vouch for it. */
  certificate?: string;
}

export interface VerifyConsentOptions extends ReadConsentOptions {
  /** The document that proves it: its hash is compared. */
  evidence?: string;
  kinds: readonly string[];
  /** The moment that has to be covered; by default now. */
  at?: Date;
}

export interface ShownConsent {
  file: string;
  signature: ReadConsent["signature"];
  signer: RecordSigner;
  /** As it stands in the file: hostile text. */
  record: Record<string, unknown>;
}

export interface VerifiedConsent extends ShownConsent {
  isTrusted: boolean;
  /** Absent where no evidence was given. */
  evidence?: "matches" | "differs" | "not-recorded";
  /** For its own attributes where no kinds were asked for. */
  coverage: Coverage;
  exitCode: ExitCode;
}

/** Describes and does not judge. Throws `consent.invalid`, `file.*`, `trust.*`. */
export async function showConsent(
  options: ReadConsentOptions,
  context: ConsentContext,
): Promise<ShownConsent> {
  const { signature, signer, record } = await read(options, context);
  return { file: options.record, signature, signer, record: recordAsJson(record) };
}

/** Exit 0 only for a whole signature of somebody recognized, over a consent that holds. */
export async function verifyConsent(
  options: VerifyConsentOptions,
  context: ConsentContext,
): Promise<VerifiedConsent> {
  const consent = await read(options, context);
  const { signature, signer, record, isTrusted } = consent;
  const evidence = await compareEvidence(record, options.evidence, context);
  const question: CoverageQuestion = {
    kinds: findKinds(options.kinds),
    attributes: options.kinds.length > 0 ? [] : record.attributes,
    at: options.at ?? context.clock(),
    ...(signature === "broken" ? { lacking: "the record is not as it was signed" } : {}),
  };
  const claimed = isTrusted ? {} : { isUnrecognized: true as const };
  const documented =
    signature === "verified" ? [{ record, by: signer.name, ...claimed, signer: signer.name }] : [];
  const coverage = coverageOf(documented, question);
  const isWhole = signature === "verified" && evidence !== "differs" && evidence !== "not-recorded";
  const exitCode = !isWhole || !coverage.isDocumented ? 1 : isTrusted ? 0 : 4;
  return {
    file: options.record,
    signature,
    signer,
    record: recordAsJson(record),
    isTrusted,
    ...(evidence === undefined ? {} : { evidence }),
    coverage,
    exitCode,
  };
}

async function read(
  options: ReadConsentOptions,
  { files, trust, jws }: ConsentContext,
): Promise<ReadConsent> {
  const lists = await selectLists(options.trust, trust.store, trust.readFile);
  const certificate =
    options.certificate === undefined ? undefined : await readOne(options.certificate, trust);
  const asked = { lists, ...(certificate ? { certificate } : {}) };
  return (await readRecordFile(options.record, asked, await jws(), files)).read;
}

async function readOne(path: string, { readFile }: ConsentContext["trust"]): Promise<Uint8Array> {
  const { readTrustList } = await import("../../core/trust/read-list.js");
  const lists = readTrustList(await readFile(path), { name: "given", origin: path });
  const [certificate, ...others] = lists.flatMap(({ certificates }) => certificates);
  if (certificate && others.length === 0) return certificate;
  throw new ColophonError(
    "certificate.unreadable",
    `"${path}": expected one certificate, found ${others.length + 1}`,
    { hints: ["to accept any of several: --trust <file>"] },
  );
}

async function compareEvidence(
  { evidence }: ConsentRecord,
  path: string | undefined,
  { files }: ConsentContext,
): Promise<VerifiedConsent["evidence"]> {
  if (path === undefined) return undefined;
  if (evidence?.algorithm !== "sha256") return "not-recorded";
  return (await files.sha256File(path)) === evidence.hash ? "matches" : "differs";
}
