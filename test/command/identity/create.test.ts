import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createIdentity } from "../../../src/command/identity/create.ts";
import { loadSigningIdentity } from "../../../src/command/identity/load.ts";
import { algorithms } from "../../../src/core/identity/algorithm.ts";
import { readVerdict, signJpeg } from "../../support/engine-signing.ts";
import { identityContext } from "../../support/identity-context.ts";
import { askOpenssl, openssl } from "../../support/openssl.ts";

const ana = { name: "studio", for: "Ana Ruiz" };

describe.each(algorithms)("an identity for %s", (alg) => {
  const context = identityContext();
  const folder = join(context.folder, "data", "identities", "studio");

  it("is one openssl accepts, root, leaf and all", async () => {
    const created = await createIdentity({ ...ana, org: "Estudio Ruiz", alg }, context);
    expect(created).toMatchObject({ algorithm: alg, isDefault: true, isEncrypted: true });
    const verify = ["verify", "-x509_strict", "-purpose", "smimesign", "-CAfile", "root.pem", "chain.pem"];
    expect(askOpenssl(folder, ...verify)).toEqual({ isGood: true, says: "chain.pem: OK\n" });
    const text = openssl(folder, "x509", "-in", "chain.pem", "-noout", "-text");
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/);
    expect(text).toMatch(/Extended Key Usage: \n\s+1\.3\.6\.1\.4\.1\.62558\.2\.1, E-mail Protection/);
    expect(text).toMatch(/Subject: O ?= ?Estudio Ruiz, CN ?= ?Ana Ruiz\n/);
    const root = openssl(folder, "x509", "-in", "root.pem", "-noout", "-text");
    expect(root).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(root).toMatch(/X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    expect(root).toMatch(/Subject: O ?= ?Estudio Ruiz, CN ?= ?Ana Ruiz root\n/);
  });

  it("signs what the engine calls Valid, and Trusted once its root is an anchor", async () => {
    const { identity, warnings } = await loadSigningIdentity(undefined, context);
    expect(warnings).toEqual([]);
    expect(identity).toMatchObject({ name: "studio", algorithm: alg });
    expect(identity.chain).toHaveLength(1);
    const signed = await signJpeg(identity, context.folder);
    const root = readFileSync(join(folder, "root.pem"), "utf8");
    expect(await readVerdict(signed)).toEqual({
      state: "Valid",
      failures: ["signingCredential.untrusted"],
      issuer: "Estudio Ruiz",
      holder: "Ana Ruiz",
    });
    expect(await readVerdict(signed, root)).toMatchObject({ state: "Trusted", failures: [] });
  });
});

describe("creating an identity", () => {
  it("yields plain data with the dates of leaf and root", async () => {
    const context = identityContext();
    context.now = new Date("2026-11-03T12:00:00Z");
    const created = await createIdentity({ ...ana, days: 30 }, context);
    expect(JSON.parse(JSON.stringify(created))).toEqual(created);
    expect(created).toMatchObject({
      certificate: { holder: "Ana Ruiz", organization: "Ana Ruiz", notAfter: "2026-12-03T12:00:00.000Z" },
      root: { holder: "Ana Ruiz root", notAfter: "2036-10-31T12:00:00.000Z" },
    });
  });

  it("encrypts both keys with the one passphrase it asks for", async () => {
    const context = identityContext();
    await createIdentity(ana, context);
    expect(context.asked).toEqual([{ purpose: "new", name: "studio" }]);
    const stored = await context.vault.read("studio");
    for (const pem of [stored.keyPem, stored.rootKeyPem]) {
      expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    }
  });

  it("asks for none where none is wanted", async () => {
    const context = identityContext();
    expect(await createIdentity({ ...ana, noPassphrase: true }, context)).toMatchObject({
      isEncrypted: false,
    });
    expect(context.asked).toEqual([]);
    expect((await context.vault.read("studio")).keyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  it.each([undefined, ""])("makes nothing where the passphrase is %j", async (passphrase) => {
    const context = identityContext();
    context.passphrase = passphrase;
    await expect(() => createIdentity(ana, context)).toThrowWithCode("identity.passphrase", '"studio"');
    expect(await context.vault.list()).toEqual([]);
  });

  it.each([
    [{ ...ana, alg: "rs256" }, "usage.invalid"],
    [{ ...ana, days: 0 }, "usage.invalid"],
    [{ ...ana, for: "" }, "usage.invalid"],
    [{ ...ana, name: "../studio" }, "identity.name"],
  ] as const)("refuses %j before it asks for a passphrase", async (options, code) => {
    const context = identityContext();
    await expect(() => createIdentity(options, context)).toThrowWithCode(code);
    expect(context.asked).toEqual([]);
    expect(existsSync(join(context.folder, "data"))).toBe(false);
  });

  it("makes the first the default and leaves it at that", async () => {
    const context = identityContext();
    expect(await createIdentity(ana, context)).toMatchObject({ isDefault: true });
    expect(await createIdentity({ ...ana, name: "second" }, context)).toMatchObject({ isDefault: false });
    expect(await context.vault.defaultName()).toBe("studio");
    await expect(() => createIdentity(ana, context)).toThrowWithCode("identity.exists");
    expect(context.asked).toHaveLength(2);
  });
});
