/** What is configured is found, and never quoted. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfigLayers } from "../../src/adapter/config.ts";
import { ColophonError } from "../../src/error.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function lay(files: Record<string, string>) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const read = (folder: string, cwd = "project/deep") =>
  readConfigLayers({ cwd: join(folder, cwd), configFolder: join(folder, "user"), env: {} });

describe("the layers", () => {
  it("are the variables, the nearest project file and the user's file", async () => {
    const folder = lay({
      "project/.git/HEAD": "",
      "project/colophon.config.json": '\ufeff{"jobs": 2}',
      "user/config.json": '{"identity": "ana"}',
    });
    const env = { COLOPHON_JOBS: "3", COLOPHON_TSA: "", HOME: "/x" };
    const layers = await readConfigLayers({
      cwd: join(folder, "project/deep/er"),
      configFolder: join(folder, "user"),
      env,
    });
    expect(layers).toEqual([
      { kind: "environment", source: "environment", values: { COLOPHON_JOBS: "3" } },
      { kind: "project", source: join(folder, "project/colophon.config.json"), values: { jobs: 2 } },
      { kind: "user", source: join(folder, "user/config.json"), values: { identity: "ana" } },
    ]);
  });

  it("do not come from beyond the git working tree", async () => {
    const folder = lay({ "colophon.config.json": "{}", "project/.git": "gitdir: x", "project/deep/a": "" });
    expect((await read(folder)).map(({ kind }) => kind)).toEqual(["environment"]);
  });

  it("are refused where they are no JSON object, a folder, or a link to nothing", async () => {
    const list = lay({ "project/deep/colophon.config.json": "[1]" });
    await expect(() => read(list)).toThrowWithCode("config.invalid", /expected a JSON object/);
    const folder = lay({ "project/deep/colophon.config.json/x": "" });
    await expect(() => read(folder)).toThrowWithCode("file.directory");
    const dangling = lay({ "project/deep/a": "" });
    symlinkSync("nowhere", join(dangling, "project/deep/colophon.config.json"));
    await expect(() => read(dangling)).toThrowWithCode("file.missing");
  });
});

describe("a file with a key in it and a slip", () => {
  it("is told by line and column, and nothing of it is shown", async () => {
    const secret = "-----BEGIN PRIVATE KEY-----MIGHAgEAMBMG";
    const folder = lay({ "user/config.json": `{\n  "identity": "${secret}" oops\n}`, "project/deep/a": "" });
    const error = await read(folder).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ColophonError);
    const shown = error instanceof ColophonError ? `${error.stack}${String(error.cause)}${error.hints}` : "";
    expect(shown).toContain("line 2, column 57");
    expect(shown).not.toContain("PRIVATE");
    expect(shown).not.toContain("oops");
  });
});
