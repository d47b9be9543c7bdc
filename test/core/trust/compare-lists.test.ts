import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareLists, listMembers } from "../../../src/core/trust/compare-lists.ts";
import { makeRoot } from "../../support/small-pki.ts";
import { listOf } from "../../support/trust-lists.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "compare-"));
  for (const name of ["one", "two", "three"]) await makeRoot(folder, name);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("compareLists", () => {
  test("parts what came, what went and what stayed, by name and fingerprint", async () => {
    const { added, removed, kept } = compareLists(
      await listOf(folder, "c2pa", ["one", "two"]),
      await listOf(folder, "c2pa", ["two", "three"]),
    );
    expect([added, removed, kept].map((members) => members.map(({ name }) => name))).toEqual([
      ["three"],
      ["one"],
      ["two"],
    ]);
    expect(added[0]?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(added[0]?.notAfter?.getTime()).toBeGreaterThan(Date.now());
  });

  test("a certificate made anew under the same name came and went", async () => {
    const before = await listOf(folder, "c2pa", ["one"]);
    await makeRoot(folder, "one");
    const { added, removed, kept } = compareLists(before, await listOf(folder, "c2pa", ["one"]));
    expect([added.length, removed.length, kept.length]).toEqual([1, 1, 0]);
  });

  test("everything on a new list came", async () => {
    const list = await listOf(folder, "c2pa", ["one", "two"]);
    expect(compareLists(undefined, list)).toEqual({ added: listMembers(list), removed: [], kept: [] });
  });

  test("fingerprints and news sources are compared too", () => {
    const before = { certificates: [], fingerprints: [`${"A".repeat(43)}=`], entries: [{ name: "Studio" }] };
    const after = {
      certificates: [],
      entries: [{ name: "Studio" }, { name: "Studio", domain: "studio.example" }],
    };
    const { added, removed, kept } = compareLists(before, after);
    expect([added.length, removed.length, kept.length]).toEqual([1, 1, 1]);
    expect(removed[0]?.fingerprint).toBe("0".repeat(64));
  });
});
