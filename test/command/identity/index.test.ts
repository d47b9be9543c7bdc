import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import * as identity from "../../../src/command/identity/index.ts";
import { identityContext, type TestContext } from "../../support/identity-context.ts";
import { TestAuthority } from "../../support/openssl-authority.ts";

const ana = { name: "ana", for: "Ana Ruiz" };
let context: TestContext;
const inside = (...parts: string[]) => join(context.folder, "data", "identities", ...parts);

beforeEach(async () => {
  context = identityContext();
  await identity.createIdentity(ana, context);
});

it("the door has one function for each action and nothing else", () => {
  expect(Object.keys(identity).sort()).toEqual(
    [
      "createIdentity",
      "exportIdentity",
      "importIdentity",
      "installCertificate",
      "rehearse",
      "listIdentities",
      "removeIdentity",
      "renameIdentity",
      "renewIdentity",
      "requestIdentity",
      "showIdentity",
      "useIdentity",
    ].sort(),
  );
});

describe("the list", () => {
  it("has every identity with its state, the damaged one included", async () => {
    await identity.requestIdentity({ ...ana, name: "asked" }, context);
    await identity.createIdentity({ ...ana, name: "broken" }, context);
    rmSync(inside("broken", "key.pem"));
    context.now = new Date(Date.now() - 100 * 86_400_000);
    await identity.createIdentity({ ...ana, name: "old", days: 9 }, context);
    context.now = undefined;
    const listed = await identity.listIdentities(context);
    expect(listed).toMatchObject([
      { name: "ana", isDefault: true, kind: "ready", certificate: { holder: "Ana Ruiz" } },
      { name: "asked", isDefault: false, kind: "requested", origin: "requested" },
      { name: "broken", isDefault: false, kind: "damaged", problem: expect.stringMatching(/key\.pem/) },
      { name: "old", isDefault: false, kind: "expired" },
    ]);
    expect(JSON.parse(JSON.stringify(listed))).toEqual(listed);
  });

  it("is empty where there is nothing", async () => {
    expect(await identity.listIdentities(identityContext())).toEqual([]);
  });
});

describe("the default", () => {
  it("changes on request and says what it was", async () => {
    await identity.createIdentity({ ...ana, name: "second" }, context);
    expect(await identity.useIdentity({ name: "second" }, context)).toEqual({
      name: "second",
      previous: "ana",
    });
    await expect(() => identity.useIdentity({ name: "third" }, context)).toThrowWithCode("identity.unknown");
    expect(await context.vault.defaultName()).toBe("second");
  });

  it("follows its identity to another name", async () => {
    expect(await identity.renameIdentity({ name: "ana", newName: "studio" }, context)).toEqual({
      name: "studio",
      previous: "ana",
      isDefault: true,
    });
  });
});

describe("what is handed out", () => {
  it("is the chain, or the root, and never a private key", async () => {
    const chain = await identity.exportIdentity({}, context);
    expect(chain).toEqual({
      name: "ana",
      kind: "chain",
      pem: readFileSync(inside("ana", "chain.pem"), "utf8"),
    });
    const root = await identity.exportIdentity({ name: "ana", root: true }, context);
    expect(root).toEqual({ name: "ana", kind: "root", pem: readFileSync(inside("ana", "root.pem"), "utf8") });
    expect(chain.pem + root.pem).not.toMatch(/KEY/);
  });

  it("is nothing where there is no certificate, or no root", async () => {
    await identity.requestIdentity({ ...ana, name: "asked" }, context);
    await expect(() => identity.exportIdentity({ name: "asked" }, context)).toThrowWithCode(
      "identity.incomplete",
    );
    const authority = new TestAuthority();
    const leaf = authority.leaf();
    const cert = authority.bundle("chain.pem", leaf, authority.intermediate);
    await identity.importIdentity({ name: "press", key: leaf.key, cert }, context);
    await expect(() => identity.exportIdentity({ name: "press", root: true }, context)).toThrowWithCode(
      "identity.incomplete",
      /root above identity "press"/,
    );
  });
});

describe("removing", () => {
  it("does nothing until it is confirmed, and says what it would do", async () => {
    expect(await identity.removeIdentity({ name: "ana" }, context)).toEqual({
      kind: "unconfirmed",
      name: "ana",
      folder: inside("ana"),
      says: expect.stringMatching(/deletes the private key of "ana"/),
    });
    expect(existsSync(inside("ana", "key.pem"))).toBe(true);
  });

  it("deletes key and certificates, even of a damaged identity", async () => {
    rmSync(inside("ana", "identity.json"));
    expect(await identity.removeIdentity({ name: "ana", force: true }, context)).toEqual({
      kind: "removed",
      name: "ana",
      wasDefault: true,
    });
    expect(existsSync(inside("ana"))).toBe(false);
    await expect(() => identity.removeIdentity({ name: "ana" }, context)).toThrowWithCode("identity.unknown");
  });
});
