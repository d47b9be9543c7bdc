import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCmsCertificates } from "../../src/adapter/der.ts";
import { openssl } from "../support/openssl.ts";
import { goodLeaf, TestAuthority } from "../support/openssl-authority.ts";

const authority = new TestAuthority();
const { folder, root, intermediate } = authority;

function made(name: string, ...args: string[]): Uint8Array {
  openssl(folder, ...args, "-out", name);
  return readFileSync(join(folder, name));
}

function hexes(ders: Uint8Array[]): string[] {
  return ders.map((der) => Buffer.from(der).toString("hex")).sort();
}

describe("the certificates of a timestamp", () => {
  const tsa = authority.leaf({
    subject: "/O=Test Authority/CN=Test Clock",
    extensions: goodLeaf.replace(/extendedKeyUsage.*/, "extendedKeyUsage=critical,timeStamping"),
  });
  writeFileSync(join(folder, "serial"), "01\n");
  writeFileSync(
    join(folder, "tsa.cnf"),
    "[tsa]\nserial=serial\ndefault_policy=1.2.3.4\nsigner_digest=sha256\ndigests=sha256\ness_cert_id_alg=sha256\n",
  );
  openssl(folder, "ts", "-query", "-data", root.cert, "-sha256", "-cert", "-out", "query.tsq");
  const reply = [
    ...["ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-section", "tsa"],
    ...["-signer", tsa.cert, "-inkey", tsa.key, "-chain", authority.bundle("above.pem", intermediate, root)],
  ];
  const expected = hexes([tsa.der, intermediate.der, root.der]);

  it("are found in the whole response, byte for byte", () => {
    expect(hexes(readCmsCertificates(made("reply.tsr", ...reply)))).toEqual(expected);
  });

  it("are found in the token alone, byte for byte", () => {
    expect(hexes(readCmsCertificates(made("reply.tst", ...reply, "-token_out")))).toEqual(expected);
  });

  it("are not looked for in a refusal, which has no token", async () => {
    const refusal = Buffer.from("30053003020102", "hex"); // PKIStatus 2: rejection
    await expect(() => readCmsCertificates(refusal)).toThrowWithCode("certificate.unreadable");
  });
});

describe("other CMS data", () => {
  it("gives its certificates too", () => {
    const bag = made("bag.p7b", "crl2pkcs7", "-nocrl", "-certfile", intermediate.cert, "-outform", "DER");
    expect(hexes(readCmsCertificates(bag))).toEqual(hexes([intermediate.der]));
  });

  it("may hold none", () => {
    const leaf = authority.leaf();
    const sign = ["cms", "-sign", "-in", root.cert, "-signer", leaf.cert, "-inkey", leaf.key, "-nocerts"];
    expect(readCmsCertificates(made("none.cms", ...sign, "-outform", "DER"))).toEqual([]);
  });
});

it.each<[string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["noise", Buffer.from("not a timestamp")],
  ["a certificate", root.der],
  ["a thousand nested sequences", Buffer.from("3080".repeat(1000), "hex")],
  ["a length beyond the end", Buffer.from("30847fffffff02", "hex")],
])("refuses %s as unreadable", async (_, bytes) => {
  await expect(() => readCmsCertificates(bytes)).toThrowWithCode("certificate.unreadable", /CMS/);
});
