import { describe, expect, it } from "vitest";
import type { Context } from "../../../src/command/context.ts";
import { refuseUnwatchable } from "../../../src/command/watch/index.ts";
import { ColophonError } from "../../../src/error.ts";

/** A folder in which first of all something cannot be looked at. */
function shut(name: string): Pick<Context, "files"> {
  async function* findFiles() {
    yield { kind: "error", name, error: new ColophonError("file.permission", "permission denied") };
  }
  return {
    files: { inspectPath: async () => ({ isDirectory: true }), findFiles } as unknown as Context["files"],
  };
}

describe("a folder that cannot be looked into", () => {
  it.each([
    ["in", "in"],
    ["in/", "in/"],
    ["-in", "./-in"],
  ])("is refused at the start: %s", async (folder, name) => {
    await expect(refuseUnwatchable(folder, shut(name))).rejects.toThrow("permission denied");
  });

  it("is watched where only a folder in it is shut", async () => {
    await expect(refuseUnwatchable("in", shut("in/sub"))).resolves.toBeUndefined();
  });
});
