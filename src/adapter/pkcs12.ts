/** PKCS#12 files (.p12, .pfx): a private key and certificates behind one passphrase. */
import type * as forge from "node-forge";
import { ColophonError } from "../error.js";
import { type Asn1, loadForgePkcs12, readBer, writeDer } from "./der.js";
import { refuseManyRounds } from "./key-derivation.js";

export interface Pkcs12 {
  keyPem: string;
  /** DER, in the order of the file, which means nothing. */
  certificates: Uint8Array[];
}

/** @throws identity.locked, identity.passphrase, key.unreadable (no PKCS#12, or no key in it) */
export function openPkcs12(bytes: Uint8Array, passphrase?: string, source = "PKCS#12 file"): Pkcs12 {
  const { bags, oids } = decryptPkcs12(bytes, passphrase, source);
  const key = bags.find(({ type }) => type === oids.pkcs8ShroudedKeyBag || type === oids.keyBag);
  if (key === undefined) {
    throw new ColophonError("key.unreadable", `expected a private key in "${source}", found none`);
  }
  return {
    keyPem: keyPemOf(key),
    certificates: bags.filter(({ type }) => type === oids.certBag).map(certificateOf),
  };
}

type Bag = Omit<forge.pkcs12.Bag, "asn1"> & { asn1?: Asn1 };

function decryptPkcs12(bytes: Uint8Array, passphrase: string | undefined, source: string) {
  let rounds = 0;
  const { pkcs12, pki } = loadForgePkcs12((more) => {
    rounds += more;
    refuseManyRounds(rounds, source);
  });
  const read = (password: string | undefined) =>
    pkcs12
      .pkcs12FromAsn1(readPfx(bytes, source), false, password)
      .safeContents.flatMap(({ safeBags }) => safeBags as Bag[]);
  try {
    // Without a passphrase, files "without one" still have the empty one.
    return { bags: read(passphrase ?? ""), oids: pki.oids };
  } catch (cause) {
    if (cause instanceof ColophonError) throw cause;
    const reason = cause instanceof Error ? cause.message : "";
    if (!/password|decrypt/i.test(reason)) {
      throw new ColophonError("key.unreadable", `cannot read the PKCS#12 file "${source}"`, { cause });
    }
    throw passphrase === undefined
      ? new ColophonError("identity.locked", `"${source}" is encrypted and no passphrase was given`, {
          hints: ["give the passphrase: --passphrase-file <file>"],
          cause,
        })
      : new ColophonError("identity.passphrase", `the passphrase does not open "${source}"`, { cause });
  }
}

function readPfx(bytes: Uint8Array, source: string): Asn1 {
  try {
    return readBer(bytes);
  } catch (cause) {
    throw new ColophonError("key.unreadable", `"${source}" is not a PKCS#12 file`, { cause });
  }
}

function keyPemOf({ key, asn1: info }: Bag): string {
  const { pki } = loadForgePkcs12();
  // node-forge knows RSA keys only and hands over any other as it found it, in PKCS#8.
  const [label, node] = key ? ["RSA PRIVATE KEY", pki.privateKeyToAsn1(key)] : ["PRIVATE KEY", info];
  const der = node === undefined ? new Uint8Array() : writeDer(node);
  return `-----BEGIN ${label}-----\n${Buffer.from(der).toString("base64")}\n-----END ${label}-----\n`;
}

function certificateOf({ cert, asn1: node }: Bag): Uint8Array {
  return writeDer(cert ? loadForgePkcs12().pki.certificateToAsn1(cert) : (node as Asn1));
}
