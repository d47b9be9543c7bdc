import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPrivateKey } from "../../src/adapter/keys.ts";
import { openPkcs12 } from "../../src/adapter/pkcs12.ts";
import { openssl } from "../support/openssl.ts";
import { type Made, TestAuthority } from "../support/openssl-authority.ts";

const authority = new TestAuthority();
const { folder, root, intermediate } = authority;
const leaves = {
  ec: authority.leaf(),
  rsa: authority.leaf({ keyArguments: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"] }),
  ed25519: authority.leaf({ keyArguments: ["-algorithm", "ED25519"] }),
};
let count = 0;

function exported(leaf: Made, passphrase: string, ...more: string[]): Buffer {
  const above = authority.bundle("above.pem", intermediate, root);
  count += 1;
  const name = `${count}.p12`;
  openssl(
    folder,
    ...["pkcs12", "-export", "-inkey", leaf.key, "-in", leaf.cert, "-certfile", above, "-out", name],
    ...["-passout", `pass:${passphrase}`, "-name", "Ana Ruiz", ...more],
  );
  return readFileSync(join(folder, name));
}

function hexes(ders: Uint8Array[]): string[] {
  return ders.map((der) => Buffer.from(der).toString("hex")).sort();
}

describe.each(Object.entries(leaves))("a PKCS#12 file with a key of kind %s", (_, leaf) => {
  it.each<[string, string[]]>([
    ["modern", []],
    ["legacy (RC2 and triple DES)", ["-legacy"]],
    ["with the key encrypted and the certificates plain", ["-certpbe", "NONE"]],
    ["without a MAC", ["-nomac"]],
  ])("gives the key and every certificate byte for byte: %s", (_, options) => {
    const { keyPem, certificates } = openPkcs12(exported(leaf, "secret", ...options), "secret");
    const key = readPrivateKey(Buffer.from(keyPem));
    expect(createPublicKey(key).equals(createPublicKey(authority.keyOf(leaf)))).toBe(true);
    expect(hexes(certificates)).toEqual(hexes([leaf.der, intermediate.der, root.der]));
  });
});

describe("the passphrase of a PKCS#12 file", () => {
  it("is asked for when it is missing, and refused when it is wrong", async () => {
    for (const file of [exported(leaves.ec, "secret"), exported(leaves.ec, "secret", "-legacy")]) {
      await expect(() => openPkcs12(file, undefined, "ana.p12")).toThrowWithCode(
        "identity.locked",
        /"ana\.p12"/,
      );
      await expect(() => openPkcs12(file, "Secret", "ana.p12")).toThrowWithCode(
        "identity.passphrase",
        /"ana\.p12"/,
      );
    }
  });

  it("may have letters beyond ASCII", () => {
    const file = exported(leaves.ec, "contraseña 口令");
    expect(openPkcs12(file, "contraseña 口令").certificates).toHaveLength(3);
  });

  it("may be empty", () => {
    expect(openPkcs12(exported(leaves.ec, "")).certificates).toHaveLength(3);
  });
});

it("a PKCS#12 file of certificates alone has no key to give", async () => {
  openssl(
    folder,
    ...["pkcs12", "-export", "-nokeys", "-in", root.cert, "-passout", "pass:secret", "-out", "nokey.p12"],
  );
  const file = readFileSync(join(folder, "nokey.p12"));
  await expect(() => openPkcs12(file, "secret")).toThrowWithCode("key.unreadable", /expected a private key/);
});

it.each<[string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["noise", Buffer.from("not a container at all")],
  ["a certificate", root.der],
  ["a PEM key", readFileSync(leaves.ec.key)],
])("refuses %s as unreadable", async (_, bytes) => {
  await expect(() => openPkcs12(bytes, "secret")).toThrowWithCode("key.unreadable");
});
