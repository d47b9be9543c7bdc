/** `--continue` with sidecars: what stands beside a file is judged as that file's, and by lists chosen once. */
import { copyFile, mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../../src/command/context.ts";
import { signFiles } from "../../../src/command/sign/index.ts";
import { makeIdentity, signOptions, testContext } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";

const world = testContext();
const at = (name: string) => join(world.folder, name);
const names = ["a.jpg", "b.jpg", "c.jpg"];

async function sign(context: Context = world.context) {
  const options = signOptions("", { inputs: names.map(at), sidecar: true, continue: true });
  const outcomes: string[] = [];
  for await (const result of signFiles(options, context)) {
    outcomes.push(result.kind === "error" ? result.error.code : (result.value.sidecar ?? "no sidecar"));
  }
  return outcomes;
}

beforeAll(async () => {
  await makeIdentity(world);
  for (const name of names) await copyFile(fixture("drawing.jpg"), at(name));
});

describe("a run that is taken up, with sidecars", () => {
  it("passes by what is done, does what is missing, and touches nothing of others", async () => {
    expect(await sign()).toEqual(names.map((name) => at(`${name}.c2pa`)));
    expect(await sign()).toEqual([]);
    expect(world.announced).toContain(
      "skipped 3 files done before: the output is there, intact and by Estudio Ruiz",
    );
    await writeFile(at("b.jpg.c2pa"), "of somebody else");
    await rm(at("c.jpg.c2pa"));
    expect(await sign()).toEqual(["parent.broken", at("c.jpg.c2pa")]);
    expect(await readFile(at("b.jpg.c2pa"), "utf8")).toBe("of somebody else");
  });

  it("reads the trust lists once, however many files there are", async () => {
    let reads = 0;
    const { store } = world.context.trust;
    const counting: typeof store = {
      ...store,
      names: async () => {
        reads += 1;
        return store.names();
      },
    };
    await sign({ ...world.context, trust: { ...world.context.trust, store: counting } });
    expect(reads).toBe(1);
  });
});

describe("an output of the same name", () => {
  const source = at("shoot/p.jpg");
  const namesake = at("other/p.jpg");
  const out = at("out/p.signed.jpg");

  async function resume(input: string, force = false) {
    const options = signOptions("", { inputs: [input], output: at("out/"), continue: true, force });
    const outcomes: string[] = [];
    for await (const result of signFiles(options, world.context)) {
      outcomes.push(result.kind === "error" ? result.error.message : "signed");
    }
    return outcomes;
  }

  beforeAll(async () => {
    for (const folder of ["shoot", "other"]) await mkdir(at(folder));
    await copyFile(fixture("drawing.jpg"), source);
    await copyFile(fixture("poster.jpg"), namesake);
    // Long before: no time of a file says what an output was made from.
    await utimes(namesake, new Date(0), new Date(0));
    expect(await resume(source)).toEqual(["signed"]);
  });

  it("is done where it was made from this file, whenever that was touched", async () => {
    const soon = new Date(Date.now() + 60_000);
    await utimes(source, soon, soon);
    expect(await resume(source)).toEqual([]);
  });

  it("is neither done nor replaced where it was made from another file", async () => {
    const before = await readFile(out);
    expect(await resume(namesake)).toEqual([
      `"${out}": is there already, made by you from another file or another state of this one`,
    ]);
    expect(await readFile(out)).toEqual(before);
  });

  it("is replaced where somebody insists", async () => {
    const before = await readFile(out);
    expect(await resume(namesake, true)).toEqual(["signed"]);
    expect(await readFile(out)).not.toEqual(before);
    expect(await resume(namesake)).toEqual([]);
  });
});
