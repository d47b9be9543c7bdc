import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const bin = resolve(import.meta.dirname, "../../bin/colophon.js");
const built = resolve(import.meta.dirname, "../../dist/cli/main.js");

/** Names on stderr every module that is loaded, whoever asks for it. */
const hooks = `
import { writeSync } from "node:fs";
export async function load(url, context, next) {
  writeSync(2, "loaded " + url + "\\n");
  return next(url, context);
}
`;

function modulesOf(argv: readonly string[]): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "hooks.mjs"), hooks);
  writeFileSync(
    join(folder, "register.mjs"),
    `import { register } from "node:module"; register("./hooks.mjs", import.meta.url);`,
  );
  const { stderr, status } = spawnSync(
    process.execPath,
    ["--import", join(folder, "register.mjs"), bin, ...argv],
    { encoding: "utf8", env: { ...process.env, COLOPHON_HOME: join(folder, "home") } },
  );
  expect(status, stderr).toBe(0);
  return stderr;
}

describe("what needs no engine", () => {
  it("is built", () => expect(existsSync(built), "run: npm run build").toBe(true));

  it.each([
    [[]],
    [["--help"]],
    [["sign", "--help"]],
    [["--version"]],
    [["help", "disclosures"]],
    [["completion", "bash"]],
    [["explain", "timeout"]],
  ])("loads none: %j", (argv) => {
    const modules = modulesOf(argv);
    expect(modules).toContain("dist/cli/main.js");
    expect(modules).not.toMatch(
      /c2pa-node|c2pa-wasm|sharp|node-forge|pkijs|asn1js|cbor-x|\/ora\/|@clack|dist\/world\.js|dist\/adapter/,
    );
  });

  it("would be seen if it did", () => {
    expect(modulesOf(["doctor"])).toMatch(/dist\/world\.js/);
  });
});
