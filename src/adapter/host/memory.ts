/** Watches how much memory a process takes: as the system tells it, or where it does not, as the process itself says. */
import { readFile } from "node:fs/promises";

const everyMs = 100;

export interface MemoryWatch {
  told(sizeBytes: number): void;
  stop(): void;
}

/** Calls `onExcess` once it is over the limit; most files are done before the first look. */
export function watchMemory(pid: number | undefined, limitBytes: number, onExcess: () => void): MemoryWatch {
  const told = (sizeBytes: number) => {
    if (sizeBytes > limitBytes) onExcess();
  };
  const look = async () => told((await residentBytes(pid)) ?? 0);
  const timer = process.platform === "linux" ? setInterval(() => void look(), everyMs) : undefined;
  return { told, stop: () => clearInterval(timer) };
}

/** Undefined where the process is gone or the system does not say. */
export async function residentBytes(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  // In kilobytes, whatever the size of a page.
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
