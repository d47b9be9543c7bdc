/** A consent record under the signature of whoever obtained it: one line of text, and nothing secret in it. */
import { ColophonError } from "../../error.js";
import type { SigningIdentity } from "../identity/identity.js";
import type { JwsRoom } from "./jws.js";
import { type ConsentRecord, recordAsJson } from "./record.js";

/** RFC 8725 §3.11: a signature made for one thing must not pass for another. */
export const recordType = "colophon-consent+jws";

/** Throws `consent.invalid`, `sign.unverified`, and what the identity throws. */
export async function signRecord(
  record: ConsentRecord,
  identity: Pick<SigningIdentity, "name" | "algorithm" | "chain" | "sign">,
  room: JwsRoom,
): Promise<string> {
  const [leaf] = identity.chain;
  if (!leaf) throw new Error(`the identity "${identity.name}" has no certificate`);
  const payload = new TextEncoder().encode(JSON.stringify(recordAsJson(record)));
  const jws = await room.signJws(payload, recordType, identity);
  if (await room.verifyJws(jws, leaf)) return jws;
  throw new ColophonError(
    "sign.unverified",
    `the consent record signed as "${identity.name}" does not verify with its own certificate`,
  );
}
