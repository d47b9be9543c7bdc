/** The consents that are known for a file: records given beside it, and those its own credential names. */
import { createHash } from "node:crypto";
import {
  type ConsentRecord,
  consentLabel,
  readConsentAssertion,
  readRecord,
} from "../../core/consent/index.js";
import type { Credential } from "../../core/credential/credential.js";
import type { ConsentEvidence } from "../../core/profile/index.js";
import type { TrustList } from "../../core/trust/list.js";
import { ColophonError } from "../../error.js";
import type { CheckContext } from "./context.js";

const largestRecord = 1024 * 1024;

/** Throws `consent.invalid` for what is no record, or is not as it was signed: nobody meant to give that. */
export async function readGivenConsents(
  paths: readonly string[],
  lists: readonly TrustList[],
  { files, jws }: CheckContext,
): Promise<ConsentEvidence[]> {
  const consents: ConsentEvidence[] = [];
  for (const path of paths) {
    const text = await files.readText(path, largestRecord);
    const { record, signature, signer, isTrusted } = await readRecord(text, { lists }, jws);
    if (signature === "broken") {
      throw new ColophonError("consent.invalid", `"${path}": the record is not as it was signed`, {
        hints: [`see what it says: colophon consent show ${path}`],
      });
    }
    // A name that nobody vouches for tells no signer from another who takes it.
    const who = isTrusted ? signer.name : (signer.certificate?.sha256 ?? signer.name);
    consents.push({ record, by: signer.name, signer: who, from: "given" });
  }
  return consents;
}

/** `credential`: intact. What its signer asserts of consents is the signer's word. */
export function consentsIn(credential: Credential, issuer: string): ConsentEvidence[] {
  const records: ConsentRecord[] = credential.assertions
    .filter(({ label }) => label === consentLabel || label.startsWith(`${consentLabel}__`))
    .flatMap(({ data }) => readConsentAssertion(data).map(({ record }) => record));
  const signer = createHash("sha256").update(credential.label).digest("hex");
  return records.map((record) => ({ record, by: issuer, signer, from: "credential" }));
}
