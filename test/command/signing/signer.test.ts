/** Who may sign: identities of every algorithm, a command outside, and everyone who is turned away before anything is written. */
import { access, copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeIdentity, signOne, type TestWorld, testContext, verifyOne } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";
import { claimSigning, makeLeaf, makeRoot } from "../../support/small-pki.ts";

const source = fixture("drawing.jpg");
const day = 24 * 60 * 60 * 1000;
const target = (world: TestWorld) => join(world.folder, "out.jpg");

async function expectNothingWritten(world: TestWorld): Promise<void> {
  expect((await readdir(world.folder)).filter((name) => !name.endsWith(".pem"))).toEqual([]);
}

describe("an identity", () => {
  it.each(["es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"])(
    "of algorithm %s signs what its root recognizes",
    async (alg) => {
      const world = testContext();
      const { rootPath } = await makeIdentity(world, { alg });
      await signOne(world, source, { as: "drawing", output: target(world) });
      const { state, credential } = await verifyOne(world, target(world), { trust: [rootPath] });
      expect([state, credential?.algorithm]).toEqual(["trusted", alg]);
    },
  );

  it("is needed", async () => {
    const world = testContext();
    await expect(() => signOne(world, source, { as: "drawing", output: target(world) })).toThrowWithCode(
      "identity.none",
    );
    await expectNothingWritten(world);
  });

  it("is opened with its passphrase, which is asked for once for many files", async () => {
    const world = testContext();
    await makeIdentity(world, { noPassphrase: false });
    world.asked.length = 0;
    const second = join(world.folder, "second.jpg");
    await copyFile(source, second);
    await signOne(world, second, { as: "drawing", output: target(world) });
    expect(world.asked).toEqual(["ana"]);
  });

  it.each([
    ["a wrong passphrase", "wrong horse", "identity.passphrase"],
    ["no passphrase", undefined, "identity.locked"],
  ] as const)("stays locked with %s", async (_what, passphrase, code) => {
    const { home } = await lockedWorld();
    const world = testContext({ home, passphrase });
    await expect(() => signOne(world, source, { as: "drawing", output: target(world) })).toThrowWithCode(
      code,
      "ana",
    );
    await expectNothingWritten(world);
  });

  async function lockedWorld(): Promise<TestWorld> {
    const world = testContext();
    await makeIdentity(world, { noPassphrase: false });
    return world;
  }

  it.each([
    ["has expired", 40 * day, "certificate.expired"],
    ["is not valid yet", -40 * day, "certificate.not-yet-valid"],
  ] as const)("is refused when its certificate %s", async (_what, laterMs, code) => {
    const first = testContext();
    await makeIdentity(first, { days: 30 });
    const world = testContext({ home: first.home, clock: () => new Date(Date.now() + laterMs) });
    await expect(() => signOne(world, source, { as: "drawing", output: target(world) })).toThrowWithCode(
      code,
    );
    await expectNothingWritten(world);
  });

  it("is refused when its key belongs to another certificate", async () => {
    const world = testContext();
    await makeIdentity(world, { name: "ana" });
    await makeIdentity(world, { name: "studio" });
    const { vault } = await world.context.identities();
    const [ana, studio] = [await vault.folderOf("ana"), await vault.folderOf("studio")];
    const [key] = (await readdir(ana)).filter((name) => name.includes("key") && !name.includes("root"));
    await copyFile(join(studio, key ?? ""), join(ana, key ?? ""));
    await expect(() =>
      signOne(world, source, { as: "drawing", output: target(world), identity: "ana" }),
    ).toThrowWithCode("key.mismatch");
    await expectNothingWritten(world);
  });

  it("is suggested by name where the one asked for is unknown", async () => {
    const world = testContext();
    await makeIdentity(world, { name: "studio" });
    await expect(() => signOne(world, source, { as: "drawing", identity: "studoi" })).toThrowWithCode(
      "identity.unknown",
      "studoi",
    );
  });
});

describe("an external signer", () => {
  const program = join(import.meta.dirname, "../../support/external-signer.mjs");

  async function commandFor(world: TestWorld, mode: string): Promise<string> {
    await makeRoot(world.folder, "root");
    await makeLeaf(world.folder, {
      name: "leaf",
      root: "root",
      key: "es256",
      subject: "/O=Studio Ruiz/CN=Ana Ruiz",
      extensions: claimSigning,
    });
    const [key, chain] = [join(world.folder, "leaf.key"), join(world.folder, "leaf.pem")];
    return `${process.execPath} ${program} ${mode} es256 ${key} ${chain}`;
  }

  it.each(["good", "der"])("signs without its key ever being here: %s", async (mode) => {
    const world = testContext();
    const signer = await commandFor(world, mode);
    const result = await signOne(world, source, {
      as: "drawing",
      signer,
      output: target(world),
      timestamp: false,
    });
    expect(result).toMatchObject({ identity: signer, issuer: "Studio Ruiz" });
    const trust = [join(world.folder, "root.pem")];
    expect(await verifyOne(world, target(world), { trust })).toMatchObject({
      state: "trusted",
      issuer: { name: "Studio Ruiz" },
    });
  });

  it("is asked again when it says that it cannot just now, and that is said", async () => {
    const world = testContext();
    const signer = await commandFor(world, "busy-once");
    await signOne(world, source, { as: "drawing", signer, output: target(world), timestamp: false });
    expect(world.announced.join("\n")).toMatch(
      /ended with exit code 75, it says: error: all sessions are in use: asking again in \d\.\d s \(1 of 2\)/,
    );
  });

  it("is asked three times at most", async () => {
    const world = testContext();
    const signer = await commandFor(world, "busy");
    await expect(() =>
      signOne(world, source, { as: "drawing", signer, output: target(world), timestamp: false }),
    ).toThrowWithCode("signer.failed", /ended with exit code 75, tried 3 times$/);
    expect(await readFile(join(world.folder, "leaf.key.calls"), "utf8")).toBe("xxx");
    await expect(access(target(world))).rejects.toThrow();
  });

  it("brings its own authority for time, which is only asked when time is wanted", async () => {
    const world = testContext();
    const signer = await commandFor(world, "good");
    const { network } = await signOne(world, source, {
      as: "drawing",
      signer,
      dryRun: true,
      timestamp: true,
    });
    expect(network).toEqual(["tsa.test"]);
  });

  it.each(["exit-1", "empty", "garbage", "megabyte", "right-length", "other-bytes", "info-lacks-alg"])(
    "that fails leaves nothing behind: %s",
    async (mode) => {
      const world = testContext();
      const signer = await commandFor(world, mode);
      const before = await readdir(world.folder);
      await expect(() =>
        signOne(world, source, { as: "drawing", signer, output: target(world), timestamp: false }),
      ).toThrowWithCode("signer.failed");
      expect(await readdir(world.folder)).toEqual(before);
    },
  );

  it("and an identity exclude each other", async () => {
    const world = testContext();
    await expect(() => signOne(world, source, { signer: "true", identity: "ana" })).toThrowWithCode(
      "usage.conflict",
    );
  });
});
