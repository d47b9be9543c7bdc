/** Trust lists for tests, made of PEM files that lie in a folder. */
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TrustKind, TrustList } from "../../src/core/trust/list.ts";

/** The DER of NAME.pem in the folder. */
export async function derOf(folder: string, name: string): Promise<Uint8Array> {
  return new Uint8Array(new X509Certificate(await readFile(join(folder, `${name}.pem`))).raw);
}

/** A list called after its kind, of certificates in the folder. */
export async function listOf(
  folder: string,
  kind: TrustKind,
  names: readonly string[],
  name: string = kind,
): Promise<TrustList> {
  const certificates = await Promise.all(names.map((member) => derOf(folder, member)));
  return { name, kind, origin: `${name}.pem`, certificates, sha256: "0".repeat(64) };
}
