/** The consent records that are given beside the files. */
import type { ConsentEvidence } from "../../core/profile/index.js";
import type { TrustList } from "../../core/trust/list.js";
import { readRecordFile, refuseUnsigned } from "../consent-file.js";
import type { Context } from "../context.js";

/** Throws `consent.invalid` for what is no record, or bears no signature that counts: nobody meant to give that. */
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
    refuseUnsigned(read, path);
    const { record, signer, isTrusted } = read;
    // A name that nobody vouches for tells no signer from another who takes it.
    const who = isTrusted ? signer.name : (signer.certificate?.sha256 ?? signer.name);
    const claimed = isTrusted ? {} : { isUnrecognized: true as const };
    consents.push({ record, by: signer.name, ...claimed, signer: who, from: "given" });
  }
  return consents;
}
