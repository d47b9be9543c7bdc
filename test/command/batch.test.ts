import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type BatchOptions, runBatch, type Work } from "../../src/command/batch.ts";
import type { Input } from "../../src/command/inputs.ts";
import { ColophonError } from "../../src/error.ts";

const calm: BatchOptions = { jobs: 2, failFast: false, signal: new AbortController().signal };

async function* inputs(count: number, seen: string[] = []): AsyncIterable<Input> {
  for (let at = 0; at < count; at += 1) {
    seen.push(`${at}`);
    yield { kind: "file", path: `${at}`, displayName: `${at}`, isStdin: false, isNamed: true };
  }
}

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

const named = async <T>(results: AsyncIterable<{ file: string } & T>) =>
  (await all(results)).map(({ file }) => file);

const wellDone: Work<string> = async ({ path }) => ({ value: path, exitCode: 0 });

describe("results of many files", () => {
  it("come in the order of the inputs, whatever takes longest", async () => {
    const work: Work<string> = async ({ path }) => {
      await pause(path === "0" ? 60 : 1);
      return { value: path, exitCode: 0 };
    };
    const results = await named(runBatch(inputs(30), calm, work));
    expect(results).toEqual(Array.from({ length: 30 }, (_, at) => `${at}`));
  });

  it("are worked on by as many hands as asked for, also behind a slow file", async () => {
    const state = { now: 0, most: 0, doneWhileSlow: 0, isSlow: true };
    const work: Work<string> = async ({ path }) => {
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      await pause(path === "0" ? 200 : 2);
      if (path === "0") state.isSlow = false;
      else if (state.isSlow) state.doneWhileSlow += 1;
      state.now -= 1;
      return { value: path, exitCode: 0 };
    };
    await all(runBatch(inputs(40), { ...calm, jobs: 3 }, work));
    expect(state.most).toBe(3);
    expect(state.doneWhileSlow).toBeGreaterThan(10);
  });

  it("are not piled up: no more inputs are taken than can be kept", async () => {
    const seen: string[] = [];
    const results = runBatch(inputs(100_000, seen), calm, wellDone)[Symbol.asyncIterator]();
    await results.next();
    await pause(100);
    expect(seen.length).toBeLessThan(100);
    await results.return?.();
  });

  it("leave out a file for which there is nothing to do", async () => {
    const work: Work<string> = async ({ path }) =>
      Number(path) % 2 ? { value: path, exitCode: 0 } : undefined;
    expect(await named(runBatch(inputs(5), calm, work))).toEqual(["1", "3"]);
  });
});

describe("a file that fails", () => {
  const work: Work<string> = async ({ path }) => {
    if (path === "3") throw new ColophonError("format.damaged", "damaged");
    return { value: path, exitCode: 0 };
  };

  it("is a result among the others", async () => {
    const results = await all(runBatch(inputs(6), calm, work));
    expect(results.map(({ kind }) => kind)).toEqual([
      "result",
      "result",
      "result",
      "error",
      "result",
      "result",
    ]);
  });

  it("is the last that is begun with fail-fast", async () => {
    const results = await named(runBatch(inputs(1000), { ...calm, jobs: 1, failFast: true }, work));
    expect(results).toEqual(["0", "1", "2", "3"]);
  });

  it("is the last with fail-fast however slowly it is told of, and that is said", async () => {
    const begun: string[] = [];
    const told: string[] = [];
    const slow: Work<string> = async (input) => {
      begun.push(input.displayName);
      await pause(5);
      return work(input);
    };
    const announce = (text: string) => void told.push(text);
    for await (const _ of runBatch(inputs(1000), { ...calm, jobs: 1, failFast: true, announce }, slow)) {
      await pause(20);
    }
    expect(begun).toEqual(["0", "1", "2", "3"]);
    expect(told).toEqual(["stopped: after the first file that does not pass no other was begun"]);
  });

  it("is followed only by what was in hand already", async () => {
    const results = await named(runBatch(inputs(1000), { ...calm, jobs: 2, failFast: true }, work));
    expect(results.slice(0, 4)).toEqual(["0", "1", "2", "3"]);
    expect(results.length).toBeLessThan(7);
  });

  it("is thrown where it is a defect", async () => {
    const broken: Work<string> = async () => {
      throw new TypeError("x is not a function");
    };
    await expect(all(runBatch(inputs(3), calm, broken))).rejects.toThrow(TypeError);
  });
});

describe("inputs that end in an error", () => {
  it("throw it when all that was found is told", async () => {
    async function* cut(): AsyncIterable<Input> {
      yield* inputs(3);
      throw new ColophonError("input.none", "no more");
    }
    const seen: string[] = [];
    const run = async () => {
      for await (const { file } of runBatch(cut(), calm, wellDone)) seen.push(file);
    };
    await expect(run()).rejects.toMatchObject({ code: "input.none" });
    expect(seen).toEqual(["0", "1", "2"]);
  });
});

describe("an interrupt", () => {
  it("tells what is finished, drops what is not, and begins nothing", async () => {
    const interrupt = new AbortController();
    const { signal } = interrupt;
    const seen: string[] = [];
    const begun: string[] = [];
    const work: Work<string> = async ({ path }) => {
      begun.push(path);
      if (path === "5") interrupt.abort();
      await pause(5);
      if (path === "5") throw new ColophonError("interrupted", "interrupted");
      return { value: path, exitCode: 0 };
    };
    const run = async () => {
      for await (const { file } of runBatch(inputs(100), { ...calm, signal }, work)) seen.push(file);
    };
    await expect(run()).rejects.toMatchObject({ code: "interrupted" });
    expect(seen.slice(0, 5)).toEqual(["0", "1", "2", "3", "4"]);
    expect(seen).not.toContain("5");
    expect(begun.length).toBeLessThan(9);
  });
});

it("names standard input as its user knows it, and not the file it lies in", async () => {
  const stdin: Input = {
    kind: "file",
    path: "/tmp/x/in",
    displayName: "stdin",
    isStdin: true,
    isNamed: true,
  };
  const work: Work<string> = async ({ path }) => {
    throw new ColophonError("format.damaged", `"${path}" cannot be opened`, { hints: ["a hint"] });
  };
  const [result] = await all(
    runBatch(
      (async function* () {
        yield stdin;
      })(),
      calm,
      work,
    ),
  );
  expect(result).toMatchObject({ error: { message: '"stdin" cannot be opened', hints: ["a hint"] } });
});
