import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createIdentity } from "../../../src/command/identity/create.ts";
import { importIdentity } from "../../../src/command/identity/import.ts";
import { loadSigningIdentity } from "../../../src/command/identity/load.ts";
import { renewIdentity } from "../../../src/command/identity/renew.ts";
import { readVerdict, signJpeg } from "../../support/engine-signing.ts";
import { identityContext, type TestContext } from "../../support/identity-context.ts";
import { askOpenssl } from "../../support/openssl.ts";
import { TestAuthority } from "../../support/openssl-authority.ts";

const ana = { name: "ana", for: "Ana Ruiz", org: "Estudio Ruiz" };
const DAY_MS = 86_400_000;
let context: TestContext;

beforeEach(async () => {
  context = identityContext();
  context.now = new Date(Date.now() - 40 * DAY_MS);
  await createIdentity({ ...ana, days: 30 }, context);
  context.now = undefined;
});

describe("a renewed identity", () => {
  it("signs again, and whoever added its root need do nothing", async () => {
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode("certificate.expired");
    const before = await context.vault.read("ana");
    const renewed = await renewIdentity({ days: 90 }, context);
    expect(renewed).toMatchObject({
      name: "ana",
      certificate: { holder: "Ana Ruiz", organization: "Estudio Ruiz" },
    });
    expect(Date.parse(renewed.previousNotAfter)).toBeLessThan(Date.now());
    expect(Date.parse(renewed.certificate.notAfter)).toBeGreaterThan(Date.now() + 89 * DAY_MS);

    const after = await context.vault.read("ana");
    expect(after).toEqual({ ...before, chainPem: after.chainPem });
    const folder = join(context.folder, "data", "identities", "ana");
    expect(askOpenssl(folder, "verify", "-x509_strict", "-CAfile", "root.pem", "chain.pem").isGood).toBe(
      true,
    );
    const signed = await signJpeg((await loadSigningIdentity("ana", context)).identity, context.folder);
    expect(await readVerdict(signed, readFileSync(join(folder, "root.pem"), "utf8"))).toMatchObject({
      state: "Trusted",
    });
  });

  it("needs the passphrase of its root, and keeps the old certificate without it", async () => {
    const before = await context.vault.read("ana");
    context.passphrase = "wrong horse";
    await expect(() => renewIdentity({ name: "ana" }, context)).toThrowWithCode("identity.passphrase");
    expect(await context.vault.read("ana")).toEqual(before);
  });

  it("ends with its root", async () => {
    context.now = new Date(Date.now() + 3640 * DAY_MS);
    await expect(() => renewIdentity({ name: "ana" }, context)).toThrowWithCode(
      "certificate.expired",
      /the root "Ana Ruiz root" expired/,
    );
  });
});

it("an identity of another authority is not ours to renew", async () => {
  const authority = new TestAuthority();
  const leaf = authority.leaf();
  const cert = authority.bundle("chain.pem", leaf, authority.intermediate, authority.root);
  await importIdentity({ name: "press", key: leaf.key, cert }, context);
  await expect(() => renewIdentity({ name: "press" }, context)).toThrowWithCode(
    "usage.conflict",
    /certified by another authority/,
  );
});
