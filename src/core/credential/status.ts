/** One status code of a validation: what was checked, where, and how it came out (C2PA 2.4 §15). */
import type { RecordedStatus } from "./credential.js";
import { asList, asRecord, asText, withoutUndefined } from "./json.js";

export interface Status extends RecordedStatus {
  /** The ingredient assertion whose history this status belongs to; absent for the active manifest. */
  ingredient?: string;
}

const kinds = ["success", "informational", "failure"] as const;

/** Reads one `{ success, informational, failure }` object of the engine. */
export function readStatuses(value: unknown, ingredient?: string): Status[] {
  const results = asRecord(value);
  return kinds.flatMap((kind) =>
    asList(results[kind]).flatMap((entry) => {
      const { code, url, explanation } = asRecord(entry);
      const text = asText(code);
      if (text === undefined) return [];
      return [
        withoutUndefined<Status>({
          code: text,
          kind,
          url: asText(url),
          explanation: asText(explanation),
          ingredient,
        }),
      ];
    }),
  );
}

/**
 * Failures that say "nobody we trust vouches for the signer" rather than "something is broken". c2pa-rs
 * tolerates exactly these in its state Valid.
 */
export function isOnlyUntrusted(code: string): boolean {
  return code === "signingCredential.untrusted" || code.startsWith("cawg.x509.");
}

/** The label of the manifest a status URL points into, e.g. `self#jumbf=/c2pa/LABEL/c2pa.signature`. */
export function manifestLabelIn(url: string | undefined): string | undefined {
  return url?.match(/^self#jumbf=\/?c2pa\/([^/]+)/)?.[1];
}

/** The label of the assertion a JUMBF URI points to. */
export function assertionLabelIn(url: string | undefined): string | undefined {
  return url?.match(/c2pa\.assertions\/([^/]+)$/)?.[1];
}

const informational =
  /^(timeStamp\.|signingCredential\.ocsp\.(skipped|inaccessible)|manifest\.(unknownProvenance|unreferenced)|ingredient\.unknownProvenance|algorithm\.deprecated|timeOfSigning\.|cawg\.ica\.(untrusted_issuer|revocation\.)|cawg\.identity\.network_traffic_blocked|assertion\.\w+\.additionalExclusionsPresent)/;
const success =
  /(\.validated|\.match|\.trusted|\.insideValidity|\.accessible|ocsp\.notRevoked|inside_validity|not_revoked|credential_valid|well-formed)$/;

/** By the code alone; one that is neither known good nor known harmless is a failure. */
export function kindOfCode(code: string): RecordedStatus["kind"] {
  if (success.test(code)) return "success";
  return informational.test(code) ? "informational" : "failure";
}
