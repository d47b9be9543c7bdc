import { afterEach, describe, expect, it } from "vitest";
import type { Allowance } from "../../../src/adapter/host/limits.ts";
import { createPool, type Pool } from "../../../src/adapter/host/pool.ts";
import type { ReadAnswer } from "../../../src/adapter/host/wire.ts";

const worker = new URL("../../support/wild-worker.mjs", import.meta.url);
const ample: Allowance = { timeoutMs: 20_000, maxMemoryBytes: 2_000_000_000 };
const made: Pool[] = [];

afterEach(async () => {
  await Promise.all(made.splice(0).map((pool) => pool.close()));
});

function pool(most = 2): Pool {
  const one = createPool({ worker, most });
  made.push(one);
  return one;
}

const calm = () => new AbortController().signal;

async function read(from: Pool, path: string, allowance = ample, signal = calm()) {
  const asset = { path, mimeType: "image/jpeg" };
  const answer = (await from.run("read", { asset }, allowance, { signal })) as ReadAnswer;
  return JSON.parse(answer.text) as { path: string; pid: number };
}

describe("a file that brings its process down", () => {
  it.each([
    ["crash.jpg", "engine.crashed", "the analysis crashed (SIGSEGV)"],
    ["abort.jpg", "engine.crashed", "the analysis crashed (SIGABRT)"],
    ["leave.jpg", "engine.crashed", "the analysis crashed (exit code 3)"],
  ] as const)("is said to: %s", async (path, code, message) => {
    const error: unknown = await read(pool(), path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message });
  });

  it("is said to be killed from outside, and what may help", async () => {
    const error: unknown = await read(pool(), "kill.jpg").catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "engine.crashed",
      message: "the analysis crashed (SIGKILL)",
      hints: [expect.stringContaining("--jobs 1")],
    });
  });

  it("keeps what was said last for whoever asks", async () => {
    const error: unknown = await read(pool(), "abort.jpg").catch((reason: unknown) => reason);
    expect(String((error as Error).cause)).toContain("thread panicked");
  });

  it("costs the others nothing: of 50 files three crash, and 47 are read, by two processes", async () => {
    const two = pool(2);
    const names = Array.from({ length: 50 }, (_, at) => ([7, 23, 24].includes(at) ? `crash-${at}` : `${at}`));
    const results = await Promise.allSettled(names.map((name) => read(two, name)));
    const lost = results.flatMap(({ status }, at) => (status === "rejected" ? [at] : []));
    expect(lost).toEqual([7, 23, 24]);
    const read47 = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.path] : []));
    expect(read47).toEqual(names.filter((name) => !name.startsWith("crash")));
    // Two at first and one for each that was lost, unless nothing was left to do.
    expect([4, 5]).toContain(two.count().started);
    expect(two.count().alive).toBeLessThanOrEqual(2);
  });
});

describe("a process that is started before anybody asks", () => {
  it("is one, and gets the first order", async () => {
    const two = pool(2);
    two.prepare();
    two.prepare();
    expect(two.count()).toEqual({ alive: 1, started: 1 });
    await read(two, "a.jpg");
    expect(two.count()).toEqual({ alive: 1, started: 1 });
  });
});

describe("a file that keeps its process busy", () => {
  it("is given up in time, although not even its event loop goes on, and the process is replaced", async () => {
    const one = pool(1);
    const { pid } = await read(one, "before");
    const started = performance.now();
    await expect(read(one, "hang.jpg", { ...ample, timeoutMs: 1000 })).rejects.toMatchObject({
      code: "timeout",
      message: "could not be analyzed within 1 s",
    });
    expect(performance.now() - started).toBeLessThan(8000);
    expect(() => process.kill(pid, 0)).toThrow();
    expect((await read(one, "after")).path).toBe("after");
  });

  it("has all of its time, however long it waited for a process", async () => {
    const one = pool(1);
    const results = await Promise.all(
      ["slow-1", "slow-2", "slow-3", "slow-4"].map((name) => read(one, name, { ...ample, timeoutMs: 2000 })),
    );
    expect(results).toHaveLength(4);
  });
});

describe("a file that takes memory without end", () => {
  it.runIf(process.platform === "linux")("is given up at the limit", async () => {
    await expect(read(pool(), "allocate", { ...ample, maxMemoryBytes: 400_000_000 })).rejects.toMatchObject({
      code: "engine.memory",
      message: "needed more than 400 MB of memory",
      hints: [expect.stringContaining("--max-memory")],
    });
  });
});

describe("what goes back and forth", () => {
  it("is an error of ours where the engine refuses a file, and the process lives on", async () => {
    const one = pool(1);
    const { pid } = await read(one, "before");
    await expect(read(one, "refuse")).rejects.toMatchObject({
      code: "format.damaged",
      message: "no",
      hints: ["h"],
    });
    expect((await read(one, "after")).pid).toBe(pid);
  });

  it("is a trust list once for each process", async () => {
    const one = pool(1);
    const trust = { id: 4, trust: { trust_config: "", anchors: [] } };
    const ask = async (path: string) => {
      const request = { asset: { path, mimeType: "image/jpeg" }, trust };
      const answer = await one.run("read", request, ample, { signal: calm() });
      return (JSON.parse(answer?.text ?? "") as { path: string }).path;
    };
    expect([await ask("a"), await ask("b")]).toEqual(["a 4 sent", "b 4"]);
    await read(one, "crash").catch(() => undefined);
    expect(await ask("c")).toBe("c 4 sent");
  });

  it("is the claim only: the key stays here", async () => {
    const request = { source: { path: "sign", mimeType: "image/jpeg" } } as never;
    const answer = await pool().run("sign", request, ample, {
      signal: calm(),
      sign: async (claim) => Buffer.from(`${Buffer.from(claim)} signed`),
    });
    expect(Buffer.from(answer).toString()).toBe("claim signed");
  });
});

describe("an interrupt", () => {
  it("ends what is in hand at once", async () => {
    const interrupt = new AbortController();
    const one = pool(1);
    await read(one, "before");
    const work = read(one, "hang", ample, interrupt.signal);
    setTimeout(() => interrupt.abort(), 50);
    await expect(work).rejects.toMatchObject({ code: "interrupted" });
    expect(one.count().alive).toBe(0);
  });
});

describe("a pool that is closed", () => {
  it("has left no process behind, idle or at work", async () => {
    const two = pool(2);
    const { pid } = await read(two, "before");
    const work = read(two, "hang").catch((reason: unknown) => reason);
    await two.close();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(await work).toMatchObject({ code: "engine.crashed" });
    expect(two.count().alive).toBe(0);
  });
});
