/** Reading parts of regular files. */
import { execFileSync } from "node:child_process";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRange, readEnds, readHead, readText, readWhole } from "../../../src/adapter/files/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe("a range of a file", () => {
  it("is what stands there, and shorter only at the end", async () => {
    const path = join(temporaryFolder(), "a");
    writeFileSync(path, "0123456789");
    const reader = await openRange(path);
    expect(reader.sizeBytes).toBe(10);
    expect(text(await reader.read(2, 3))).toBe("234");
    expect(text(await reader.read(8, 100))).toBe("89");
    expect(text(await reader.read(50, 5))).toBe("");
    await reader.close();
    expect(text(await readHead(path, 4))).toBe("0123");
    const ends = await readEnds(path, 4, 3);
    expect([text(ends.head), text(ends.tail)]).toEqual(["0123", "789"]);
  });

  it("is never one of a pipe, a device or a folder, and opening does not wait", async () => {
    const folder = temporaryFolder();
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await expect(() => openRange(join(folder, "pipe"))).toThrowWithCode("file.irregular");
    await expect(() => openRange("/dev/zero")).toThrowWithCode("file.irregular");
    await expect(() => openRange(folder)).toThrowWithCode("file.directory");
    await expect(() => openRange(join(folder, "none"))).toThrowWithCode("file.missing");
  });
});

describe("a whole file", () => {
  it("is refused before it is read where it is too large", async () => {
    const path = join(temporaryFolder(), "huge");
    writeFileSync(path, "x");
    truncateSync(path, 5 * 1024 ** 3);
    await expect(() => readWhole(path, 1000)).toThrowWithCode("file.too-large", /at most 1,000 bytes/);
  });

  it("is text without its byte order mark, or refused", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "good"), "\ufeffwords");
    writeFileSync(join(folder, "bad"), Uint8Array.of(0xff, 0x41));
    expect(await readText(join(folder, "good"), 100)).toBe("words");
    await expect(() => readText(join(folder, "bad"), 100)).toThrowWithCode("file.io", /expected UTF-8/);
  });
});
