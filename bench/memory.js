/** The most memory a process and all it started hold together, from a run of its own: looking takes time. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

const lookEveryMs = 10;

/** In MB, or undefined where the system does not show it, or it was over before anybody looked. */
export async function peakMegabytes({ command, args, env, cwd, before }) {
  if (process.platform !== "linux") return undefined;
  before?.();
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, stdio: "ignore" });
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, treeKilobytes(child.pid));
  }, lookEveryMs);
  await once(child, "close");
  clearInterval(look);
  return peak === 0 ? undefined : peak / 1024;
}

function treeKilobytes(pid) {
  return own(pid) + children(pid).reduce((sum, child) => sum + treeKilobytes(child), 0);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has just ended
  }
}

function own(pid) {
  return Number(read(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+)/)?.[1] ?? 0);
}

function children(pid) {
  return read(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean).map(Number);
}
