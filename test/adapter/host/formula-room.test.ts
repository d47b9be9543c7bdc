import { copyFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHost, type Host } from "../../../src/adapter/host/host.ts";
import { checkFiles } from "../../../src/command/check/index.ts";
import { checkOptions, makeIdentity, signOne, testContext } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";

const root = resolve(import.meta.dirname, "../../..");
const worker = pathToFileURL(join(root, "dist/adapter/host/worker.js"));
const names = { variables: {}, functions: {} };
/** 27 thousand million steps. */
const letters = 'split(rept("a",3000),"")';
const endless = `map(${letters}, &map(${letters}, &map(${letters},&1)))`;

function host(signal = new AbortController().signal): Host {
  const made = createHost({ jobs: 1, worker }, signal);
  afterAll(() => made.close());
  return made;
}

describe("rules in a process of their own", () => {
  it("are evaluated as they are here", async () => {
    const { formulas } = host();
    expect(await formulas.readYaml("a: 1\n---\n[b]")).toEqual([{ a: 1 }, ["b"]]);
    expect(await formulas.readYaml("a: [")).toBeUndefined();
    const document = { a: [1, 2] };
    expect(await formulas.evaluate({ expressions: ["a[1]", "b"], document, names })).toEqual({
      kind: "values",
      values: [2, null],
    });
    expect(await formulas.evaluate({ expressions: ["a", "a ==="], document, names })).toMatchObject({
      kind: "fault",
      at: 1,
    });
  });

  it("are stopped when their time is over, or their memory, and the next are evaluated", async () => {
    const one = host();
    const late = one.within({ timeoutMs: 500 });
    const run = (expression: string) =>
      late.formulas.evaluate({ expressions: [expression], document: {}, names });
    await expect(() => run(endless)).toThrowWithCode("timeout", /within 0.5 s/);
    const small = one.within({ maxMemoryBytes: 200_000_000 });
    const greedy = `map(${letters}, &split(rept("a",30000),""))`;
    await expect(() =>
      small.formulas.evaluate({ expressions: [greedy], document: {}, names }),
    ).toThrowWithCode("engine.memory", /200 MB/);
    expect(await one.formulas.evaluate({ expressions: ["`1`"], document: {}, names })).toEqual({
      kind: "values",
      values: [1],
    });
  });

  it("are stopped by an interrupt", async () => {
    const interrupt = new AbortController();
    const { formulas } = host(interrupt.signal);
    const running = formulas.evaluate({ expressions: [endless], document: {}, names });
    setTimeout(() => interrupt.abort(), 300);
    await expect(running).rejects.toMatchObject({ code: "interrupted" });
  });
});

describe("a rubric that computes without an end", () => {
  const world = testContext({ containment: { jobs: 1, worker } });
  const path = join(world.folder, "a.jpg");

  beforeAll(async () => {
    await makeIdentity(world);
    copyFileSync(fixture("drawing.jpg"), path);
  });

  it("is the file's error, which names it", async () => {
    const { output = "" } = await signOne(world, path, { as: "camera" });
    const rubric = join(world.folder, "nest.yml");
    writeFileSync(rubric, `rubric_metadata: { name: x }\n---\n- id: r1\n  expression: '${endless}'\n`);
    const results = [];
    const options = checkOptions([output], { rubric, timeoutMs: 1_500 });
    for await (const result of checkFiles(options, world.context)) results.push(result);
    expect(results).toMatchObject([{ kind: "error", file: output, error: { code: "timeout" } }]);
    const [result] = results;
    const message = result?.kind === "error" ? result.error.message : "";
    expect(message).toBe('held against the rubric "nest.yml", it could not be analyzed within 1.5 s');
  });
});
