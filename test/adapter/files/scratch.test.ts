import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeScratch, removeScratch } from "../../../src/adapter/files/scratch.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a private temporary folder", () => {
  it("is there until it is removed", async () => {
    const folder = await makeScratch(temporaryFolder());
    expect(existsSync(folder)).toBe(true);
    await removeScratch(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it("cannot be made where there is no folder, or one that the system makes up", async () => {
    const none = join(temporaryFolder(), "none");
    await expect(() => makeScratch(none)).toThrowWithCode("output.folder", /none": no such folder$/);
    if (process.platform !== "linux") return;
    await expect(() => makeScratch("/proc")).toThrowWithCode(
      "output.not-writable",
      /"\/proc": no file can be made in it$/,
    );
  });
});
