/** The consent records that are given beside the files. */
import type { ConsentEvidence } from "../../core/profile/index.js";
import type { TrustList } from "../../core/trust/list.js";
import { ColophonError } from "../../error.js";
import { readRecordFile } from "../consent-file.js";
import type { Context } from "../context.js";

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
    const { read } = await readRecordFile(path, { lists }, room, files);
    const { record, signature, signer, isTrusted } = read;
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
