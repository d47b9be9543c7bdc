/** Has the built program judge many cases in one process that may die or hang, and says what became of each. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Case } from "./mutate.ts";

const program = resolve(import.meta.dirname, "../../bin/colophon.js");

/** Longer than any case may take, and shorter than anybody waits. */
export const longestCaseMs = 30_000;

export interface Judged {
  name: string;
  family: string;
  /** A state, `error CODE`, `crash` or `hang`. */
  outcome: string;
  tookMs: number;
  isMediaChanged: boolean;
  isCredentialChanged: boolean;
}

export interface Court {
  folder: string;
  trust: readonly string[];
  /** Lines on standard output that are none of ours, and native words on standard error. */
  foreign: string[];
  /** The most memory that a process of it held. */
  peakBytes: number;
}

interface Line {
  kind: string;
  result?: { file: string; state?: string; error?: { code: string } };
}

/** Starts again behind each case that takes the process down, so that one costs nothing but itself. */
export async function judgeAll(cases: readonly Case[], court: Court): Promise<Judged[]> {
  const folder = mkdtempSync(join(court.folder, "cases-"));
  try {
    const paths = cases.map((one, index) => lay(one, join(folder, `${index}`)));
    const judged: Judged[] = [];
    while (judged.length < cases.length) {
      const rest = cases.slice(judged.length);
      judged.push(...(await judgeSome(rest, paths.slice(judged.length), folder, court)));
    }
    return judged;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lay(one: Case, folder: string): string {
  mkdirSync(folder);
  const path = join(folder, one.name);
  writeFileSync(path, one.bytes);
  if (one.sidecar) writeFileSync(`${path}.c2pa`, one.sidecar);
  return path;
}

async function judgeSome(
  cases: readonly Case[],
  paths: readonly string[],
  folder: string,
  court: Court,
): Promise<Judged[]> {
  const list = join(folder, "list.txt");
  writeFileSync(list, paths.join("\n"));
  const trust = court.trust.flatMap((path) => ["--trust", path]);
  const argv = [program, "verify", "--jsonl", "--jobs", "1", ...trust, `@${list}`];
  const child = spawn(process.execPath, argv, {
    env: { PATH: process.env.PATH, COLOPHON_HOME: join(court.folder, "home"), LANG: "C.UTF-8" },
  });
  const judged: Judged[] = [];
  let [last, isHung, unfinished, said] = [performance.now(), false, "", ""];
  const watch = setInterval(() => {
    court.peakBytes = Math.max(court.peakBytes, peakOf(child.pid));
    if (performance.now() - last < longestCaseMs) return;
    isHung = true;
    child.kill("SIGKILL");
  }, 200);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (unfinished + text).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) {
      const outcome = outcomeOf(line, paths[judged.length], court);
      if (outcome === undefined) continue;
      judged.push(settle(cases[judged.length], outcome, performance.now() - last));
      last = performance.now();
    }
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await new Promise((done) => child.once("close", done));
  clearInterval(watch);
  court.foreign.push(
    ...said.split("\n").filter((line) => /panicked|RUST_BACKTRACE|^\s+at |defect/.test(line)),
  );
  if (unfinished !== "") court.foreign.push(unfinished);
  if (judged.length < cases.length)
    judged.push(settle(cases[judged.length], isHung ? "hang" : "crash", performance.now() - last));
  return judged;
}

/** Linux keeps the high-water mark of every process; 0 elsewhere, and where it is gone already. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Undefined for the lines around the results. */
function outcomeOf(line: string, path: string | undefined, court: Court): string | undefined {
  try {
    const { kind, result } = JSON.parse(line) as Line;
    if (kind === "start" || kind === "end") return undefined;
    if (kind === "result" && result?.file === path)
      return result?.error ? `error ${result.error.code}` : (result?.state ?? "nothing");
  } catch {
    // Whatever it is, it is not ours.
  }
  court.foreign.push(line);
  return undefined;
}

function settle(one: Case | undefined, outcome: string, tookMs: number): Judged {
  if (!one) throw new Error("more was judged than there are cases");
  const { name, family, isMediaChanged, isCredentialChanged } = one;
  return { name, family, outcome, tookMs, isMediaChanged, isCredentialChanged };
}

/** How often each outcome came, by family: a table to print. */
export function countOutcomes(judged: readonly Judged[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { family, outcome } of judged) {
    for (const row of [family, "all"]) {
      const counted = counts.get(row) ?? new Map<string, number>();
      counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
      counts.set(row, counted);
    }
  }
  return counts;
}
