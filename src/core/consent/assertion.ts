/** Consent inside Content Credentials: the assertion that names the records, and the plain fields that mirror it. */
import { createHash } from "node:crypto";
import { asList, asRecord, asText } from "../credential/json.js";
import { ownLabel } from "../signing/own-label.js";
import { type ConsentRecord, parseRecord, recordAsJson } from "./record.js";

/** No standard has one: CAWG calls consent of the subject orthogonal to its assertions. */
export const consentLabel = ownLabel("likeness-consent");

export interface SignedConsent {
  record: ConsentRecord;
  /** The signed text of the record, which stays outside of the file. */
  jws: string;
}

export interface AssertedConsent {
  record: ConsentRecord;
  /** SHA-256 of the signed record, lower-case hex: whoever keeps it can show that it is the one. */
  jwsSha256?: string;
}

/** Names stay out: whoever reads the file learns a pseudonym (Cal. Bus. & Prof. Code § 22757.2: no personal information). */
export function consentAssertion(consents: readonly SignedConsent[]): { label: string; data: unknown } {
  return {
    label: consentLabel,
    data: {
      records: consents.map(({ record, jws }) => ({
        ...recordAsJson({ ...record, subject: { id: record.subject.id } }),
        signedRecord: { alg: "sha256", hash: sha256(jws.trim()) },
      })),
    },
  };
}

const mostRecords = 64;

/** The records of an assertion's data; what is none is left out. Never throws: it came out of a file. */
export function readConsentAssertion(data: unknown): AssertedConsent[] {
  return asList(asRecord(data).records)
    .slice(0, mostRecords)
    .flatMap((entry) => {
      const { signedRecord, ...json } = asRecord(entry);
      const { alg, hash } = asRecord(signedRecord);
      const record = recordIn(json);
      if (!record) return [];
      const text = alg === "sha256" ? asText(hash) : undefined;
      return [{ record, ...(text === undefined ? {} : { jwsSha256: text }) }];
    });
}

function recordIn(json: unknown): ConsentRecord | undefined {
  try {
    return parseRecord(json);
  } catch {
    return undefined;
  }
}

const plusVocabulary = "http://ns.useplus.org/ldf/vocab/";

/**
 * PLUS model release fields, for XMP and `cawg.metadata`. A consent is to certain uses, so the release is
 * never "unlimited"; without a record and with people in it nothing is said at all.
 */
export function releaseFields(
  records: readonly ConsentRecord[],
  hasPeople: boolean,
): { modelReleaseStatus?: string; modelReleaseId?: readonly string[] } {
  if (records.length === 0) return hasPeople ? {} : { modelReleaseStatus: `${plusVocabulary}MR-NAP` };
  return {
    modelReleaseStatus: `${plusVocabulary}MR-LMR`,
    modelReleaseId: [...new Set(records.map(({ id }) => id))],
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
