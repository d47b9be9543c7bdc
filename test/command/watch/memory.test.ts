import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemory } from "../../../src/command/watch/memory.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const stamp = (sizeBytes: number, modifiedMs = 0, changedMs = modifiedMs) => ({
  sizeBytes,
  modifiedMs,
  changedMs,
});

/** One look after another, a second apart, at one file. */
function looks(
  stamps: readonly (ReturnType<typeof stamp> | undefined)[],
  before?: ReadonlyMap<string, Date>,
) {
  const memory = createMemory(2_000, before);
  return stamps.map((one) => {
    memory.begin();
    const isReady = memory.isReady("a", one);
    memory.end();
    vi.advanceTimersByTime(1_000);
    return isReady;
  });
}

describe("a file that comes into the folder", () => {
  it("is ready once it has been the same for so long, and only once", () => {
    const same = stamp(10);
    expect(looks([same, same, same, same, same])).toEqual([false, false, true, false, false]);
  });

  it("is left alone while it grows", () => {
    expect(looks([stamp(1), stamp(2), stamp(3), stamp(4), stamp(4), stamp(4)])).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it("is left alone while it is empty", () => {
    expect(looks([undefined, undefined, undefined, undefined])).not.toContain(true);
  });

  it("is ready again when it was written anew", () => {
    expect(looks([stamp(1), stamp(1), stamp(1), stamp(1, 5), stamp(1, 5), stamp(1, 5)])).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });
});

describe("what an earlier run dealt with", () => {
  const before = new Map([["a", new Date(1_000)]]);

  it("is not taken up again", () => {
    const old = stamp(1, 900);
    expect(looks([old, old, old, old], before)).not.toContain(true);
  });

  it("is taken up when it was written or moved there later", () => {
    const written = stamp(1, 2_000);
    const moved = stamp(1, 500, 2_000);
    expect(looks([written, written, written], before)).toContain(true);
    expect(looks([moved, moved, moved], before)).toContain(true);
  });
});

describe("what was made by the run itself", () => {
  it("is not taken for a new file, unless somebody writes over it", () => {
    const memory = createMemory(0);
    memory.begin();
    memory.isDone("out", stamp(7));
    expect([memory.isReady("out", stamp(7)), memory.isReady("out", stamp(7))]).toEqual([false, false]);
    expect([memory.isReady("out", stamp(8)), memory.isReady("out", stamp(8))]).toEqual([false, true]);
  });
});

describe("what cannot be looked at for a while", () => {
  it.each(["in", "in/", "in/sub", "./in", "in/sub/a"])("is not gone with it: %s", (hidden) => {
    const memory = createMemory(0);
    const looksAt = (paths: readonly string[], shut?: string) => {
      memory.begin();
      const ready = paths.filter((path) => memory.isReady(path, stamp(1)));
      if (shut) memory.cannotSee(shut);
      memory.end();
      return ready;
    };
    const both = ["in/sub/a", "other/a"];
    looksAt(both);
    expect(looksAt(both)).toEqual(both);
    looksAt([], hidden);
    looksAt(both);
    expect(looksAt(both)).toEqual(["other/a"]);
  });
});

describe("what failed for a reason that passes", () => {
  const same = stamp(10);
  const ready = (memory: ReturnType<typeof createMemory>, seconds: number) => {
    for (let second = 1; second <= seconds; second += 1) {
      vi.advanceTimersByTime(1_000);
      if (memory.isReady("a", same)) return second;
    }
    return undefined;
  };

  it("is ready again after a minute, then after two, and once an hour in the end", () => {
    const memory = createMemory(2_000);
    memory.isReady("a", same);
    expect(ready(memory, 10)).toBe(2);
    const waits = Array.from({ length: 8 }, () => [memory.again("a") / 1_000, ready(memory, 4_000)]);
    expect(waits).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600].map((wait) => [wait, wait]));
  });

  it("does not wait where it was written anew", () => {
    const memory = createMemory(2_000);
    memory.isReady("a", stamp(9));
    memory.again("a");
    expect(memory.isReady("a", same)).toBe(false);
    expect(ready(memory, 10)).toBe(2);
    expect(memory.again("a")).toBe(60_000);
  });
});
