import { describe, expect, it } from "vitest";
import { isIssuedBy, readCertificateFacts } from "../../../src/adapter/x509/index.ts";
import { openssl } from "../../support/openssl.ts";
import { goodLeaf, TestAuthority } from "../../support/openssl-authority.ts";

const authority = new TestAuthority();
const { root, intermediate } = authority;

function read(field: string, cert: string): string {
  return openssl(authority.folder, "x509", "-in", cert, "-noout", field).trim().replace(/^.*?=/, "");
}

describe("the facts of a leaf", () => {
  const extensions = `${goodLeaf}
crlDistributionPoints=URI:http://example.test/a.crl,URI:http://example.test/b.crl
authorityInfoAccess=OCSP;URI:http://ocsp.example.test,caIssuers;URI:http://example.test/ca.cer`;
  const leaf = authority.leaf({ extensions, subject: "/C=ES/O=Estudio Ruiz/OU=Foto/CN=Ana Ruiz" });
  const facts = readCertificateFacts(leaf.der);

  it("are those openssl reads", () => {
    expect(facts.serialHex.toUpperCase()).toBe(read("-serial", leaf.cert));
    expect(facts.notBefore).toEqual(new Date(read("-startdate", leaf.cert)));
    expect(facts.notAfter).toEqual(new Date(read("-enddate", leaf.cert)));
    const sha256 = openssl(authority.folder, "x509", "-in", leaf.cert, "-noout", "-fingerprint", "-sha256");
    expect(facts.fingerprintSha256).toBe(sha256.replace(/^.*=|:|\n/g, "").toLowerCase());
  });

  it("name subject, issuer, key and use", () => {
    expect(facts).toMatchObject({
      version: 3,
      subject: [
        { type: "C", value: "ES" },
        { type: "O", value: "Estudio Ruiz" },
        { type: "OU", value: "Foto" },
        { type: "CN", value: "Ana Ruiz" },
      ],
      issuer: [
        { type: "O", value: "Test Authority" },
        { type: "CN", value: "Test Intermediate" },
      ],
      isCa: false,
      isSelfSigned: false,
      hasUniqueIds: false,
      basicConstraints: { isCritical: true },
      keyUsage: { names: ["digitalSignature"], isCritical: true },
      extendedKeyUsage: { oids: ["1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4"], isCritical: false },
      unknownCriticalExtensions: [],
      signatureAlgorithm: "ecdsa-with-SHA256",
      publicKey: { kind: "ec", curve: "prime256v1" },
      crlUrls: ["http://example.test/a.crl", "http://example.test/b.crl"],
      ocspUrls: ["http://ocsp.example.test"],
    });
    expect(facts.authorityKeyIdentifier).toBe(readCertificateFacts(intermediate.der).subjectKeyIdentifier);
    expect(facts.subjectKeyIdentifier).toMatch(/^[0-9a-f]{40}$/);
  });
});

it.each([
  ["an RSA key", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], { kind: "rsa", bits: 2048 }],
  [
    "an RSA-PSS key",
    ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
    { kind: "rsa-pss", bits: 2048 },
  ],
  ["an Ed25519 key", ["-algorithm", "ED25519"], { kind: "ed25519" }],
  ["an Ed448 key", ["-algorithm", "ED448"], { kind: "other" }],
])("the facts know %s", (_, keyArguments, publicKey) => {
  expect(readCertificateFacts(authority.leaf({ keyArguments }).der).publicKey).toEqual(publicKey);
});

it("the facts of an authority say so, and how far it reaches", () => {
  const { der } = authority.leaf({
    extensions: "basicConstraints=critical,CA:TRUE,pathlen:2\nkeyUsage=keyCertSign",
  });
  expect(readCertificateFacts(der)).toMatchObject({
    isCa: true,
    basicConstraints: { isCritical: true, pathLength: 2 },
    keyUsage: { names: ["keyCertSign"], isCritical: false },
  });
});

it("a version 1 certificate has no extensions to speak of", () => {
  expect(readCertificateFacts(authority.leaf({ extensions: undefined }).der)).toMatchObject({
    version: 1,
    keyUsage: undefined,
    extendedKeyUsage: undefined,
  });
});

it("a chain is linked by signature, not by name", () => {
  const leaf = authority.leaf();
  const namesake = new TestAuthority().intermediate;
  expect(isIssuedBy(leaf.der, intermediate.der)).toBe(true);
  expect(isIssuedBy(intermediate.der, root.der)).toBe(true);
  expect(isIssuedBy(leaf.der, root.der)).toBe(false);
  expect(isIssuedBy(leaf.der, namesake.der)).toBe(false);
  expect(readCertificateFacts(root.der).isSelfSigned).toBe(true);
});

it.each([
  ["nothing", new Uint8Array()],
  ["noise", Buffer.from("nothing of the kind")],
  ["a certificate cut short", root.der.subarray(0, -9)],
])("refuses %s as unreadable", async (_, bytes) => {
  await expect(() => readCertificateFacts(bytes)).toThrowWithCode("certificate.unreadable");
});
