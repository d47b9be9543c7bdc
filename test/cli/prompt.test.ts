import { spawnSync } from "node:child_process";
import { openSync, writeFileSync } from "node:fs";
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

describe("a passphrase", () => {
  it.each([
    ["without a newline", "geheim", "geheim"],
    ["with one, which does not belong to it", "geheim\n", "geheim"],
    ["with the newline of Windows", "geheim\r\n", "geheim"],
    ["with spaces, which do belong to it", " geh eim \n", " geh eim "],
  ])("is read from a file %s", async (_says, text, expected) => {
    expect(await readPassphrase("existing", "studio", { file: fileWith(text) }, signal)).toBe(expected);
  });

  it("is read from a file descriptor", async () => {
    const fd = openSync(fileWith("geheim\n"), "r");
    expect(await readPassphrase("new", "studio", { fd }, signal)).toBe("geheim");
  });

  // What a program in Node hands down is a socket, which has no path to be opened by.
  it("is read from a file descriptor that cannot be opened anew", () => {
    const program = join(import.meta.dirname, "../../bin/colophon.js");
    const words = ["identity", "create", "-q", "studio", "--for", "Ana Ruiz", "--passphrase-fd", "0"];
    const env = { ...process.env, COLOPHON_HOME: join(temporaryFolder(), "home") };
    const { status, stderr } = spawnSync(process.execPath, [program, ...words], { env, input: "geheim\n" });
    expect([status, stderr.toString()]).toEqual([0, ""]);
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
