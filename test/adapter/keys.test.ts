import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  algorithms,
  algorithmsFor,
  exportPrivateKey,
  exportPublicKey,
  generateKey,
  readCertificates,
  readPrivateKey,
  signRaw,
  verifyRaw,
} from "../../src/adapter/keys.ts";
import { scratchFolder } from "../support/identity-context.ts";
import { openssl } from "../support/openssl.ts";

const folder = scratchFolder();
const message = Buffer.from("the page that says who made the book");

function samePublicKey(one: KeyObject, other: KeyObject): boolean {
  return Buffer.from(exportPublicKey(one)).equals(exportPublicKey(other));
}

function opensslKey(name: string, command: string, ...args: string[]): Buffer {
  openssl(folder, command, "-out", name, ...args);
  return readFileSync(join(folder, name));
}

describe.each(algorithms)("a new key for %s", (algorithm) => {
  it("serves that algorithm, signs with it, and openssl agrees with the signature", async () => {
    const key = await generateKey(algorithm);
    expect(algorithmsFor(key)).toContain(algorithm);
    expect(algorithmsFor(createPublicKey(key))).toContain(algorithm);
    const signature = await signRaw(algorithm, key, message);
    expect(verifyRaw(algorithm, key, message, signature)).toBe(true);
    expect(verifyRaw(algorithm, key, Buffer.from("another page"), signature)).toBe(false);
    if (algorithm.startsWith("es")) {
      expect(signature.length).toBe({ es256: 64, es384: 96, es512: 132 }[algorithm as "es256"]);
      return;
    }
    writeFileSync(join(folder, "public.pem"), createPublicKey(key).export({ format: "pem", type: "spki" }));
    writeFileSync(join(folder, "signature"), signature);
    writeFileSync(join(folder, "message"), message);
    const pss = ["-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:digest"];
    const how =
      algorithm === "ed25519" ? ["-rawin"] : ["-rawin", "-digest", `sha${algorithm.slice(2)}`, ...pss];
    const said = openssl(
      folder,
      ...["pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-in", "message", "-sigfile", "signature"],
      ...how,
    );
    expect(said).toContain("Signature Verified Successfully");
  });

  it("comes back from its encrypted export only with the passphrase", async () => {
    const key = await generateKey(algorithm);
    const pem = exportPrivateKey(key, "correct horse");
    expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    const bytes = Buffer.from(pem);
    expect(samePublicKey(readPrivateKey(bytes, { passphrase: "correct horse" }), key)).toBe(true);
    await expect(() => readPrivateKey(bytes, { source: "ana.pem" })).toThrowWithCode(
      "identity.locked",
      '"ana.pem"',
    );
    await expect(() => readPrivateKey(bytes, { passphrase: "wrong" })).toThrowWithCode("identity.passphrase");
    await expect(() => readPrivateKey(bytes, { passphrase: "" })).toThrowWithCode("identity.passphrase");
  });
});

describe("keys C2PA has no use for", () => {
  it.each([
    ["RSA of 1024 bits", () => generateKeyPairSync("rsa", { modulusLength: 1024 })],
    ["a foreign curve", () => generateKeyPairSync("ec", { namedCurve: "secp256k1" })],
    ["Ed448", () => generateKeyPairSync("ed448")],
    ["X25519", () => generateKeyPairSync("x25519")],
  ])("serve no algorithm: %s", (_, make) => {
    expect(algorithmsFor(make().privateKey)).toEqual([]);
  });

  it("but an rsa-pss key bound to SHA-384 serves ps384 alone", () => {
    const bits = ["-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_pss_keygen_md:sha384"];
    const mask = ["-pkeyopt", "rsa_pss_keygen_mgf1_md:sha384", "-pkeyopt", "rsa_pss_keygen_saltlen:48"];
    const bound = opensslKey("pss.pem", "genpkey", "-algorithm", "RSA-PSS", ...bits, ...mask);
    expect(algorithmsFor(readPrivateKey(bound))).toEqual(["ps384"]);
  });
});

describe("a private key file made by openssl", () => {
  const ec = opensslKey("ec.pem", "ecparam", "-name", "prime256v1", "-genkey");
  const rsa = opensslKey("rsa.pem", "genrsa", "-traditional", "2048");
  const expected = { ec: readPrivateKey(ec), rsa: readPrivateKey(rsa) };

  it.each<[string, "ec" | "rsa", Buffer]>([
    ["SEC1 behind its curve parameters", "ec", ec],
    ["PKCS#1", "rsa", rsa],
    ["SEC1 as DER", "ec", opensslKey("ec.der", "ec", "-in", "ec.pem", "-outform", "DER")],
    [
      "PKCS#1 as DER",
      "rsa",
      opensslKey("rsa.der", "rsa", "-traditional", "-in", "rsa.pem", "-outform", "DER"),
    ],
    ["PKCS#8", "ec", opensslKey("p8.pem", "pkcs8", "-topk8", "-nocrypt", "-in", "ec.pem")],
    [
      "PKCS#8 as DER",
      "rsa",
      opensslKey("p8.der", "pkcs8", "-topk8", "-nocrypt", "-in", "rsa.pem", "-outform", "DER"),
    ],
    ["CRLF line ends", "ec", Buffer.from(ec.toString().replaceAll("\n", "\r\n"))],
    ["text before and after", "rsa", Buffer.from(`Bag Attributes\n  name: x\n${rsa}\nthe end\n`)],
    ["a passphrase nobody needs", "ec", ec],
  ])("is read: %s", (_, kind, bytes) => {
    expect(samePublicKey(readPrivateKey(bytes, { passphrase: "unused" }), expected[kind])).toBe(true);
  });

  it.each<[string, "ec" | "rsa", Buffer]>([
    [
      "SEC1 with Proc-Type",
      "ec",
      opensslKey("e1.pem", "ec", "-in", "ec.pem", "-aes128", "-passout", "pass:secret"),
    ],
    [
      "PKCS#1 with Proc-Type and CRLF",
      "rsa",
      Buffer.from(
        opensslKey("e2.pem", "rsa", "-traditional", "-in", "rsa.pem", "-aes256", "-passout", "pass:secret")
          .toString()
          .replaceAll("\n", "\r\n"),
      ),
    ],
    ["PKCS#8", "ec", opensslKey("e3.pem", "pkcs8", "-topk8", "-in", "ec.pem", "-passout", "pass:secret")],
    [
      "PKCS#8 as DER",
      "rsa",
      opensslKey("e4.der", "pkcs8", "-topk8", "-in", "rsa.pem", "-outform", "DER", "-passout", "pass:secret"),
    ],
    [
      "PKCS#8 with triple DES",
      "ec",
      opensslKey(
        "e5.pem",
        "pkcs8",
        "-topk8",
        "-v1",
        "PBE-SHA1-3DES",
        "-in",
        "ec.pem",
        "-passout",
        "pass:secret",
      ),
    ],
  ])("is opened by its passphrase alone: %s", async (_, kind, bytes) => {
    expect(samePublicKey(readPrivateKey(bytes, { passphrase: "secret" }), expected[kind])).toBe(true);
    await expect(() => readPrivateKey(bytes)).toThrowWithCode("identity.locked");
    await expect(() => readPrivateKey(bytes, { passphrase: "Secret" })).toThrowWithCode(
      "identity.passphrase",
    );
  });

  it("encrypted with a cipher of old is called outdated, not a wrong passphrase", async () => {
    const old = opensslKey(
      "old.pem",
      ...["pkcs8", "-topk8", "-v1", "PBE-MD5-DES", "-in", "ec.pem", "-passout", "pass:secret"],
      ...["-provider", "legacy", "-provider", "default"],
    );
    await expect(() => readPrivateKey(old, { passphrase: "secret" })).toThrowWithCode(
      "key.unreadable",
      /outdated/,
    );
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(), /empty file/],
    ["noise", Buffer.from("certainly not a key"), /damaged/],
    ["noise that opens like DER", Buffer.from("3082010a0282010100", "hex"), /damaged/],
    ["a public key", Buffer.from(exportPublicKey(expected.ec)), /damaged/],
    ["half a PEM", ec.subarray(0, ec.length - 40), /EC PARAMETERS/],
    ["a PEM with its middle missing", Buffer.from(rsa.toString().replace(/\n[^\n]{64}\n/, "\n")), /damaged/],
  ])("is refused as unreadable: %s", async (_, bytes, says) => {
    await expect(() => readPrivateKey(bytes, { source: "my.key" })).toThrowWithCode("key.unreadable", says);
    await expect(() => readPrivateKey(bytes, { source: "my.key" })).toThrowWithCode(
      "key.unreadable",
      '"my.key"',
    );
  });

  it("that is cut short while encrypted is unreadable, whatever the passphrase", async () => {
    const pem = exportPrivateKey(expected.ec, "secret").split("\n");
    const cut = Buffer.from([...pem.slice(0, 2), ...pem.slice(3)].join("\n"));
    await expect(() => readPrivateKey(cut, { passphrase: "secret" })).toThrowWithCode(
      "key.unreadable",
      /damaged/,
    );
  });
});

describe("a certificate file", () => {
  openssl(
    folder,
    "req",
    "-x509",
    "-new",
    "-key",
    "ec.pem",
    "-subj",
    "/O=One/CN=one",
    "-days",
    "9",
    "-out",
    "one.pem",
  );
  openssl(
    folder,
    "req",
    "-x509",
    "-new",
    "-key",
    "ec.pem",
    "-subj",
    "/O=Two/CN=two",
    "-days",
    "9",
    "-out",
    "two.pem",
  );
  openssl(folder, "x509", "-in", "one.pem", "-outform", "DER", "-out", "one.der");
  const [one, two] = ["one.pem", "two.pem"].map((name) => readFileSync(join(folder, name), "utf8")) as [
    string,
    string,
  ];

  it("is read in its order, with keys, text and CRLF around it passed over", () => {
    const bundle = `subject=/CN=one\r\n${one.replaceAll("\n", "\r\n")}${readFileSync(join(folder, "ec.pem"))}${two}`;
    expect(readCertificates(bundle).map(({ subject }) => subject)).toEqual([
      "O=One\nCN=one",
      "O=Two\nCN=two",
    ]);
  });

  it("is read as DER", () => {
    expect(readCertificates(readFileSync(join(folder, "one.der"))).map(({ subject }) => subject)).toEqual([
      "O=One\nCN=one",
    ]);
  });

  it.each<[string, string, RegExp]>([
    ["the second block cut short", one + two.slice(0, 200), /certificate 2 in "chain.pem" is cut short/],
    ["a block that begins inside another", `${one.slice(0, 200)}\n${two}`, /certificate 1 .* is cut short/],
    ["a damaged second block", one + two.replace(/\n.{64}\n/, "\n"), /certificate 2 .* is damaged/],
    ["a block that is not base64", one.replace(/\n.{10}/, "\n<script/>!"), /certificate 1 .* is not base64/],
    ["a key alone", readFileSync(join(folder, "ec.pem"), "utf8"), /found EC PARAMETERS, EC PRIVATE KEY/],
    ["nothing", " \n", /empty file/],
    ["a web page", "<!doctype html><title>404</title>", /neither PEM nor DER/],
  ])("is refused whole: %s", async (_, text, says) => {
    await expect(() => readCertificates(text, "chain.pem")).toThrowWithCode("certificate.unreadable", says);
  });
});
