/** A consent record: that somebody agreed to have their likeness used, for what and until when. Never the evidence itself. */
import { ColophonError } from "../../error.js";
import { withoutUndefined } from "../credential/json.js";
import { nearest } from "../explain/nearest.js";
import { issueWords } from "../schema/issue-words.js";
import * as v from "../schema/shape.js";
import { type Attribute, attributes } from "./attribute.js";
import { type KindName, kindNames } from "./kinds.js";

export const recordSchema = "colophon/consent-record@1";

/** On what the use of the likeness rests; `separate-consent` is the form that China's law asks for (PIPL Art. 29). */
export const bases = ["separate-consent", "consent", "contract", "heirs"] as const;

const hashLengths = { sha256: 64, sha384: 96, sha512: 128 } as const;

export type HashAlgorithm = keyof typeof hashLengths;

export interface ConsentRecord {
  id: string;
  subject: {
    /** A pseudonym: whoever keeps the evidence knows whose. */
    id: string;
    /** Only where the subject agreed to be named. */
    name?: string;
  };
  attributes: readonly Attribute[];
  /** What was agreed to, in words. */
  scope: string;
  /** Only these kinds of synthesis; absent: all that the scope takes in. */
  kinds?: readonly KindName[];
  /** When the subject was told what would be done (Deep Synthesis Provisions, Art. 14). */
  notified: Date;
  obtained: Date;
  /** Absent: until it is withdrawn. */
  expires?: Date;
  isMinor: boolean;
  /** Of the document that proves it. */
  evidence?: { algorithm: HashAlgorithm; hash: string };
  revocation?: Revocation;
  basis: (typeof bases)[number];
  /** Who asked for the consent and keeps the evidence. */
  producer: string;
  /** When the record was signed, by its signer's own clock. */
  recorded: Date;
}

export interface Revocation {
  /** Where it would be told. */
  url?: string;
  /** When the consent was withdrawn. */
  at?: Date;
}

const text = (most: number) =>
  v.pipe(
    v.string("expected a text"),
    v.check((value) => value.trim() !== "", "expected some text"),
    v.maxLength(most, `expected at most ${most} characters`),
    v.check((value) => !/[\p{Cc}\p{Cs}]/u.test(value), "has control characters"),
  );

const moment = v.pipe(
  v.string("expected a time"),
  v.isoTimestamp("expected a time like 2026-03-12T14:05:00Z"),
  v.transform((value) => new Date(value)),
  v.check((date) => !Number.isNaN(date.getTime()), "expected a time like 2026-03-12T14:05:00Z"),
);

const isPlainAddress = (url: string) => URL.canParse(url) && /^https:\/\/[^@\s]*$/i.test(url);

const evidence = v.pipe(
  v.strictObject({
    alg: v.picklist(["sha256", "sha384", "sha512"], "expected sha256, sha384 or sha512"),
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]+$/, "expected a hash in lower-case hexadecimal")),
  }),
  v.check(({ alg, hash }) => hash.length === hashLengths[alg], "has a hash of another length than its alg"),
);

const shape = v.strictObject({
  schema: v.literal(recordSchema, `expected "${recordSchema}"`),
  id: v.pipe(v.string(), v.regex(/^[\w:.-]{8,200}$/, "expected an id like urn:uuid:…")),
  subject: v.strictObject({ id: text(200), name: v.optional(text(200)) }),
  attributes: v.pipe(
    v.array(v.picklist(attributes, `expected ${attributes.join(", ")}`)),
    v.minLength(1, "expected at least one"),
    v.maxLength(attributes.length, "names one twice"),
  ),
  scope: text(2000),
  kinds: v.optional(
    v.pipe(
      v.array(v.picklist(kindNames, "expected kinds of synthesis")),
      v.minLength(1, "expected at least one"),
    ),
  ),
  notified: moment,
  obtained: moment,
  expires: v.optional(moment),
  minor: v.boolean("expected true or false"),
  evidence: v.optional(evidence),
  revocation: v.optional(
    v.strictObject({
      url: v.optional(v.pipe(text(2000), v.check(isPlainAddress, "expected an https address"))),
      at: v.optional(moment),
    }),
  ),
  basis: v.picklist(bases, `expected ${bases.join(", ")}`),
  producer: text(200),
  recorded: moment,
});

/** Throws `consent.invalid` with the place of the first fault. */
export function parseRecord(value: unknown): ConsentRecord {
  // To the shape, a list would be an object without keys.
  if (Array.isArray(value)) throw invalid("expected an object, found a list");
  const result = v.safeParse(shape, value);
  if (!result.success) throw invalid(wordsFor(result.issues[0]));
  const { schema: _schema, minor, evidence: proof, subject, revocation, ...rest } = result.output;
  const record = withoutUndefined<ConsentRecord>({
    ...rest,
    kinds: rest.kinds,
    expires: rest.expires,
    subject: withoutUndefined<ConsentRecord["subject"]>({ id: subject.id, name: subject.name }),
    isMinor: minor,
    evidence: proof && { algorithm: proof.alg, hash: proof.hash },
    revocation: revocation && withoutUndefined<Revocation>({ url: revocation.url, at: revocation.at }),
  });
  checkTimes(record);
  return record;
}

/** Plain JSON, in the order in which a person would read it. Throws `consent.invalid`. */
export function recordAsJson(record: ConsentRecord): Record<string, unknown> {
  const { isMinor, evidence: proof, revocation } = record;
  const json = withoutUndefined<Record<string, unknown>>({
    schema: recordSchema,
    id: record.id,
    subject: record.subject,
    attributes: record.attributes,
    scope: record.scope,
    kinds: record.kinds,
    notified: inIso(record.notified),
    obtained: inIso(record.obtained),
    expires: inIso(record.expires),
    minor: isMinor,
    evidence: proof && { alg: proof.algorithm, hash: proof.hash },
    revocation: revocation && withoutUndefined({ url: revocation.url, at: inIso(revocation.at) }),
    basis: record.basis,
    producer: record.producer,
    recorded: inIso(record.recorded),
  });
  parseRecord(json);
  return json;
}

/** What is no date becomes a text that the shape refuses. */
function inIso(date: Date | undefined): string | undefined {
  return date && (Number.isNaN(date.getTime()) ? "no date" : date.toISOString());
}

/** Somebody who was told afterwards did not consent to what he was told. */
function checkTimes({ notified, obtained, expires, recorded }: ConsentRecord): void {
  if (obtained < notified) throw invalid('"obtained" is before "notified", expected the same time or later');
  if (expires && expires <= obtained) throw invalid('"expires" is not after "obtained"');
  if (recorded < obtained) throw invalid('"recorded" is before "obtained", expected the same time or later');
}

function wordsFor(issue: v.BaseIssue<unknown>): string {
  const place = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  if (issue.type === "strict_object" && issue.expected === "never") {
    const [near] = nearest(place.split(".").at(-1) ?? "", Object.keys(shape.entries), 1);
    return `"${place}" is no part of a record${near === undefined ? "" : `, did you mean "${near}"?`}`;
  }
  if (issue.type === "strict_object" && issue.received === "undefined") return `"${place}" is missing`;
  return place === "" ? "expected an object" : `"${place}": ${issueWords(issue)}`;
}

export function invalid(what: string, cause?: unknown): ColophonError {
  return new ColophonError("consent.invalid", `consent record: ${what}`, {
    hints: ["see what a record holds: colophon schema consent-record"],
    ...(cause === undefined ? {} : { cause }),
  });
}
