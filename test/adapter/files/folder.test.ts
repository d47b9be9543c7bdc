/** Folders for what is about to be written, and what is in one that need not be there. */
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entriesIfThere, makeFolder, makePrivateFolder } from "../../../src/adapter/files/folder.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a folder", () => {
  it("is made with those above it, and may be there already", async () => {
    const path = join(temporaryFolder(), "a", "b", "c");
    await makeFolder(path);
    await makeFolder(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it("is for this user alone where it is wished, and leaves those above it as they were", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "open"), { mode: 0o755 });
    await makePrivateFolder(join(folder, "open", "a", "b"));
    const modes = ["open", "open/a", "open/a/b"].map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o755, 0o700, 0o700]);
  });

  it("is refused in words where a file is in the way", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    await expect(() => makeFolder(join(folder, "file"))).toThrowWithCode(
      "output.folder",
      "expected a folder",
    );
    await expect(() => makeFolder(join(folder, "file", "a"))).toThrowWithCode("output.folder", "is a file");
  });

  it.skipIf(!existsSync("/proc/self"))("is refused, and not waited for, where none can be made", async () => {
    await expect(() => makeFolder("/proc/none")).toThrowWithCode("output.folder");
    await expect(() => makeFolder("/proc/none/below")).toThrowWithCode("output.folder");
  });
});

describe("what is in a folder", () => {
  it("is nothing where the folder is not there, or cannot be, and told of where a file has its place", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    expect((await entriesIfThere(folder)).map(({ name }) => name)).toEqual(["file"]);
    expect(await entriesIfThere(join(folder, "missing"))).toEqual([]);
    expect(await entriesIfThere(join(folder, "file", "below", "it"))).toEqual([]);
    await expect(entriesIfThere(join(folder, "file"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });
});
