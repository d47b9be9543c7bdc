/** One bad input never stops the others. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { findFiles, inspectPath, spoolStdin } from "../../src/adapter/files/index.ts";
import { findInputs, type InputFiles } from "../../src/command/inputs.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const disk = (stdin = "piped"): InputFiles => ({
  findFiles,
  inspectPath,
  spoolStdin: (limits) =>
    spoolStdin(Readable.from([Buffer.from(stdin)]), { ...limits, folder: temporaryFolder() }),
});

async function find(inputs: string[], files = disk()): Promise<string[]> {
  const found: string[] = [];
  for await (const input of findInputs({ inputs, recurse: true, include: [], exclude: [] }, files)) {
    found.push(input.kind === "file" ? input.displayName : `${input.error.code}: ${input.name}`);
  }
  return found;
}

describe("inputs", () => {
  it("come in order, with what is wrong in its place", async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    mkdirSync(at("s"));
    writeFileSync(at("s/b.jpg"), "x");
    writeFileSync(at("empty.jpg"), "");
    expect(await find([at("none.jpg"), at("s"), at("empty.jpg"), "-"])).toEqual([
      `file.missing: ${at("none.jpg")}`,
      at("s/b.jpg"),
      `file.empty: ${at("empty.jpg")}`,
      "stdin",
    ]);
    expect(await find(["-", at("s/b.jpg")])).toEqual(["stdin", at("s/b.jpg")]);
  });

  it("hold a mistake of one argument as a value", async () => {
    expect(await find(["-"], disk(""))).toEqual(["file.empty: standard input"]);
  });

  it("are refused where there are none, or standard input twice", async () => {
    const empty = temporaryFolder();
    await expect(() => find([empty])).toThrowWithCode("input.none", `no files found in "${empty}"`);
    await expect(() => find(["-", "-"])).toThrowWithCode("usage.conflict", /found "-" twice/);
  });

  it("let a defect through", async () => {
    const broken: InputFiles = {
      ...disk(),
      inspectPath: async () => {
        throw new TypeError("a defect");
      },
    };
    await expect(find(["a.jpg"], broken)).rejects.toThrow(TypeError);
  });
});
