import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { algorithms, exportPublicKey, generateKey, signRaw } from "../../../src/adapter/keys.ts";
import { issueCertificate, issueRequest, readCertificateFacts } from "../../../src/adapter/x509/index.ts";
import { scratchFolder } from "../../support/identity-context.ts";
import { askOpenssl, openssl } from "../../support/openssl.ts";

const folder = scratchFolder();
const use = { isCa: false, keyUsage: ["digitalSignature"], extendedKeyUsage: ["1.3.6.1.5.5.7.3.4"] };

async function issued(changes: Partial<Parameters<typeof issueCertificate>[0]> = {}) {
  const key = await generateKey("es256");
  const publicKey = exportPublicKey(key);
  const name = [{ type: "CN", value: "Ana Ruiz" }];
  const [notBefore, notAfter] = [new Date("2026-01-02T03:04:05Z"), new Date("2026-12-31T23:59:59Z")];
  return issueCertificate(
    {
      subject: name,
      issuer: name,
      notBefore,
      notAfter,
      publicKey,
      issuerPublicKey: publicKey,
      use,
      ...changes,
    },
    { algorithm: "es256", sign: (bytes) => signRaw("es256", key, bytes) },
  );
}

describe.each(algorithms)("a certificate request for %s", (algorithm) => {
  it("is one openssl verifies, with the use it asks for", async () => {
    const key = await generateKey(algorithm);
    const subject = [
      { type: "C", value: "ES" },
      { type: "O", value: "Estudio Ruiz" },
      { type: "CN", value: "Ana Ruíz 安娜" },
    ];
    const request = await issueRequest(
      { subject, publicKey: exportPublicKey(key), use },
      { algorithm, sign: (bytes) => signRaw(algorithm, key, bytes) },
    );
    writeFileSync(join(folder, "request.der"), request);
    const asked = askOpenssl(
      folder,
      "req",
      "-inform",
      "DER",
      "-in",
      "request.der",
      "-verify",
      "-noout",
      "-text",
    );
    expect(asked).toMatchObject({ isGood: true, says: expect.stringMatching(/self-signature verify OK/) });
    expect(asked.says).toMatch(/Key Usage: critical\s+Digital Signature\n/);
    expect(asked.says).toMatch(/Extended Key Usage: \n\s+E-mail Protection/);
    const subjectLine = openssl(
      folder,
      ...[
        "req",
        "-inform",
        "DER",
        "-in",
        "request.der",
        "-noout",
        "-subject",
        "-nameopt",
        "utf8,sep_comma_plus",
      ],
    );
    expect(subjectLine).toContain("C=ES,O=Estudio Ruiz,CN=Ana Ruíz 安娜");
  });
});

describe("an issued certificate", () => {
  it("has a positive serial of sixteen bytes, never the same twice", async () => {
    const serials = (await Promise.all([issued(), issued()])).map(
      (der) => readCertificateFacts(der).serialHex,
    );
    expect(serials[0]).toMatch(/^[4-7][0-9a-f]{31}$/);
    expect(serials[0]).not.toBe(serials[1]);
  });

  it("changes to four-digit years in 2050, as RFC 5280 has it", async () => {
    const notAfter = new Date("2050-06-01T00:00:00Z");
    const der = await issued({ notAfter });
    writeFileSync(join(folder, "late.der"), der);
    expect(readCertificateFacts(der)).toMatchObject({ notAfter });
    const parsed = openssl(folder, "asn1parse", "-inform", "DER", "-in", "late.der");
    expect(parsed).toMatch(/UTCTIME\s+:260102030405Z/);
    expect(parsed).toMatch(/GENERALIZEDTIME\s+:20500601000000Z/);
  });

  it("verifies whatever zeros and high bits its signature begins with", async () => {
    const key = await generateKey("es256");
    const publicKey = exportPublicKey(key);
    const subject = [{ type: "CN", value: "again" }];
    const [notBefore, notAfter] = [new Date(0), new Date("2049-01-01T00:00:00Z")];
    for (let round = 0; round < 300; round += 1) {
      const der = await issueCertificate(
        { subject, issuer: subject, notBefore, notAfter, publicKey, issuerPublicKey: publicKey, use },
        { algorithm: "es256", sign: (bytes) => signRaw("es256", key, bytes) },
      );
      expect(readCertificateFacts(der).isSelfSigned).toBe(true);
    }
  });
});
