import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addTrust } from "../../../src/command/trust/add.ts";
import { listTrust } from "../../../src/command/trust/list.ts";
import { removeTrust } from "../../../src/command/trust/remove.ts";
import { showTrust } from "../../../src/command/trust/show.ts";
import { makeRoot } from "../../support/small-pki.ts";
import { type TrustWorld, trustWorld } from "../../support/trust-context.ts";

let folder = "";
let world: TrustWorld;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-list-"));
  world = trustWorld(join(folder, "store"));
  await makeRoot(folder, "one");
  await makeRoot(folder, "two");
  for (const name of ["one", "two"])
    await addTrust({ kind: "list", source: join(folder, `${name}.pem`) }, world);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("trust list", () => {
  test("shows every list with its age", async () => {
    expect(await listTrust(world)).toMatchObject([
      { kind: "list", summary: { name: "one", kind: "c2pa", count: 1, ageDays: 0, isOutdated: false } },
      { kind: "list", summary: { name: "two" } },
    ]);
  });

  test("shows a list that was tampered with as such, beside the others", async () => {
    await writeFile(join(folder, "store", "one.json"), "{}");
    expect(await listTrust(world)).toMatchObject([
      { kind: "unreadable", name: "one", error: { code: "trust.unreadable" } },
      { kind: "list", summary: { name: "two" } },
    ]);
  });
});

describe("trust show", () => {
  test("tells what is on the list", async () => {
    const { summary, members } = await showTrust({ name: "two" }, world);
    expect(summary.origin).toBe(join(folder, "two.pem"));
    expect(members).toMatchObject([{ name: "two", fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  test("a name that is not there is an error", async () => {
    await expect(showTrust({ name: "three" }, world)).toThrowWithCode("trust.unknown", /"three"/);
  });
});

describe("trust remove", () => {
  test("forgets one list and leaves the others", async () => {
    expect(await removeTrust({ name: "one" }, world)).toMatchObject({ removed: "one" });
    expect(await world.store.names()).toEqual(["two"]);
    await expect(removeTrust({ name: "one" }, world)).toThrowWithCode("trust.unknown");
  });
});
