/** `consent record`: writes down that somebody agreed, signed by whoever asked them; the evidence stays where it is. */
import {
  type Attribute,
  attributes,
  bases,
  type ConsentRecord,
  findKinds,
  recordAsJson,
  signRecord,
} from "../../core/consent/index.js";
import { nearest } from "../../core/explain/nearest.js";
import { readCertificate } from "../../core/verifying/certificate.js";
import { ColophonError } from "../../error.js";
import { loadSigningIdentity } from "../identity/load.js";
import type { ConsentContext } from "./context.js";

export interface RecordConsentOptions {
  /** A name, or a pseudonym of the caller's own. Only a pseudonym is written, unless `isNamed`. */
  subject: string;
  /** The subject agreed to be named in the record. */
  isNamed: boolean;
  /** The pseudonym of an earlier record of the same subject. */
  subjectId?: string;
  /** The record that this one takes the place of, as when a consent is withdrawn. */
  id?: string;
  attributes: readonly string[];
  scope: string;
  kinds: readonly string[];
  notified: Date;
  obtained: Date;
  expires?: Date;
  isMinor: boolean;
  /** The document that proves it: read for its hash, and not kept. */
  evidence?: string;
  revocationUrl?: string;
  revokedAt?: Date;
  basis?: string;
  /** Who asked; by default the organization of the identity. */
  producer?: string;
  identity?: string;
  /** By default a name in the working folder that gives away no more than the pseudonym does. */
  output?: string;
  force: boolean;
  dryRun: boolean;
}

export interface ConsentRecorded {
  output: string;
  isDryRun: boolean;
  /** As it stands in the record. */
  record: Record<string, unknown>;
  /** Who is behind the pseudonym: said once, and kept nowhere. */
  subject: { given: string; id: string; isNamed: boolean };
  issuer: string;
  warnings: readonly string[];
}

export async function recordConsent(
  options: RecordConsentOptions,
  context: ConsentContext,
): Promise<ConsentRecorded> {
  const { identity, warnings } = await loadSigningIdentity(options.identity, await context.identities());
  const certificate = readCertificate(identity.chain[0]);
  const issuer = certificate?.organization ?? certificate?.commonName ?? identity.name;
  const record = await composeRecord(options, issuer, context);
  const json = recordAsJson(record);
  const output = options.output ?? nameFor(record);
  if (!options.dryRun) {
    const jws = await signRecord(record, identity, await context.jws());
    await write(`${jws}\n`, { ...options, output }, context);
  }
  return {
    output,
    isDryRun: options.dryRun,
    record: json,
    subject: { given: options.subject, id: record.subject.id, isNamed: options.isNamed },
    issuer,
    warnings,
  };
}

function nameFor({ subject }: ConsentRecord): string {
  const letters = subject.id
    .replace(/^urn:uuid:/, "")
    .replace(/[^\w-]/g, "")
    .slice(0, 8);
  return `consent-${letters || "record"}.jws`;
}

async function composeRecord(
  options: RecordConsentOptions,
  issuer: string,
  { files, clock, newId }: ConsentContext,
): Promise<ConsentRecord> {
  const { expires, evidence, revocationUrl: url, revokedAt: at } = options;
  const recorded = clock();
  if (options.obtained > recorded) {
    throw new ColophonError("usage.invalid", "--obtained is in the future, and nobody can have agreed then");
  }
  const kinds = findKinds(options.kinds);
  return {
    id: options.id ?? `urn:uuid:${newId()}`,
    // Never made from the name: names can be guessed, and then the pseudonym is none.
    subject: {
      id: options.subjectId ?? `urn:uuid:${newId()}`,
      ...(options.isNamed ? { name: options.subject } : {}),
    },
    attributes: [...new Set(options.attributes.map(findAttribute))],
    scope: options.scope,
    ...(kinds.length > 0 ? { kinds: [...new Set(kinds)] } : {}),
    notified: options.notified,
    obtained: options.obtained,
    ...(expires ? { expires } : {}),
    isMinor: options.isMinor,
    ...(evidence === undefined
      ? {}
      : { evidence: { algorithm: "sha256", hash: await files.sha256File(evidence) } }),
    ...(url === undefined && !at
      ? {}
      : { revocation: { ...(url === undefined ? {} : { url }), ...(at ? { at } : {}) } }),
    basis: findBasis(options.basis ?? "separate-consent"),
    producer: options.producer ?? issuer,
    recorded,
  };
}

async function write(
  text: string,
  { output, force, evidence }: RecordConsentOptions & { output: string },
  { files, signal }: ConsentContext,
): Promise<void> {
  const rules = { force, protect: evidence === undefined ? [] : [evidence], signal };
  await files.withTemporaryOutput(output, rules, (temporary) =>
    files.writeBytes(temporary, new TextEncoder().encode(text)),
  );
}

function findAttribute(name: string): Attribute {
  return oneOf(name, attributes, "an attribute");
}

function findBasis(name: string): ConsentRecord["basis"] {
  return oneOf(name, bases, "a basis");
}

function oneOf<T extends string>(name: string, known: readonly T[], what: string): T {
  const typed = name.trim().toLowerCase();
  const found = known.find((one) => one === typed);
  if (found !== undefined) return found;
  const [near] = nearest(typed, known, 1);
  throw new ColophonError("usage.invalid", `expected ${what} of consent, found "${name}"`, {
    hints: [near === undefined ? `use one of: ${known.join(", ")}` : `did you mean "${near}"?`],
  });
}
