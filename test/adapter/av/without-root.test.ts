/** Whoever runs colophon as root, in a container say, keeps a machine that answers. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withoutRoot } from "../../../src/adapter/av/without-root.ts";
import { makeClip } from "../../support/clip.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const isRoot = process.geteuid?.() === 0;

describe("an encoder", () => {
  it.runIf(isRoot)("is opened by nobody in particular, and root is back after it, whatever happens", () => {
    expect(withoutRoot(() => process.geteuid?.())).not.toBe(0);
    expect(process.geteuid?.()).toBe(0);
    expect(() =>
      withoutRoot(() => {
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(process.geteuid?.()).toBe(0);
  });

  it.runIf(process.platform === "linux")("of AV1 gives the process no real-time priority", async () => {
    await makeClip(`${temporaryFolder()}/clip.webm`, { container: "webm", video: "libsvtav1" });
    // SCHED_OTHER is 0, SCHED_FIFO 1.
    expect(readFileSync("/proc/self/sched", "utf8")).toMatch(/^policy\s*:\s*0$/m);
  });
});
