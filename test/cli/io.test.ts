import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { drained, type Output } from "../../src/cli/io.ts";

/** An output whose reader is asked for each byte. */
function slow() {
  const stream = new PassThrough({ highWaterMark: 1 });
  const output = {
    write: (text: string) => void stream.write(text),
    isTerminal: false,
    colorDepth: 1,
    stream,
  };
  return { stream, output: output as unknown as Output };
}

describe("an output whose reader is slow", () => {
  it("is waited for as often as it takes, and nothing is left of the waiting", async () => {
    const { stream, output } = slow();
    const before = stream.eventNames().map((name) => stream.listenerCount(name));
    for (let line = 0; line < 20; line++) {
      output.write("a line\n");
      const isDrained = drained(output);
      stream.read();
      await isDrained;
    }
    expect(stream.eventNames().map((name) => stream.listenerCount(name))).toEqual(before);
  });

  it("is waited for no longer when its reader has gone", async () => {
    const { stream, output } = slow();
    output.write("a line\n");
    const isDrained = drained(output);
    stream.destroy();
    await isDrained;
    expect(stream.listenerCount("drain")).toBe(0);
  });

  it("is waited for no longer when it fails, which others are told", async () => {
    const { stream, output } = slow();
    stream.on("error", () => undefined);
    output.write("a line\n");
    const isDrained = drained(output);
    stream.destroy(new Error("gone"));
    await isDrained;
    expect(stream.listenerCount("error")).toBe(1);
  });
});
