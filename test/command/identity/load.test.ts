import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { generateKey } from "../../../src/adapter/keys.ts";
import { createIdentity } from "../../../src/command/identity/create.ts";
import { loadSigningIdentity, peekSigningIdentity } from "../../../src/command/identity/load.ts";
import { requestIdentity } from "../../../src/command/identity/request.ts";
import type { ColophonError } from "../../../src/error.ts";
import { identityContext, type TestContext } from "../../support/identity-context.ts";

const ana = { name: "ana", for: "Ana Ruiz" };
let context: TestContext;
const inside = (file: string) => join(context.folder, "data", "identities", "ana", file);

beforeEach(async () => {
  context = identityContext();
  await createIdentity(ana, context);
  context.asked.length = 0;
});

describe("an identity to sign with", () => {
  it("is the default one, or the one that is named", async () => {
    await createIdentity({ ...ana, name: "second" }, context);
    expect((await loadSigningIdentity(undefined, context)).identity.name).toBe("ana");
    expect((await loadSigningIdentity("second", context)).identity.name).toBe("second");
  });

  it("comes with the facts of its leaf", async () => {
    const { certificate } = await loadSigningIdentity("ana", context);
    expect(certificate.subject).toContainEqual({ type: "CN", value: "Ana Ruiz" });
  });

  it("asks for its passphrase once, and only if it has one", async () => {
    await loadSigningIdentity("ana", context);
    expect(context.asked).toEqual([{ purpose: "existing", name: "ana" }]);
    await createIdentity({ ...ana, name: "open", noPassphrase: true }, context);
    await loadSigningIdentity("open", context);
    expect(context.asked).toHaveLength(1);
  });

  it("stays locked without its passphrase", async () => {
    context.passphrase = undefined;
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode("identity.locked", '"ana"');
    context.passphrase = "wrong horse";
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode("identity.passphrase", '"ana"');
  });

  it("warns when others can read its key", async () => {
    chmodSync(inside("key.pem"), 0o644);
    // On the side: it is about no file that is signed, and a quiet run needs to know it too.
    expect((await loadSigningIdentity("ana", context)).warnings).toEqual([]);
    expect(context.warned).toEqual([expect.stringMatching(/chmod 600/)]);
    await peekSigningIdentity("ana", context);
    expect(context.warned).toHaveLength(2);
  });
});

describe("an identity one cannot sign with", () => {
  it("is none at all", async () => {
    const error: ColophonError = await loadSigningIdentity(undefined, identityContext()).catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({
      code: "identity.none",
      hints: ['make one: colophon identity create studio --for "Ana Ruiz"'],
    });
  });

  it("is none in particular", async () => {
    await createIdentity({ ...ana, name: "second" }, context);
    await context.vault.remove("ana");
    const error: ColophonError = await loadSigningIdentity(undefined, context).catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: "identity.none",
      hints: ["you have: second — use one with -i second", "or choose: colophon identity use second"],
    });
  });

  it("waits for its certificate", async () => {
    await requestIdentity({ ...ana, name: "asked" }, context);
    await expect(() => loadSigningIdentity("asked", context)).toThrowWithCode(
      "identity.incomplete",
      /waiting/,
    );
  });

  it.each([
    ["has expired", 366, "certificate.expired"],
    ["is not valid yet", -1, "certificate.not-yet-valid"],
  ] as const)("%s, and nobody is asked for its passphrase", async (_, days, code) => {
    context.now = new Date(Date.now() + days * 86_400_000);
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode(code, /^identity "ana": /);
    expect(context.asked).toEqual([]);
  });

  it("has another's key", async () => {
    writeFileSync(inside("key.pem"), context.keys.exportPrivateKey(await generateKey("es256")));
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode("key.mismatch");
  });

  it("has an algorithm its key cannot serve", async () => {
    const record = readFileSync(inside("identity.json"), "utf8").replace("es256", "es384");
    writeFileSync(inside("identity.json"), record);
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode("key.algorithm", /"es384"/);
  });

  it("has a key that is no key, or a chain that is no chain", async () => {
    const key = readFileSync(inside("key.pem"));
    writeFileSync(inside("key.pem"), "-----BEGIN PRIVATE KEY-----\n");
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode("key.unreadable");
    writeFileSync(inside("key.pem"), key);
    writeFileSync(inside("chain.pem"), "");
    await expect(() => loadSigningIdentity("ana", context)).toThrowWithCode(
      "certificate.unreadable",
      /chain of ana/,
    );
  });
});
