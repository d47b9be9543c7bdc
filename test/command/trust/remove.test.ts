import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addTrust } from "../../../src/command/trust/add.ts";
import { removeTrust } from "../../../src/command/trust/remove.ts";
import { makeRoot } from "../../support/small-pki.ts";
import { type TrustWorld, trustWorld } from "../../support/trust-context.ts";

let folder = "";
let world: TrustWorld;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-remove-"));
  world = trustWorld(join(folder, "store"));
  await makeRoot(folder, "root");
  await addTrust({ kind: "list", source: join(folder, "root.pem") }, world);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("removing a list", () => {
  test("forgets it, and in a dry run only says so", async () => {
    expect(await removeTrust({ name: "root", isDryRun: true }, world)).toMatchObject({ isDryRun: true });
    expect(await world.store.names()).toEqual(["root"]);
    await removeTrust({ name: "root" }, world);
    expect(await world.store.names()).toEqual([]);
  });

  test("that was never there is an error, also in a dry run", async () => {
    for (const isDryRun of [true, false]) {
      await expect(removeTrust({ name: "gone", isDryRun }, world)).toThrowWithCode("trust.unknown", /gone/);
    }
  });
});
