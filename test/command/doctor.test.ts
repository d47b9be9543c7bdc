import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { examine } from "../../src/command/doctor.ts";
import { makeIdentity, signOne, testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";

const config = { values: {}, origins: {} } as Parameters<typeof examine>[1];

async function checksOf({ context }: ReturnType<typeof testContext>) {
  const { checks } = await examine(context, config);
  return Object.fromEntries(checks.map(({ id, ...check }) => [id, check]));
}

describe("what is kept on this computer", () => {
  it("is warned of where others can read a key, in a run of many files once", async () => {
    const world = testContext();
    await makeIdentity(world);
    expect((await checksOf(world)).identities).toMatchObject({ ok: true });
    chmodSync(join(world.home, "identities/ana/key.pem"), 0o644);
    expect((await checksOf(world)).identities).toMatchObject({
      ok: "warning",
      says: expect.stringMatching(/^others on this computer can read a private key of "ana": chmod 600 /),
    });
    for (const output of [join(world.folder, "a.jpg"), join(world.folder, "b.jpg")])
      await signOne(world, fixture("drawing.jpg"), { as: "camera", output });
    expect(world.announced.filter((text) => /^warning: others .* chmod 600/.test(text))).toHaveLength(1);
  });

  it("is a fault where a part of an identity is missing, or is none", async () => {
    const world = testContext();
    await makeIdentity(world);
    const key = join(world.home, "identities/ana/key.pem");
    writeFileSync(key, "");
    expect((await checksOf(world)).identities).toMatchObject({
      ok: false,
      says: expect.stringMatching(/^identity "ana": .* found an empty file$/),
    });
    rmSync(key);
    expect((await checksOf(world)).identities).toMatchObject({
      ok: false,
      says: expect.stringMatching(/"key\.pem" is missing/),
    });
  });

  it("is a finding where it cannot be looked at, in words", async () => {
    const world = testContext();
    for (const folder of ["identities", "trust"]) writeFileSync(join(world.home, folder), "");
    const { identities, trust } = await checksOf(world);
    for (const check of [identities, trust]) {
      expect(check).toMatchObject({
        ok: false,
        says: expect.stringMatching(/a part of the path is a file, expected a folder$/),
      });
      expect(check?.says).not.toContain("ENOTDIR");
    }
  });
});
