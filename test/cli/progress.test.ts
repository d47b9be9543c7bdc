import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createProgress } from "../../src/cli/progress.ts";
import { createStyle } from "../../src/cli/style.ts";
import { createTerminal } from "../support/terminal.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("where there is no live terminal", () => {
  it("a plain line every ten seconds says how far the run is", async () => {
    const terminal = createTerminal();
    const progress = createProgress(terminal.stderr, await createStyle(terminal.stderr, {}), false);
    progress.expect(async () => 8);
    progress.working("a.jpg");
    progress.done();
    progress.working("b.jpg");
    await vi.advanceTimersByTimeAsync(9_000);
    expect(terminal.err()).toBe("");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(terminal.err()).toMatch(/^colophon: 1 of 8, .*working on b\.jpg\n$/);
    progress.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(terminal.err().split("\n")).toHaveLength(2);
  });

  it("quick work says nothing and counts nothing", async () => {
    const terminal = createTerminal();
    const progress = createProgress(terminal.stderr, await createStyle(terminal.stderr, {}), false);
    const count = vi.fn(async () => 8);
    progress.expect(count);
    progress.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(count).not.toHaveBeenCalled();
    expect(terminal.err()).toBe("");
  });

  it("a terminal without columns counts as none: a spinner would hang there", async () => {
    const terminal = createTerminal({ isTerminal: true });
    const output = { ...terminal.stderr, stream: process.stderr };
    const progress = createProgress(output, await createStyle(output, {}), false);
    progress.working("a.jpg");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(terminal.err()).toBe("colophon: working on a.jpg\n");
    progress.stop();
  });
});
