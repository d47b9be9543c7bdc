/** One process from start to exit: wall and processor time of it and of every process it started. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Bash's `time` counts the processor time of all descendants, which Node does not tell of its children. */
const script = 'TIMEFORMAT="%3R %3U %3S"; out=$1; err=$2; shift 2; time "$@" >"$out" 2>"$err"';

/** Throws when it did not do what is measured. */
export function timed({ name, command, args, exits = [0], env, cwd, before, after }) {
  before?.();
  const folder = mkdtempSync(join(tmpdir(), "colophon-time-"));
  const errors = join(folder, "errors");
  try {
    const run = spawnSync("bash", ["-c", script, "bash", "/dev/null", errors, command, ...args], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C", ...env },
      cwd,
    });
    if (run.error) throw run.error;
    if (!exits.includes(run.status)) {
      const said = readFileSync(errors, "utf8").slice(0, 2000);
      throw new Error(`${name}: exit ${run.status}, expected ${exits.join(" or ")}\n${said}${run.stderr}`);
    }
    const [wall, user, system] = run.stderr.trim().split("\n").at(-1).split(" ").map(Number);
    after?.();
    return { wallMs: wall * 1000, cpuMs: (user + system) * 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
