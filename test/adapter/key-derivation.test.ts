/** A file that asks for hours of work before it opens is refused at once. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Asn1,
  bytesOf,
  childrenOf,
  isTag,
  oid,
  readBer,
  sequence,
  value,
  writeDer,
} from "../../src/adapter/der.ts";
import { readPrivateKey } from "../../src/adapter/keys.ts";
import { openPkcs12 } from "../../src/adapter/pkcs12.ts";
import { openssl } from "../support/openssl.ts";
import { TestAuthority } from "../support/openssl-authority.ts";

const authority = new TestAuthority();
const leaf = authority.leaf();
const salt = value("octetString", Buffer.from("saltsalt"));
const number = (hex: string) => value("integer", Buffer.from(hex, "hex"));

function encryptedKey(scheme: Asn1): Uint8Array {
  return writeDer(sequence(scheme, value("octetString", new Uint8Array(144))));
}

function pbes2(derivation: Asn1): Uint8Array {
  const cipher = sequence(oid("2.16.840.1.101.3.4.1.42"), value("octetString", new Uint8Array(16)));
  return encryptedKey(sequence(oid("1.2.840.113549.1.5.13"), sequence(derivation, cipher)));
}

const pbkdf2 = (rounds: string) =>
  pbes2(sequence(oid("1.2.840.113549.1.5.12"), sequence(salt, number(rounds))));
const scrypt = (n: string, r: string, p: string) =>
  pbes2(sequence(oid("1.3.6.1.4.1.11591.4.11"), sequence(salt, number(n), number(r), number(p))));

function pem(der: Uint8Array, header = ""): Buffer {
  const body = Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n");
  return Buffer.from(
    `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${header}${body}\n-----END ENCRYPTED PRIVATE KEY-----\n`,
  );
}

async function expectRefusal(work: () => unknown, says: string | RegExp): Promise<void> {
  const started = performance.now();
  await expect(work).toThrowWithCode("key.unreadable", says);
  expect(performance.now() - started).toBeLessThan(2_000);
}

describe("a key whose encryption asks for more work than anybody waits for", () => {
  const ofOld = sequence(oid("1.2.840.113549.1.12.1.3"), sequence(salt, number("7fffffff")));

  it.each<[string, Uint8Array, string | RegExp]>([
    ["PBKDF2", pbkdf2("7fffffff"), '"my.key": its encryption asks for more work'],
    ["PBKDF2 in PEM", pem(pbkdf2("7fffffff")), "found 2147483647 rounds"],
    ["PBKDF2 in PEM with headers", pem(pbkdf2("7fffffff"), "Name: studio\n\n"), "damaged"],
    ["as PKCS#12 does it", encryptedKey(ofOld), "found 2147483647 rounds"],
    ["scrypt, by its memory", scrypt("40000000", "08", "01"), "found scrypt with N 1073741824, r 8, p 1"],
    ["scrypt, by its times", scrypt("4000", "08", "7fff"), "r 8, p 32767"],
  ])("is refused before it is decrypted: %s", (_, bytes, says) =>
    expectRefusal(() => readPrivateKey(bytes, { source: "my.key", passphrase: "secret" }), says),
  );

  it.each(["-scrypt", "-iter", "-v1"])("is told from one that asks for much: %s", (kind) => {
    const options = {
      "-scrypt": ["-scrypt"],
      "-iter": ["-v2", "aes256", "-iter", "1000000"],
      "-v1": ["-v1", "PBE-SHA1-3DES", "-iter", "300000"],
    }[kind];
    const all = ["pkcs8", "-topk8", "-in", leaf.key, "-passout", "pass:secret", ...(options ?? [])];
    const bytes = execFileSync("openssl", all, { cwd: authority.folder });
    expect(readPrivateKey(bytes, { passphrase: "secret" }).asymmetricKeyType).toBe("ec");
  });
});

describe("a PKCS#12 file that asks for more work than anybody waits for", () => {
  function exported(...more: string[]): Buffer {
    const all = ["pkcs12", "-export", "-inkey", leaf.key, "-in", leaf.cert, "-out", "made.p12"];
    openssl(authority.folder, ...all, "-passout", "pass:secret", ...more);
    return readFileSync(join(authority.folder, "made.p12"));
  }

  /** Every 2048, which is what OpenSSL puts there. */
  function askMore(node: Asn1): Asn1 {
    if (isTag(node, "integer") && Buffer.from(bytesOf(node)).toString("hex") === "0800")
      return number("7fffffff");
    if (Array.isArray(node.value)) node.value = childrenOf(node).map(askMore);
    else if (isTag(node, "octetString")) {
      try {
        return value("octetString", writeDer(askMore(readBer(bytesOf(node)))));
      } catch {
        return node;
      }
    }
    return node;
  }

  it.each<[string, string[]]>([
    ["for its MAC", ["-certpbe", "NONE", "-keypbe", "NONE"]],
    ["for its contents", ["-nomac"]],
    ["for its contents in the way of old", ["-nomac", "-legacy"]],
  ])("is refused before that: %s", async (_, options) => {
    const bytes = writeDer(askMore(readBer(exported(...options))));
    await expectRefusal(
      () => openPkcs12(bytes, "secret", "ana.p12"),
      /"ana\.p12": its encryption asks for more work/,
    );
  });
});
