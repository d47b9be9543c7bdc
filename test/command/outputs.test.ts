/** Where outputs go is known before the first one is written. */
import { describe, expect, it } from "vitest";
import {
  type OutputInput,
  type OutputInputs,
  type OutputOptions,
  planOutputs,
} from "../../src/command/outputs.ts";

const many = (inputs: readonly OutputInput[]): OutputInputs => ({
  fileCount: inputs.length,
  hasStdin: inputs.some(({ isStdin }) => isStdin),
  async *files() {
    yield* inputs;
  },
});
const disk = (...folders: string[]) => ({ isFolder: async (path: string) => folders.includes(path) });
const plain: OutputOptions = { isInPlace: false, isSidecar: false, suffix: "signed" };

async function plan(paths: string[], options: Partial<OutputOptions> = {}, files = disk("out", "out/")) {
  const inputs = paths.map((path) => ({ path, isStdin: path === "-", properExtension: "png" }));
  const destinationOf = await planOutputs(many(inputs), { ...plain, ...options }, files);
  return inputs.map(destinationOf).map((place) => (place.kind === "file" ? place.path : "stdout"));
}

describe("without -o", () => {
  it("outputs stand beside the original and say what was done", async () => {
    expect(await plan(["a.jpg", "x/b.c.png", "x/none", ".hidden"])).toEqual([
      "a.signed.jpg",
      "x/b.c.signed.png",
      "x/none.signed.png",
      ".hidden.signed.png",
    ]);
    expect(await plan(["a.jpg"], { suffix: "labeled" })).toEqual(["a.labeled.jpg"]);
  });

  it("sidecars keep the whole name", async () => {
    expect(await plan(["x/photo.jpg", "x/photo.png"], { isSidecar: true })).toEqual([
      "x/photo.jpg.c2pa",
      "x/photo.png.c2pa",
    ]);
  });

  it("what comes through a pipe goes on through one", async () => {
    expect(await plan(["-"])).toEqual(["stdout"]);
    expect(await plan(["-"], { output: "out" })).toEqual(["out/stdin.signed.png"]);
  });

  it("the configured template is used, and -o goes before it", async () => {
    const outputTemplate = "{dir}/done/{base}";
    expect(await plan(["x/a.jpg"], { outputTemplate })).toEqual(["x/done/a.jpg"]);
    expect(await plan(["x/a.jpg"], { outputTemplate, output: "b.jpg" })).toEqual(["b.jpg"]);
  });
});

describe("with -o", () => {
  it("it may be a file, a folder, a template or standard output", async () => {
    expect(await plan(["a.jpg"], { output: "b.jpg" })).toEqual(["b.jpg"]);
    expect(await plan(["x/a.jpg"], { output: "out" })).toEqual(["out/a.signed.jpg"]);
    expect(await plan(["x/a.jpg", "y/a.jpg"], { output: "{dir}/{name}-1{ext}" })).toEqual([
      "x/a-1.jpg",
      "y/a-1.jpg",
    ]);
    expect(await plan(["x/{name}.jpg"], { output: "{dir}/{name}.2{ext}" })).toEqual(["x/{name}.2.jpg"]);
    expect(await plan(["a.jpg"], { output: "-" })).toEqual(["stdout"]);
  });

  it("a slash at its end makes it a folder that is still to be made", async () => {
    expect(await plan(["a.jpg", "b.jpg"], { output: "none/" })).toEqual([
      "none/a.signed.jpg",
      "none/b.signed.jpg",
    ]);
  });

  it("a sidecar is named as one", async () => {
    expect(await plan(["a.jpg"], { output: "b.c2pa", isSidecar: true })).toEqual(["b.c2pa"]);
    await expect(plan(["a.jpg"], { output: "b.jpg", isSidecar: true })).rejects.toMatchObject({
      code: "usage.conflict",
      hints: ["-o b.jpg.c2pa"],
    });
  });

  it("it is refused where it cannot be meant", async () => {
    await expect(() => plan(["a.jpg", "b.jpg"], { output: "c.jpg" })).toThrowWithCode(
      "usage.conflict",
      /one file/,
    );
    await expect(() => plan(["a.jpg", "b.jpg"], { output: "-" })).toThrowWithCode("usage.conflict");
    await expect(() => plan(["a.jpg"], { output: "{folder}/x" })).toThrowWithCode(
      "usage.invalid",
      /"\{folder\}"/,
    );
    await expect(() => plan(["a.jpg"], { output: "{toString}" })).toThrowWithCode("usage.invalid");
  });
});

describe("several inputs", () => {
  it("are never written to one place", async () => {
    await expect(() => plan(["x/a.jpg", "y/a.jpg"], { output: "out" })).toThrowWithCode(
      "output.clash",
      '"x/a.jpg" and "y/a.jpg" would both be written to "out/a.signed.jpg"',
    );
    await expect(() => plan(["a.jpg", "b.jpg"], { output: "./{dir}/same{ext}" })).toThrowWithCode(
      "output.clash",
    );
  });

  it.each([
    ["out", "out/{dir}/{name}.signed{ext}"],
    ["out//", "out/{dir}/{name}.signed{ext}"],
    ["{name}{ext}", "{dir}/{name}.signed{ext}"],
  ])("that would meet in -o %s are told of a template that works", async (output, template) => {
    const inputs = ["x/a.jpg", "y/a.jpg"];
    const hints = [`give each a place of its own: -o '${template}'`];
    await expect(plan(inputs, { output })).rejects.toMatchObject({ code: "output.clash", hints });
    await plan(inputs, { output: template });
  });

  it("that are given one file are told how to name places for all, in the words of the command", async () => {
    await expect(plan(["a.jpg", "b.jpg"], { output: "x", suffix: "labeled" })).rejects.toMatchObject({
      code: "usage.conflict",
      hints: ["for a folder: -o x/", "or give a template: -o '{dir}/{name}.labeled{ext}'"],
    });
    await expect(() => plan(["a.jpg", "a.labeled.jpg"], { suffix: "labeled" })).toThrowWithCode(
      "output.is-input",
      /which is to be labeled too$/,
    );
  });

  it("are never written over each other", async () => {
    await expect(() => plan(["a.jpg", "a.signed.jpg"])).toThrowWithCode(
      "output.is-input",
      /^"a\.jpg" would be written over "a\.signed\.jpg", which is to be signed too$/,
    );
    await expect(() => plan(["a.jpg"], { output: "./a.jpg" })).toThrowWithCode("output.is-input");
  });
});

describe("in place", () => {
  it("the output is the input, said aloud", async () => {
    const input = { path: "a.jpg", isStdin: false };
    const destinationOf = await planOutputs(many([input]), { ...plain, isInPlace: true }, disk());
    expect(destinationOf(input)).toEqual({ kind: "file", path: "a.jpg", isInPlace: true });
  });

  it("goes with neither -o, nor a sidecar, nor standard input", async () => {
    for (const options of [{ output: "b.jpg" }, { isSidecar: true }]) {
      await expect(() => plan(["a.jpg"], { ...options, isInPlace: true })).toThrowWithCode("usage.conflict");
    }
    await expect(() => plan(["-"], { isInPlace: true })).toThrowWithCode("usage.conflict");
  });
});
