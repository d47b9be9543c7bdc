import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPassphrase } from "../../src/cli/prompt.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const { signal } = new AbortController();

function fileWith(text: string): string {
  const path = join(temporaryFolder(), "passphrase");
  writeFileSync(path, text);
  return path;
}

const program = join(import.meta.dirname, "../../bin/colophon.js");

describe("a passphrase", () => {
  it.each([
    ["without a newline", "geheim", "geheim"],
    ["with one, which does not belong to it", "geheim\n", "geheim"],
    ["with the newline of Windows", "geheim\r\n", "geheim"],
    ["with spaces, which do belong to it", " geh eim \n", " geh eim "],
    ["with more lines, which are something else", "geheim\nanother\n", "geheim"],
  ])("is read from a file %s", async (_says, text, expected) => {
    expect(await readPassphrase("existing", "studio", { file: fileWith(text) }, signal)).toBe(expected);
  });

  // What a program in Node hands down is a socket, which has no path to be opened by.
  it("is read from a file descriptor that cannot be opened anew", () => {
    const words = ["identity", "create", "-q", "studio", "--for", "Ana Ruiz", "--passphrase-fd", "0"];
    const env = { ...process.env, COLOPHON_HOME: join(temporaryFolder(), "home") };
    const { status, stderr } = spawnSync(process.execPath, [program, ...words], { env, input: "geheim\n" });
    expect([status, stderr.toString()]).toEqual([0, ""]);
  });

  it.runIf(process.platform === "linux").each([
    ["a file that is handed down", "--passphrase-fd 3 3<pw", 0],
    ["a pipe, of which a line is enough", "--passphrase-fd 3 3< <(cat pw; sleep 5)", 0],
    ["a pipe by its path", "--passphrase-file <(cat pw)", 0],
    ["a pipe nobody writes into, until it is interrupted", "--passphrase-fd 3 3<>pipe", 130],
    ["the same by its name", "--passphrase-file pipe", 130],
    ["a descriptor that nobody handed down", "--passphrase-fd 4", 2],
    ["another of the program's own", "--passphrase-fd 9", 2],
  ])("is read from %s", (_says, words, code) => {
    const folder = temporaryFolder();
    const create = `"${process.execPath}" "${program}" identity create -q a --for "Ana Ruiz" ${words}`;
    // The program's own code, since timeout would tell its own.
    const script = `printf 'geheim\\n' >pw; mkfifo pipe; timeout -k 20 --preserve-status -s INT 4 ${create}`;
    const { status, stderr } = spawnSync("bash", ["-c", script], {
      cwd: folder,
      env: { PATH: process.env.PATH, COLOPHON_HOME: join(folder, "home") },
      encoding: "utf8",
      timeout: 40_000,
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect([status, stderr]).toEqual([code, code === 0 ? "" : expect.stringContaining("colophon: error: ")]);
  });

  it("that is not there is an error that does not show what was read", async () => {
    await expect(() => readPassphrase("new", "a", { file: "/no/such/file" }, signal)).toThrowWithCode(
      "identity.passphrase",
    );
    await expect(() => readPassphrase("new", "a", { file: fileWith("\n") }, signal)).toThrowWithCode(
      "identity.passphrase",
      /no passphrase/,
    );
    await expect(() =>
      readPassphrase("new", "a", { file: fileWith("x".repeat(5000)) }, signal),
    ).toThrowWithCode("identity.passphrase", /4096/);
  });
});
