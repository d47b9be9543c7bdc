/** The consent records that are given beside the files. */
import { readRecord } from "../../core/consent/index.js";
import type { ConsentEvidence } from "../../core/profile/index.js";
import type { TrustList } from "../../core/trust/list.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";

const largestRecord = 1024 * 1024;

/** Throws `consent.invalid` for what is no record, or is not as it was signed: nobody meant to give that. */
export async function readGivenConsents(
  paths: readonly string[],
  lists: readonly TrustList[],
  { files, jws }: Context,
): Promise<ConsentEvidence[]> {
  const consents: ConsentEvidence[] = [];
  const room = paths.length === 0 ? undefined : await jws();
  if (!room) return consents;
  for (const path of paths) {
    const text = await files.readText(path, largestRecord);
    const { record, signature, signer, isTrusted } = await readRecord(text, { lists }, room);
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
