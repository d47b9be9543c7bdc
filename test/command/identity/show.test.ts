import { chmodSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createIdentity } from "../../../src/command/identity/create.ts";
import { importIdentity } from "../../../src/command/identity/import.ts";
import { listIdentities } from "../../../src/command/identity/list.ts";
import { checkFiles, loadSigningIdentity, peekSigningIdentity } from "../../../src/command/identity/load.ts";
import { requestIdentity } from "../../../src/command/identity/request.ts";
import { showIdentity } from "../../../src/command/identity/show.ts";
import { identityContext, type TestContext } from "../../support/identity-context.ts";
import { TestAuthority } from "../../support/openssl-authority.ts";

const ana = { name: "ana", for: "Ana Ruiz" };
let context: TestContext;

beforeEach(() => {
  context = identityContext();
});

describe("an identity with a root of its own", () => {
  it("is shown whole, without its passphrase, as plain data", async () => {
    await createIdentity(ana, context);
    context.asked.length = 0;
    const shown = await showIdentity({}, context);
    expect(context.asked).toEqual([]);
    expect(JSON.parse(JSON.stringify(shown))).toEqual({ ...shown, requestPem: undefined });
    expect(shown).toMatchObject({ name: "ana", isDefault: true, origin: "created", warnings: [] });
    expect(shown.certified).toMatchObject({
      canSign: true,
      chain: [{ holder: "Ana Ruiz", fingerprintSha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      root: { holder: "Ana Ruiz root" },
      recognition: {
        isOwnRoot: true,
        says: expect.arrayContaining([
          "viewers outside say the issuer is not recognized until they add your root",
          "hand it to them: colophon identity export ana --root",
        ]),
      },
    });
    expect(shown.certified?.points.filter(({ ok }) => !ok)).toEqual([]);
    expect(JSON.stringify(shown)).not.toMatch(/PRIVATE KEY/);
  });

  it("says that its key is locked rather than that it fits", async () => {
    await createIdentity(ana, context);
    await createIdentity({ ...ana, name: "open", noPassphrase: true }, context);
    const keyMatch = async (name: string) =>
      (await showIdentity({ name }, context)).certified?.points.find(({ id }) => id === "key-match")?.says;
    expect(await keyMatch("ana")).toMatch(/locked/);
    expect(await keyMatch("open")).toMatch(/belongs to/);
  });

  it.each([
    ["empty", ""],
    ["no key", "certainly not a key\n"],
    ["half a key", "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n"],
  ])("does not take a key file for locked that is %s", async (_, text) => {
    await createIdentity({ ...ana, noPassphrase: true }, context);
    writeFileSync(join(context.folder, "data", "identities", "ana", "key.pem"), text);
    const hints = expect.arrayContaining(["or remove it: colophon identity remove ana --force"]);
    for (const work of [
      () => showIdentity({}, context),
      () => loadSigningIdentity(undefined, context),
      () => peekSigningIdentity(undefined, context),
      () => checkFiles("ana", context),
    ]) {
      await expect(work).toThrowWithCode("key.unreadable", /^identity "ana": /);
      await expect(work()).rejects.toMatchObject({ hints });
    }
    expect(await listIdentities(context)).toMatchObject([{ name: "ana", kind: "damaged" }]);
  });

  it("of which one file is another's is told from one that is whole", async () => {
    await createIdentity({ ...ana, noPassphrase: true }, context);
    await createIdentity({ ...ana, name: "ben", noPassphrase: true }, context);
    await checkFiles("ana", context);
    const file = (name: string) => join(context.folder, "data", "identities", name, "key.pem");
    copyFileSync(file("ben"), file("ana"));
    await expect(() => checkFiles("ana", context)).toThrowWithCode("key.mismatch", /^identity "ana"/);
  });

  it("shows the reason when it can no longer sign, and who can read its key", async () => {
    await createIdentity(ana, context);
    chmodSync(join(context.folder, "data", "identities", "ana", "key.pem"), 0o644);
    context.now = new Date(Date.now() + 366 * 86_400_000);
    const shown = await showIdentity({ name: "ana" }, context);
    expect(shown.warnings).toHaveLength(1);
    expect(shown.certified?.canSign).toBe(false);
    const faults = shown.certified?.points.filter(({ ok, severity }) => !ok && severity === "fault");
    expect(faults).toEqual([
      {
        id: "not-expired",
        ok: false,
        severity: "fault",
        says: expect.stringMatching(/^the certificate expired on \d{4}-\d\d-\d\d$/),
        source: "RFC 5280 §4.1.2.5",
        code: "certificate.expired",
      },
    ]);
  });
});

it("an identity of an authority is recognized where that authority is", async () => {
  const authority = new TestAuthority();
  const leaf = authority.leaf();
  const cert = authority.bundle("chain.pem", leaf, authority.intermediate, authority.root);
  await importIdentity({ name: "press", key: leaf.key, cert }, context);
  const { certified } = await showIdentity({ name: "press" }, context);
  expect(certified?.recognition).toEqual({
    isOwnRoot: false,
    says: [
      'viewers recognize it where their trust list has the authority above "Test Intermediate"',
      "with the purpose C2PA claim signing, the C2PA trust list applies to it",
    ],
  });
  expect(certified?.chain.map(({ holder }) => holder)).toEqual(["Ana Ruiz", "Test Intermediate"]);
});

it("an identity that waits for its certificate shows its request", async () => {
  const { requestPem } = await requestIdentity(ana, context);
  const shown = await showIdentity({ name: "ana" }, context);
  expect(shown).toMatchObject({ origin: "requested", requestPem });
  expect(shown).not.toHaveProperty("certified");
});

it("an identity that is not there is not shown", async () => {
  await expect(() => showIdentity({}, context)).toThrowWithCode("identity.none");
  await expect(() => showIdentity({ name: "ana" }, context)).toThrowWithCode("identity.unknown");
});
