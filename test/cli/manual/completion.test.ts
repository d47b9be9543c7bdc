import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { completionScript, type Shell } from "../../../src/cli/manual/completion.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const syntaxChecks: readonly [Shell, string[]][] = [
  ["bash", ["-n"]],
  ["zsh", ["-n"]],
  ["fish", ["--no-execute"]],
];

/** What bash would offer for a line, with the cursor at its end. */
function offers(words: readonly string[], folder = "/"): string[] {
  const script = `${completionScript("bash")}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_colophon; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, status } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8", cwd: folder });
  expect(status).toBe(0);
  return stdout.split("\n").filter((line) => line !== "");
}

describe("completion scripts", () => {
  it.each(syntaxChecks)("for %s are understood by it", async (shell, flags) => {
    const isThere = spawnSync(shell, ["--version"]).status === 0;
    const script = completionScript(shell);
    expect(script).toContain("colophon");
    if (!isThere) return;
    const path = join(temporaryFolder(), `completion.${shell}`);
    writeFileSync(path, script);
    const { status, stderr } = spawnSync(shell, [...flags, path], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("offer commands, what is below them, options and choices", () => {
    expect(offers(["colophon", "ver"])).toEqual(["verify"]);
    expect(offers(["colophon", "identity", "re"])).toEqual(["request", "renew", "rename", "remove"]);
    expect(offers(["colophon", "verify", "--req"])).toEqual(["--require"]);
    expect(offers(["colophon", "verify", "--require", ""])).toEqual(["trusted", "valid"]);
    expect(offers(["colophon", "identity", "create", "x", "--alg", "ed"])).toEqual(["ed25519"]);
    expect(offers(["colophon", "completion", ""])).toEqual(["bash", "zsh", "fish"]);
    expect(offers(["colophon", "help", "exit"])).toEqual(["exit-codes"]);
  });

  it("offer files where a file is wanted", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "holiday.jpg"), "");
    expect(offers(["colophon", "verify", "hol"], folder)).toEqual(["holiday.jpg"]);
    expect(offers(["colophon", "sign", "--parent", "hol"], folder)).toEqual(["holiday.jpg"]);
  });
});
