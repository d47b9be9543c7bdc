import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as identity from "../../../src/command/identity/index.ts";
import { identityContext } from "../../support/identity-context.ts";

const ana = { name: "ana", for: "Ana Ruiz" };

/** Every file below, with its text. */
function contentsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      ({ parentPath, name }) => `${join(parentPath, name)}\n${readFileSync(join(parentPath, name), "utf8")}`,
    )
    .sort();
}

describe("a rehearsal", () => {
  it("says what would be done, and leaves every file as it was", async () => {
    const context = identityContext();
    const rehearsal = identity.rehearse(context);
    mkdirSync(join(context.folder, "data"));
    expect(await identity.createIdentity(ana, rehearsal)).toMatchObject({ name: "ana", isDefault: true });
    expect(contentsOf(context.folder)).toEqual([]);

    await identity.createIdentity({ ...ana, noPassphrase: true }, context);
    await identity.requestIdentity({ ...ana, name: "press", noPassphrase: true }, context);
    const before = contentsOf(context.folder);
    expect(await identity.useIdentity({ name: "press" }, rehearsal)).toMatchObject({ previous: "ana" });
    expect(await identity.renewIdentity({ days: 700 }, rehearsal)).toMatchObject({ name: "ana" });
    expect(await identity.renameIdentity({ name: "ana", newName: "desk" }, rehearsal)).toEqual({
      name: "desk",
      previous: "ana",
      isDefault: true,
    });
    expect(await identity.removeIdentity({ name: "ana", force: true }, rehearsal)).toMatchObject({
      kind: "removed",
      wasDefault: true,
    });
    expect(contentsOf(context.folder)).toEqual(before);
  });

  it("asks for no passphrase of a key that is thrown away", async () => {
    const context = identityContext();
    await identity.createIdentity(ana, identity.rehearse(context));
    expect(context.asked).toEqual([]);
  });

  it("refuses what would be refused", async () => {
    const context = identityContext();
    await identity.createIdentity({ ...ana, noPassphrase: true }, context);
    const rehearsal = identity.rehearse(context);
    await expect(identity.createIdentity(ana, rehearsal)).toThrowWithCode("identity.exists");
    await expect(identity.useIdentity({ name: "nobody" }, rehearsal)).toThrowWithCode("identity.unknown");
    await expect(identity.removeIdentity({ name: "nobody", force: true }, rehearsal)).toThrowWithCode(
      "identity.unknown",
    );
    const taken = identity.renameIdentity({ name: "ana", newName: "ana" }, rehearsal);
    await expect(taken).toThrowWithCode("identity.exists");
    const answer = join(context.folder, "answer.pem");
    writeFileSync(answer, "no certificate");
    await identity.requestIdentity({ ...ana, name: "press", noPassphrase: true }, context);
    const installing = identity.installCertificate({ name: "press", cert: answer }, rehearsal);
    await expect(installing).toThrowWithCode("certificate.unreadable");
  });
});
