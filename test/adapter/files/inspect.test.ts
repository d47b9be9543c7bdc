/** What stands at a path is found out without opening it. */
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inspectPath } from "../../../src/adapter/files/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("inspectPath", () => {
  it("tells a file's size, and the same of each of its names", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.jpg"), "four");
    linkSync(join(folder, "a.jpg"), join(folder, "b.jpg"));
    symlinkSync("a.jpg", join(folder, "c.jpg"));
    const [named, linked] = [
      await inspectPath(join(folder, "b.jpg")),
      await inspectPath(join(folder, "c.jpg")),
    ];
    expect(named).toMatchObject({ sizeBytes: 4, isDirectory: false, fileId: linked.fileId });
    writeFileSync(join(folder, "d.jpg"), "four");
    expect((await inspectPath(join(folder, "d.jpg"))).fileId).not.toBe(named.fileId);
  });

  it("takes a folder for a folder", async () => {
    expect(await inspectPath(temporaryFolder())).toMatchObject({ isDirectory: true });
  });

  it.runIf(process.platform === "linux")(
    "calls no file empty that the system fills when it is read",
    async () => {
      await expect(() => inspectPath("/proc/self/maps")).toThrowWithCode("file.irregular", /makes it up/);
      const empty = join(temporaryFolder(), "empty");
      writeFileSync(empty, "");
      await expect(() => inspectPath(empty)).toThrowWithCode("file.empty", /file is empty$/);
    },
  );

  it("says what is missing, also behind links", async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    symlinkSync("nowhere", at("dangling"));
    symlinkSync("loop", at("loop"));
    writeFileSync(at("file"), "x");
    await expect(() => inspectPath(at("none.jpg"))).toThrowWithCode(
      "file.missing",
      /none\.jpg": no such file$/,
    );
    await expect(() => inspectPath(at("dangling"))).toThrowWithCode("file.missing", /leads to nothing/);
    await expect(() => inspectPath(at("loop"))).toThrowWithCode("file.missing", /in a circle/);
    await expect(() => inspectPath(at("file/inside"))).toThrowWithCode("file.missing", /is a file/);
    await expect(() => inspectPath(at("a\0b"))).toThrowWithCode("file.missing", /not allowed/);
    await expect(() => inspectPath(at("a\ufffdb"))).toThrowWithCode("file.missing", /not valid UTF-8/);
  });

  it("refuses an empty file", async () => {
    const path = join(temporaryFolder(), "empty.jpg");
    writeFileSync(path, "");
    await expect(() => inspectPath(path)).toThrowWithCode("file.empty", /file is empty/);
  });

  it("refuses a pipe, a socket and a device within a second", async () => {
    const folder = temporaryFolder();
    const [pipe, socket] = [join(folder, "pipe"), join(folder, "socket")];
    execFileSync("mkfifo", [pipe]);
    const server = createServer();
    await new Promise<void>((done) => server.listen(socket, done));
    const started = performance.now();
    await expect(() => inspectPath(pipe)).toThrowWithCode(
      "file.irregular",
      /not a regular file \(a named pipe\)/,
    );
    await expect(() => inspectPath(socket)).toThrowWithCode("file.irregular", /a socket/);
    await expect(() => inspectPath("/dev/zero")).toThrowWithCode("file.irregular", /a device/);
    expect(performance.now() - started).toBeLessThan(1000);
    server.close();
  });

  it("sees a folder that is not its own to look into as a matter of permission", async () => {
    const folder = join(temporaryFolder(), "closed");
    mkdirSync(folder, { mode: 0o000 });
    const look = () => inspectPath(join(folder, "a.jpg"));
    // Nothing is closed to root, who finds that the file is not there.
    await expect(look).toThrowWithCode(process.getuid?.() === 0 ? "file.missing" : "file.permission");
  });
});
