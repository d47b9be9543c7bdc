/** The beginning of a fragmented video cannot be judged alone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isInitializationSegment } from "../../../src/core/asset/fragment.ts";
import { describeWithShared } from "../../support/shared.ts";
import { memorySource } from "./memory-source.ts";

describeWithShared("a video", (folder) => {
  it.each([
    ["fragmented/dashinit.mp4", true],
    ["fragmented/bunny/BigBuckBunny_2s_init.mp4", true],
    ["fragmented/dash1.m4s", false],
    ["signed/video1.mp4", false],
    ["hostile/nested_moov_1000.mp4", false],
  ])("%s is an initialization segment: %s", async (name, expected) => {
    const content = readFileSync(join(folder, "corpus", name));
    expect(await isInitializationSegment(memorySource(content), content.length)).toBe(expected);
  });
});
