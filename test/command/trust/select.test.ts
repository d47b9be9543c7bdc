import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addTrust } from "../../../src/command/trust/add.ts";
import { selectLists } from "../../../src/command/trust/select.ts";
import { ColophonError } from "../../../src/error.ts";
import { makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { type TrustWorld, trustWorld } from "../../support/trust-context.ts";

let folder = "";
let world: TrustWorld;
let one = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-select-"));
  world = trustWorld(join(folder, "store"));
  one = await makeRoot(folder, "one");
  await makeRoot(folder, "two");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const path = (file: string) => join(folder, file);
const add = (file: string, name: string) => addTrust({ kind: "list", source: path(file), name }, world);
const select = (wanted: readonly string[]) => selectLists(wanted, world.store, world.readFile);
const selected = async (wanted: readonly string[]) =>
  (await select(wanted)).map(({ name, kind }) => `${name} ${kind}`);

describe("nothing asked for", () => {
  test("means all lists of the store", async () => {
    await add("one.pem", "studio");
    await add("two.pem", "press");
    expect(await selected([])).toEqual(["press c2pa", "studio c2pa"]);
  });

  test("and nothing added means none", async () => {
    expect(await select([])).toEqual([]);
  });

  test("a list of the store that was tampered with is an error, not one list less", async () => {
    await add("one.pem", "studio");
    await add("two.pem", "press");
    await writeFile(join(folder, "store", "press.json"), "{}");
    await expect(select([])).toThrowWithCode("trust.unreadable", /"press"/);
  });
});

describe("asked for", () => {
  test("a file is read where it is, split by its certificates", async () => {
    const clock = await makeLeaf(folder, {
      name: "clock",
      root: "one",
      key: "es256",
      extensions: timeStamping,
    });
    await writeFile(path("Mixed List.pem"), one + clock);
    const lists = await select([path("Mixed List.pem")]);
    expect(lists.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "mixed-list c2pa",
      "mixed-list-tsa tsa",
    ]);
    expect(lists[0]?.origin).toBe(path("Mixed List.pem"));
    expect(await world.store.names()).toEqual([]);
  });

  test.each(["c2pa", "tsa", "publishers"])("%s:FILE names the kind", async (kind) => {
    expect(await selected([`${kind}:${path("one.pem")}`])).toEqual([`one ${kind}`]);
  });

  test("one file in two kinds is two lists, the same thing twice is one", async () => {
    const file = path("one.pem");
    expect(await selected([`tsa:${file}`, `c2pa:${file}`, file])).toEqual(["one tsa", "one-2 c2pa"]);
  });

  test("a list of the store comes before a file of that name", async () => {
    await add("one.pem", "studio");
    const lists = await selectLists(["studio"], world.store, async () => {
      throw new Error("read the file");
    });
    expect(lists[0]?.name).toBe("studio");
  });

  test("a name or file that is not there is an error with the nearest names", async () => {
    await add("one.pem", "studio");
    await add("two.pem", "press");
    await expect(select(["studioo"])).toThrowWithCode(
      "trust.unknown",
      /no trust list and no file named "studioo"/,
    );
    await expect(hintsOf(["studioo"])).resolves.toEqual(['did you mean "studio"?']);
    await expect(hintsOf(["something-else"])).resolves.toEqual(["you have: press, studio"]);
    await expect(select(["studio", "gone.pem"])).toThrowWithCode("trust.unknown", /"gone.pem"/);
    await expect(select([`tsa:${path("gone.pem")}`])).toThrowWithCode("trust.unknown");
    await expect(select(["gone"])).toThrowWithCode("trust.unknown");
    await symlink("loop.pem", path("loop.pem"));
    await expect(select([path("loop.pem")])).toThrowWithCode("file.missing", /lead round in a circle/);
  });

  test("a file that is no list is an error", async () => {
    for (const text of ["", "<html></html>", "{}", "hello"]) {
      await writeFile(path("bad.pem"), text);
      await expect(select([path("bad.pem")])).toThrowWithCode("trust.unreadable");
      await expect(select([`tsa:${path("bad.pem")}`])).toThrowWithCode("trust.unreadable");
    }
  });

  test("a file that cannot be read is that error", async () => {
    const refuse = async () => {
      throw new ColophonError("file.permission", "permission denied");
    };
    await expect(selectLists(["x.pem"], world.store, refuse)).toThrowWithCode("file.permission");
  });
});

async function hintsOf(wanted: readonly string[]): Promise<readonly string[]> {
  return select(wanted).then(
    () => [],
    (error: unknown) => (error instanceof ColophonError ? error.hints : []),
  );
}
