/** The instance ID of a credential: one of a kind, and a commitment to the file that was signed. */
import { createHash } from "node:crypto";

const prefix = "xmp:iid:";
const saltDigits = 12;
const hashDigits = 18;

/**
 * A UUID of version 8 (RFC 9562 §5.8): 48 random bits, and 72 of a hash over them and the source. Whoever has the source
 * can tell that it was made from that and nothing else; to everybody else it says nothing.
 *
 * @param sourceSha256 of the file as it was before, in hex
 * @param uuid a random one, of version 4
 */
export function instanceIdFor(sourceSha256: string, uuid: string): string {
  const salt = uuid.replaceAll("-", "").slice(0, saltDigits).toLowerCase();
  const hash = committed(salt, sourceSha256);
  const parts = [
    salt.slice(0, 8),
    salt.slice(8),
    `8${hash.slice(0, 3)}`,
    `8${hash.slice(3, 6)}`,
    hash.slice(6),
  ];
  return prefix + parts.join("-");
}

/** Whether a credential with this instance ID was made from the file with this hash. */
export function isMadeFrom(instanceId: string | undefined, sourceSha256: string): boolean {
  const uuid = instanceId?.startsWith(prefix) ? instanceId.slice(prefix.length) : "";
  return uuid !== "" && instanceIdFor(sourceSha256, uuid) === instanceId;
}

function committed(salt: string, sourceSha256: string): string {
  return createHash("sha256").update(`${salt} ${sourceSha256}`).digest("hex").slice(0, hashDigits);
}
