/** The unit for `watch`: held against systemd's own judgment, and its command line against the program. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "../../src/cli/program/parse.ts";
import { root } from "../support/example-run.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const unit = readFileSync(join(root, "examples/systemd/colophon-watch.service"), "utf8");
const command = unit.match(/^ExecStart=(.+)$/m)?.[1] ?? "";

/** The unit with a program that is there on this machine. */
function installed(): string {
  const path = join(temporaryFolder(), "colophon-watch.service");
  const here = unit.replace("/usr/local/bin/colophon", join(root, "bin/colophon.js"));
  writeFileSync(path, here.replace(/^Documentation=.+\n/m, ""));
  return path;
}

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
const inSystemd = hasSystemd ? "systemd" : "systemd (skipped: systemd-analyze is not installed)";
describe.skipIf(!hasSystemd)(inSystemd, () => {
  it("finds nothing wrong with the unit", () => {
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", installed()], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("calls it safe", () => {
    const args = ["security", "--offline=true", "--threshold=10", installed()];
    const { status, stdout } = spawnSync("systemd-analyze", args, { encoding: "utf8" });
    expect(stdout).toMatch(/exposure level .*: [01]\.\d SAFE/);
    expect(status).toBe(0);
  });
});

it("no secret stands in the unit: the passphrase comes as a credential", () => {
  expect(unit).toMatch(/^LoadCredential=passphrase:/m);
  expect(command).toContain("--passphrase-file ${CREDENTIALS_DIRECTORY}/passphrase");
  expect(unit.match(/^Environment=.+$/gm)).toEqual(["Environment=COLOPHON_HOME=/var/lib/colophon"]);
});

it("Node may compile, or it would not start", () => {
  expect(unit).not.toMatch(/^MemoryDenyWriteExecute=yes/m);
});

const words = command.split(" ").slice(1);
const asked = await parse(words).catch(() => undefined);
const isKnown = asked?.kind === "run";
it.skipIf(!isKnown)(
  `its command line is one${isKnown ? "" : " (skipped: there is no colophon watch yet)"}`,
  () => {
    expect(asked).toMatchObject({ kind: "run", path: ["watch"], inputs: ["/srv/colophon/in"] });
  },
);
