import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addTrust } from "../../../src/command/trust/add.ts";
import { applyUpdate, type TrustUpdate, updateTrust } from "../../../src/command/trust/update.ts";
import { officialLists } from "../../../src/core/trust/official.ts";
import { makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { type TrustWorld, trustWorld } from "../../support/trust-context.ts";

let folder = "";
let world: TrustWorld;
let one = "";
let two = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-update-"));
  world = trustWorld(join(folder, "store"));
  one = await makeRoot(folder, "one");
  two = await makeRoot(folder, "two");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const urlOf = (name: string) => officialLists.find((list) => list.name === name)?.url ?? "";
const namesOf = (members: readonly { name: string }[] = []) => members.map(({ name }) => name);

/** As somebody does who agrees to what is shown. */
async function updateAndKeep(...asked: Parameters<typeof updateTrust>): Promise<TrustUpdate> {
  const update = await updateTrust(...asked);
  await applyUpdate(update.changes, world);
  return update;
}

describe("fetching the official lists", () => {
  test("shows what would change and keeps nothing until that is confirmed", async () => {
    world.network.set(urlOf("c2pa"), one);
    const update = await updateTrust({}, world);
    expect(update).toMatchObject({ changes: [{ name: "c2pa", kind: "c2pa", isNew: true }] });
    expect(namesOf(update.changes[0]?.comparison.added)).toEqual(["one"]);
    expect(await world.store.names()).toEqual([]);
  });

  test("keeps exactly what was shown, though the address says something else by then", async () => {
    world.network.set(urlOf("c2pa"), one);
    const { changes } = await updateTrust({}, world);
    world.network.set(urlOf("c2pa"), two);
    const asked = world.fetched.length;
    await applyUpdate(changes, world);
    expect(world.fetched).toHaveLength(asked);
    const again = await updateTrust({}, world);
    expect(namesOf(again.changes[0]?.comparison.removed)).toEqual(["one"]);
    expect(namesOf(again.changes[0]?.comparison.added)).toEqual(["two"]);
  });

  test("goes on without those that fail, and says which", async () => {
    world.network.set(urlOf("c2pa-tsa"), two);
    world.network.set(urlOf("c2pa"), "<html>404</html>");
    const { changes, failures } = await updateAndKeep({}, world);
    expect(changes).toMatchObject([{ name: "c2pa-tsa", kind: "tsa" }]);
    expect(failures).toHaveLength(officialLists.length - 1);
    expect(world.announced).toHaveLength(officialLists.length);
    expect(world.announced[0]).toBe('asking raw.githubusercontent.com for the list "c2pa"');
    expect(failures[0]).toMatchObject({ name: "c2pa", error: { code: "trust.unreadable" } });
    expect(failures[1]?.error.code).toBe("network.failed");
    expect(await world.store.names()).toEqual(["c2pa-tsa"]);
  });

  test("fetches once more what was added from an address, split as it was", async () => {
    const clock = await makeLeaf(folder, {
      name: "clock",
      root: "one",
      key: "es256",
      extensions: timeStamping,
    });
    const url = "https://lists.example/mine.pem";
    world.network.set(url, one + clock);
    await addTrust({ kind: "list", source: url }, world);
    await addTrust({ kind: "list", source: join(folder, "two.pem"), name: "local" }, world);
    world.network.set(url, two);
    const { changes } = await updateAndKeep({}, world);
    expect(
      changes.map(({ name, comparison }) => [name, namesOf(comparison.added), comparison.removed.length]),
    ).toEqual([
      ["mine", ["two"], 1],
      ["mine-tsa", [], 1],
    ]);
    expect(await world.store.names()).toEqual(["local", "mine"]);
  });

  test("does not write over a list of one's own that has the same name", async () => {
    await addTrust({ kind: "list", source: join(folder, "one.pem"), name: "iptc", listKind: "tsa" }, world);
    world.network.set(urlOf("iptc"), two);
    const { changes, failures } = await updateAndKeep({}, world);
    expect(changes).toEqual([]);
    expect(failures.find(({ name }) => name === "iptc")?.error.code).toBe("trust.kind");
    expect((await world.store.read("iptc")).kind).toBe("tsa");
  });
});

describe("updating from a file", () => {
  test("knows again what was split off from it before, and finds nothing new", async () => {
    const extensions = timeStamping;
    const clock = await makeLeaf(folder, { name: "clock", root: "one", key: "es256", extensions });
    const from = join(folder, "anchors.pem");
    await writeFile(from, one + clock);
    await updateAndKeep({ from, name: "interim" }, world);
    const { changes } = await updateTrust({ from, name: "interim" }, world);
    expect(changes.map(({ name, isNew, comparison }) => [name, isNew, comparison.added.length])).toEqual([
      ["interim", false, 0],
      ["interim-tsa", false, 0],
    ]);
    await writeFile(from, one);
    const later = await updateAndKeep({ from, name: "interim" }, world);
    expect(later.changes.map(({ name, list }) => [name, list === undefined])).toEqual([
      ["interim", false],
      ["interim-tsa", true],
    ]);
  });

  test("knows an official list by its file name, without any network", async () => {
    const from = join(folder, "C2PA-TSA-TRUST-LIST.pem");
    await writeFile(from, one);
    await updateAndKeep({ from }, world);
    expect(await world.store.read("c2pa-tsa")).toMatchObject({ kind: "tsa", origin: from });
    expect(world.fetched).toEqual([]);
  });

  test("replaces the list that is named, in its own kind", async () => {
    await addTrust({ kind: "list", source: join(folder, "one.pem"), name: "mine", listKind: "tsa" }, world);
    const { changes } = await updateAndKeep({ from: join(folder, "two.pem"), name: "mine" }, world);
    expect(changes).toMatchObject([{ name: "mine", kind: "tsa", isNew: false }]);
    expect(namesOf(changes[0]?.comparison.removed)).toEqual(["one"]);
    expect(await world.store.read("mine")).toMatchObject({ kind: "tsa", origin: join(folder, "two.pem") });
  });

  test("that could be any list, or is none, is an error", async () => {
    await expect(updateTrust({ from: join(folder, "two.pem") }, world)).toThrowWithCode(
      "usage.invalid",
      /which/,
    );
    await expect(updateTrust({ from: join(folder, "two.pem"), name: "gone" }, world)).toThrowWithCode(
      "usage.invalid",
    );
    const from = join(folder, "C2PA-TRUST-LIST.pem");
    await expect(updateTrust({ from }, world)).toThrowWithCode("file.missing");
    await writeFile(from, "");
    await expect(updateAndKeep({ from }, world)).toThrowWithCode("trust.unreadable");
    expect(await world.store.names()).toEqual([]);
  });
});
