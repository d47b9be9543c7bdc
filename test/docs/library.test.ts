/** The samples of docs/library.md, run as they stand there against the built package. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/library.md"), "utf8");

/** The page's code blocks of one language, in order. */
function blocks(language: string): string[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code ?? "");
}

/** From the project's folder, where `"colophon"` is the package itself; the files are elsewhere. */
function run(code: string, folder: string) {
  const program = `${code}\nprocess.exit(0);`.replace(
    /\n(?!import )/,
    `\nprocess.chdir(${JSON.stringify(folder)});\n`,
  );
  return spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: root,
    encoding: "utf8",
  });
}

describe("the samples of docs/library.md", () => {
  const [session = "", gate = ""] = blocks("js");
  const [said = ""] = blocks("");
  const folder = mkdtempSync(join(tmpdir(), "colophon-library-"));

  beforeAll(() => {
    copyFileSync(join(root, "fixtures/media/drawing.jpg"), join(folder, "holiday.jpg"));
    writeFileSync(join(folder, "passphrase.txt"), "correct horse battery staple");
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("sign, verify and trace, and print what the page says they print", () => {
    expect(run(session, folder)).toMatchObject({ stderr: "", stdout: said, status: 0 });
  });

  it("accept what is signed by someone trusted, and refuse the rest", () => {
    mkdirSync(join(folder, "incoming"));
    copyFileSync(join(folder, "holiday.signed.jpg"), join(folder, "incoming/a.jpg"));
    copyFileSync(join(folder, "holiday.jpg"), join(folder, "incoming/b.jpg"));
    writeFileSync(join(folder, "incoming/c.jpg"), "");
    const { stdout, stderr } = run(gate, folder);
    expect(stderr).toBe("");
    expect(stdout.split("\n").sort()).toEqual([
      "",
      "incoming/a.jpg: accepted",
      "incoming/b.jpg: refused",
      "incoming/c.jpg: could not be judged (file.empty)",
    ]);
  });
});
