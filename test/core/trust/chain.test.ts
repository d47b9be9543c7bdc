import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorityRecognizedBy, chainsTo, signerRecognizedBy } from "../../../src/core/trust/chain.ts";
import type { TrustKind } from "../../../src/core/trust/list.ts";
import { claimSigning, makeLeaf, makeRoot, opensslIn, timeStamping } from "../../support/small-pki.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";

const issuing = ["keyUsage = critical,keyCertSign"];
/** Later than anything these tests make. */
const now = new Date(Date.now() + 3_600_000);
const manyYears = { from: "20230101000000Z", to: "20480101000000Z" };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chain-"));
  await makeRoot(folder, "root");
  await authority("issuer", "root");
  await leaf("ana", "issuer", claimSigning);
  await leaf("clock", "issuer", timeStamping);
  await leaf("loose-clock", "issuer", ["extendedKeyUsage = timeStamping,emailProtection"]);
  await leaf("old", "root", timeStamping, { from: "20200101000000Z", to: "20210101000000Z" });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function authority(name: string, root: string, extensions = issuing): Promise<void> {
  const subject = `/O=Sample/CN=${name}`;
  await makeLeaf(folder, {
    name,
    root,
    key: "es256",
    subject,
    isAuthority: true,
    validity: manyYears,
    extensions,
  });
}

async function leaf(
  name: string,
  root: string,
  extensions: readonly string[],
  validity = manyYears,
): Promise<void> {
  await makeLeaf(folder, { name, root, key: "es256", subject: `/O=Sample/CN=${name}`, validity, extensions });
}

const der = (name: string) => derOf(folder, name);
const ders = (...names: string[]) => Promise.all(names.map(der));
const list = (kind: TrustKind, ...names: string[]) => listOf(folder, kind, names);

describe("chainsTo", () => {
  test("finds the anchor and its list through intermediates in any order, garbage among them", async () => {
    const lists = [await list("c2pa", "ana"), await list("tsa", "root")];
    const intermediates = [new Uint8Array([0x30, 0x82]), ...(await ders("clock", "root", "issuer"))];
    const match = chainsTo(await der("clock"), intermediates, lists.slice(1));
    expect(match?.list).toBe(lists[1]);
  });

  test("stops at an intermediate that is on the list itself", async () => {
    const match = chainsTo(await der("ana"), await ders("issuer"), [await list("c2pa", "issuer")]);
    expect(Buffer.from(match?.anchor ?? []).equals(await der("issuer"))).toBe(true);
  });

  test("needs the intermediates that the list does not hold", async () => {
    expect(chainsTo(await der("ana"), [], [await list("c2pa", "root")])).toBeUndefined();
  });

  test("is not taken in by a root that only bears the same name", async () => {
    const other = await mkdtemp(join(tmpdir(), "chain-other-"));
    try {
      await makeRoot(other, "root");
      expect(
        chainsTo(await der("ana"), await ders("issuer"), [await listOf(other, "c2pa", ["root"])]),
      ).toBeUndefined();
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  test("is not taken in by a leaf that issues certificates, whether or not its key usage forbids it", async () => {
    for (const issuer of ["ana", "loose-clock"]) {
      await leaf(`forged-by-${issuer}`, issuer, claimSigning);
      const chain = await ders(issuer, "issuer");
      expect(chainsTo(await der(`forged-by-${issuer}`), chain, [await list("c2pa", "root")])).toBeUndefined();
    }
  });

  test("holds every certificate on the way against the time", async () => {
    const lists = [await list("tsa", "root")];
    const old = await der("old");
    expect(chainsTo(old, [], lists)?.list).toBe(lists[0]);
    // The root of these tests is younger than its leaf was.
    expect(chainsTo(old, [], lists, new Date("2020-06-01T00:00:00Z"))).toBeUndefined();
    expect(chainsTo(await der("clock"), await ders("issuer"), lists, now)?.list).toBe(lists[0]);
    expect(chainsTo(await der("clock"), await ders("issuer"), lists, new Date("2049-01-01"))).toBeUndefined();
    expect(chainsTo(await der("clock"), await ders("issuer"), lists, new Date("never"))).toBeUndefined();
  });

  test("an issuer limited to timestamps vouches for authorities only, one without them for signers only", async () => {
    await authority("time-issuer", "root", [...issuing, "extendedKeyUsage = timeStamping"]);
    await authority("mail-issuer", "root", [...issuing, "extendedKeyUsage = emailProtection"]);
    await leaf("by-time", "time-issuer", claimSigning);
    await leaf("by-mail", "mail-issuer", timeStamping);
    const [byTime, byMail] = await ders("by-time", "by-mail");
    const [asSigner, asAuthority] = [[await list("c2pa", "root")], [await list("tsa", "root")]];
    expect(chainsTo(byTime ?? new Uint8Array(), await ders("time-issuer"), asSigner)).toBeUndefined();
    expect(chainsTo(byTime ?? new Uint8Array(), await ders("time-issuer"), asAuthority)).toBeDefined();
    expect(chainsTo(byMail ?? new Uint8Array(), await ders("mail-issuer"), asAuthority)).toBeUndefined();
    expect(chainsTo(byMail ?? new Uint8Array(), await ders("mail-issuer"), asSigner)).toBeDefined();
  });

  test("follows eight certificates from the leaf to the list, and not nine", async () => {
    const names = ["root", "step1", "step2", "step3", "step4", "step5", "step6", "step7"];
    for (const [index, name] of names.slice(1).entries()) await authority(name, names[index] ?? "");
    await leaf("eighth", "step6", claimSigning);
    await leaf("ninth", "step7", claimSigning);
    const steps = await ders(...names.slice(1));
    const lists = [await list("c2pa", "root")];
    expect(chainsTo(await der("eighth"), steps, lists)?.list).toBe(lists[0]);
    expect(chainsTo(await der("ninth"), steps, lists)).toBeUndefined();
  });

  test("walks a circle of issuers once", async () => {
    await circle("east", "west");
    await leaf("lost", "east", claimSigning);
    const around = await ders("east", "east-by-west", "west", "west-by-east");
    expect(chainsTo(await der("lost"), around, [await list("c2pa", "root")])).toBeUndefined();
  });

  test("thousands of certificates cost no more than a few", async () => {
    const issuer = await der("issuer");
    const many = [...Array.from({ length: 50_000 }, () => issuer)];
    const started = performance.now();
    expect(chainsTo(await der("ana"), many, [await list("c2pa", "step7")])).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["text", new TextEncoder().encode("-----BEGIN CERTIFICATE-----")],
    ["a megabyte of zeros", new Uint8Array(1_000_000)],
  ])("%s in place of a leaf leads nowhere", async (_, garbage) => {
    expect(chainsTo(garbage, await ders("issuer"), [await list("c2pa", "root")])).toBeUndefined();
  });
});

/** Two self-signed issuers that have signed each other too. */
async function circle(one: string, other: string): Promise<void> {
  for (const name of [one, other]) await makeRoot(folder, name);
  for (const [name, by] of [
    [one, other],
    [other, one],
  ]) {
    await opensslIn(
      folder,
      ...["req", "-new", "-x509", "-key", `${name}.key`, "-subj", `/O=Sample ${name}/CN=${name}`],
      ...["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-days", "30", "-out", `${name}-by-${by}.pem`],
      ...["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"],
    );
  }
}

describe("signerRecognizedBy", () => {
  test("asks lists of signers and of allowed certificates, the first before the second", async () => {
    const chain = await ders("ana", "issuer");
    const [signers, allowed] = [await list("c2pa", "root"), await list("allowed", "ana")];
    expect(signerRecognizedBy(chain, [allowed, signers])).toBe(signers);
    expect(signerRecognizedBy(chain, [allowed])).toBe(allowed);
  });

  test("an allowed certificate vouches for itself, not for what it may have issued", async () => {
    expect(
      signerRecognizedBy(await ders("ana", "issuer"), [await list("allowed", "issuer")]),
    ).toBeUndefined();
  });

  test.each(["tsa", "publishers", "sources"] as const)(
    "a list of kind %s recognizes no signer",
    async (kind) => {
      expect(
        signerRecognizedBy(await ders("ana", "issuer"), [await list(kind, "root", "ana")]),
      ).toBeUndefined();
    },
  );

  test("nobody signed, nobody is recognized", async () => {
    expect(signerRecognizedBy([], [await list("c2pa", "root")])).toBeUndefined();
  });
});

describe("authorityRecognizedBy", () => {
  test("recognizes the authority of a token made by openssl", async () => {
    const certificates = await tokenCertificates("clock", ["issuer", "root"]);
    expect(certificates).toHaveLength(3);
    const lists = [await list("c2pa", "root"), await list("tsa", "root")];
    expect(authorityRecognizedBy(certificates, lists, now)).toBe(lists[1]);
  });

  test("does not take a list of signers for one of authorities", async () => {
    expect(
      authorityRecognizedBy(await ders("clock", "issuer"), [await list("c2pa", "root")], now),
    ).toBeUndefined();
  });

  test("does not recognize an authority outside its dates", async () => {
    const certificates = await ders("old");
    expect(authorityRecognizedBy(certificates, [await list("tsa", "root")], now)).toBeUndefined();
  });

  test.each([
    ["with a second purpose", "loose-clock"],
    ["without the purpose", "ana"],
  ])("does not recognize a certificate %s", async (_, name) => {
    expect(
      authorityRecognizedBy(await ders(name, "issuer"), [await list("tsa", "root")], now),
    ).toBeUndefined();
  });

  test("a famous authority's certificates beside a home-made one recognize nobody", async () => {
    await makeRoot(folder, "home");
    await leaf("home-clock", "home", timeStamping);
    await leaf("home-signer", "home", claimSigning);
    const lists = [await list("tsa", "root")];
    for (const decoy of ["home-clock", "home-signer", "home"]) {
      const certificates = await ders("clock", "issuer");
      expect(authorityRecognizedBy(certificates, lists, now)).toBe(lists[0]);
      expect(authorityRecognizedBy([...certificates, await der(decoy)], lists, now)).toBeUndefined();
      expect(authorityRecognizedBy([await der(decoy), ...certificates], lists, now)).toBeUndefined();
    }
  });

  test("a certificate that cannot be read could be the one that signed, so nobody is recognized", async () => {
    const lists = [await list("tsa", "root")];
    const certificates = await ders("clock", "issuer");
    expect(authorityRecognizedBy([...certificates, new Uint8Array([0x30, 0])], lists, now)).toBeUndefined();
  });

  test("an empty token, and one with thousands of certificates, recognize nobody", async () => {
    const lists = [await list("tsa", "root")];
    const clock = await der("clock");
    expect(authorityRecognizedBy([], lists, now)).toBeUndefined();
    expect(
      authorityRecognizedBy(
        Array.from({ length: 5_000 }, () => clock),
        lists,
        now,
      ),
    ).toBeUndefined();
  });
});

async function tokenCertificates(signer: string, chain: readonly string[]): Promise<Uint8Array[]> {
  const bundle = await Promise.all(chain.map((name) => readFile(join(folder, `${name}.pem`), "utf8")));
  await writeFile(join(folder, "bundle.pem"), bundle.join(""));
  await writeFile(join(folder, "serial"), "01\n");
  await writeFile(
    join(folder, "ts.cnf"),
    [
      "[tsa]",
      "default_tsa = authority",
      "[authority]",
      "serial = serial",
      `signer_cert = ${signer}.pem`,
      `signer_key = ${signer}.key`,
      "certs = bundle.pem",
      "signer_digest = sha256",
      "default_policy = 1.2.3.4.1",
      "digests = sha256",
      "ess_cert_id_alg = sha256",
      "",
    ].join("\n"),
  );
  await opensslIn(
    folder,
    "ts",
    "-query",
    "-digest",
    "ab".repeat(32),
    "-sha256",
    "-cert",
    "-out",
    "query.tsq",
  );
  await opensslIn(
    folder,
    ...["ts", "-reply", "-config", "ts.cnf", "-queryfile", "query.tsq", "-token_out", "-out", "token"],
  );
  const text = await opensslIn(folder, "pkcs7", "-inform", "DER", "-in", "token", "-print_certs");
  const blocks = text.toString("utf8").match(/-----BEGIN CERTIFICATE-----([^-]+)/g) ?? [];
  return blocks.map(
    (block) => new Uint8Array(Buffer.from(block.replace("-----BEGIN CERTIFICATE-----", ""), "base64")),
  );
}
