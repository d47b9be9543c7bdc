import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { importIdentity } from "../../../src/command/identity/import.ts";
import { loadSigningIdentity } from "../../../src/command/identity/load.ts";
import { readVerdict, signJpeg } from "../../support/engine-signing.ts";
import { identityContext, type TestContext } from "../../support/identity-context.ts";
import { openssl } from "../../support/openssl.ts";
import { goodLeaf, TestAuthority } from "../../support/openssl-authority.ts";

const authority = new TestAuthority();
const { folder, root, intermediate } = authority;
const leaf = authority.leaf();
const chain = authority.bundle("chain.pem", leaf, intermediate, root);
const rootPem = readFileSync(root.cert, "utf8");
let context: TestContext;

beforeEach(() => {
  context = identityContext();
});

function exported(name: string, ...options: string[]): string {
  openssl(
    folder,
    ...["pkcs12", "-export", "-inkey", leaf.key, "-in", chain, "-passout", "pass:secret", "-out", name],
    ...options,
  );
  return join(folder, name);
}

describe("a key and a chain", () => {
  it("become an identity that signs, with its root kept apart", async () => {
    const imported = await importIdentity({ name: "press", key: leaf.key, cert: chain }, context);
    expect(imported).toMatchObject({
      algorithm: "es256",
      isDefault: true,
      isEncrypted: true,
      certificate: { holder: "Ana Ruiz", issuer: "O=Test Authority, CN=Test Intermediate" },
      warnings: [],
    });
    expect(context.asked).toEqual([{ purpose: "new", name: "press" }]);
    const { identity } = await loadSigningIdentity("press", context);
    expect(identity.chain.map((der) => Buffer.from(der))).toEqual([leaf.der, intermediate.der]);
    const signed = await signJpeg(identity, context.folder);
    expect(await readVerdict(signed, rootPem)).toMatchObject({ state: "Trusted" });
  });

  it("keep the passphrase they came with", async () => {
    const key = join(folder, "locked.pem");
    openssl(folder, "ec", "-in", leaf.key, "-aes256", "-passout", "pass:secret", "-out", key);
    context.passphrase = "secret";
    await importIdentity({ name: "press", key, cert: chain }, context);
    expect(context.asked).toEqual([{ purpose: "existing", name: "press" }]);
    expect((await context.vault.read("press")).keyPem).toMatch(/BEGIN ENCRYPTED PRIVATE KEY/);
    await loadSigningIdentity("press", context);
  });

  it("lose it on request", async () => {
    await importIdentity({ name: "press", key: leaf.key, cert: chain, noPassphrase: true }, context);
    expect(context.asked).toEqual([]);
    expect((await context.vault.read("press")).keyPem).toMatch(/BEGIN PRIVATE KEY/);
  });

  it("serve the RSA algorithm that is asked for", async () => {
    const rsa = authority.leaf({ keyArguments: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"] });
    const cert = authority.bundle("rsa.pem", rsa, intermediate);
    const imported = await importIdentity({ name: "press", key: rsa.key, cert, alg: "ps512" }, context);
    expect(imported.algorithm).toBe("ps512");
    const signed = await signJpeg((await loadSigningIdentity("press", context)).identity, context.folder);
    expect(await readVerdict(signed, rootPem)).toMatchObject({ state: "Trusted" });
    await expect(() =>
      importIdentity({ name: "other", key: rsa.key, cert, alg: "es256" }, context),
    ).toThrowWithCode("key.algorithm", /cannot serve "es256"/);
  });

  it("bring a warning along when the leaf comes alone", async () => {
    const { warnings } = await importIdentity({ name: "press", key: leaf.key, cert: leaf.cert }, context);
    expect(warnings).toEqual([expect.stringMatching(/the leaf alone/)]);
  });
});

describe("a PKCS#12 file", () => {
  it.each([
    ["modern", []],
    ["legacy", ["-legacy"]],
  ])("becomes an identity that signs, its chain in order: %s", async (_, options) => {
    context.passphrase = "secret";
    const p12 = exported("ana.p12", ...options);
    expect(await importIdentity({ name: "press", p12 }, context)).toMatchObject({ isEncrypted: true });
    expect(context.asked).toEqual([{ purpose: "existing", name: "press" }]);
    const { identity } = await loadSigningIdentity("press", context);
    expect(identity.chain.map((der) => Buffer.from(der))).toEqual([leaf.der, intermediate.der]);
    expect((await context.vault.read("press")).rootPem).toBe(rootPem);
  });

  it("without the certificate of its key is a mismatch", async () => {
    context.passphrase = "secret";
    const p12 = join(folder, "bare.p12");
    openssl(
      folder,
      "pkcs12",
      "-export",
      "-nocerts",
      "-inkey",
      leaf.key,
      "-passout",
      "pass:secret",
      "-out",
      p12,
    );
    await expect(() => importIdentity({ name: "press", p12 }, context)).toThrowWithCode(
      "key.mismatch",
      /among 0/,
    );
  });

  it("stays closed to a wrong passphrase", async () => {
    context.passphrase = "Secret";
    await expect(() => importIdentity({ name: "press", p12: exported("ana.p12") }, context)).toThrowWithCode(
      "identity.passphrase",
      /ana\.p12/,
    );
  });
});

describe("what cannot be imported", () => {
  const other = authority.leaf();
  const reversed = authority.bundle("reversed.pem", root, intermediate, leaf);
  const tls = authority.leaf({ extensions: goodLeaf.replace(/(extendedKeyUsage=).*/, "$1serverAuth") });
  const weak = authority.leaf({ keyArguments: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"] });

  it.each([
    ["another's key", { key: other.key, cert: chain }, "key.mismatch"],
    ["a reversed chain", { key: leaf.key, cert: reversed }, "certificate.chain"],
    [
      "a chain with a gap",
      { key: leaf.key, cert: authority.bundle("gap.pem", leaf, root) },
      "certificate.chain",
    ],
    ["a certificate for TLS", { key: tls.key, cert: tls.cert }, "certificate.unsuitable"],
    ["an authority's certificate", { key: root.key, cert: root.cert }, "certificate.unsuitable"],
    ["a key too weak", { key: weak.key, cert: weak.cert }, "key.algorithm"],
    ["a certificate for a key", { key: leaf.cert, cert: chain }, "key.unreadable"],
    ["a key for a certificate", { key: leaf.key, cert: leaf.key }, "certificate.unreadable"],
    ["a key without a certificate", { key: leaf.key }, "usage.invalid"],
    ["both kinds at once", { key: leaf.key, cert: chain, p12: "x.p12" }, "usage.invalid"],
    ["nothing", {}, "usage.invalid"],
  ] as const)("%s leaves the vault empty", async (_, options, code) => {
    await expect(() => importIdentity({ name: "press", ...options }, context)).toThrowWithCode(code);
    expect(await context.vault.list()).toEqual([]);
  });

  it("an expired certificate, with its day", async () => {
    context.now = new Date(Date.now() + 91 * 86_400_000);
    await expect(() =>
      importIdentity({ name: "press", key: leaf.key, cert: chain }, context),
    ).toThrowWithCode("certificate.expired", /chain\.pem": the certificate expired on/);
  });

  it("does not push aside an identity of that name", async () => {
    await importIdentity({ name: "press", key: leaf.key, cert: chain }, context);
    const before = await context.vault.read("press");
    await expect(() =>
      importIdentity({ name: "press", key: leaf.key, cert: chain }, context),
    ).toThrowWithCode("identity.exists");
    expect(await context.vault.read("press")).toEqual(before);
  });
});

it("a file of one's own may hold the key beside the chain", async () => {
  const both = join(folder, "both.pem");
  writeFileSync(both, readFileSync(leaf.key, "utf8") + readFileSync(chain, "utf8"));
  expect(await importIdentity({ name: "press", key: both, cert: both }, context)).toMatchObject({
    name: "press",
  });
});
