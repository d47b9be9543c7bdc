/** Whoever dies with a lock in its hands does not keep it from the others. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withLock } from "../../src/adapter/journal-lock.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { transpile } from "../support/transpiled.ts";

const run = promisify(execFile);

let path: string;
let lock: string;

beforeEach(() => {
  path = join(temporaryFolder(), "journal.jsonl");
  lock = `${path}.lock`;
});

const enter = (patienceMs = 300) => withLock(path, { patienceMs }, async () => "inside");

function leave(text: string, ageSeconds = 0): void {
  writeFileSync(lock, text);
  const then = new Date(Date.now() - ageSeconds * 1000);
  utimesSync(lock, then, then);
}

const by = (pid: number, host = hostname()) => `${pid} ${host} 0123456789abcdef\n`;

describe("a lock that is left over", () => {
  it("by a process that is dead is taken away", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    leave(by(child.pid ?? 0));
    expect(await enter()).toBe("inside");
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  it("by one that lives is waited for, and then named, however long it stood there", async () => {
    leave(by(process.ppid), 3600);
    await expect(enter).toThrowWithCode("journal.locked", `process ${process.ppid} on`);
  });

  it("by one of another machine is taken away when it was not touched for a minute", async () => {
    leave(by(1, "another.example"), 50);
    await expect(enter).toThrowWithCode("journal.locked", '"another.example"');
    leave(by(1, "another.example"), 70);
    expect(await enter()).toBe("inside");
  });

  it("by an earlier process with our number, as in a container, too", async () => {
    leave(by(process.pid), 70);
    expect(await enter()).toBe("inside");
  });

  it("and is empty is taken away when it is not being written any more", async () => {
    leave("", 5);
    await expect(enter).toThrowWithCode("journal.locked", "another process");
    leave("", 15);
    expect(await enter()).toBe("inside");
  });
});

describe("a lock that cannot be written", () => {
  it("is not left behind empty", async () => {
    const module = transpile("src/adapter/journal-lock.ts", temporaryFolder());
    const script = `const { withLock } = await import(${JSON.stringify(module)});
      await withLock(${JSON.stringify(path)}, {}, async () => {}).catch((error) => console.log(error.code));`;
    const { stdout } = await run("bash", [
      "-c",
      'ulimit -f 0; "$0" --input-type=module -e "$1" | cat',
      process.execPath,
      script,
    ]);
    expect(stdout).toBe("output.no-space\n");
    expect(existsSync(lock)).toBe(false);
  });
});

describe("a lock that is held", () => {
  afterEach(() => vi.useRealTimers());

  it("is touched as long as the work goes on, and not taken by others meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await withLock(path, {}, async () => {
      const then = new Date(Date.now() - 3_600_000);
      utimesSync(lock, then, then);
      const text = readFileSync(lock, "utf8");
      await vi.advanceTimersByTimeAsync(5_000);
      await vi.waitFor(() => expect(Date.now() - statSync(lock).mtimeMs).toBeLessThan(10_000));
      expect(readFileSync(lock, "utf8")).toBe(text);
      await expect(enter).toThrowWithCode("journal.locked");
    });
    expect(existsSync(lock)).toBe(false);
  });

  it("is left alone in the end where another has taken it", async () => {
    await withLock(path, {}, async () => writeFileSync(lock, by(1, "another.example")));
    expect(readFileSync(lock, "utf8")).toBe(by(1, "another.example"));
  });
});
