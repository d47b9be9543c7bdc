/** A file's identity. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { sameBytes, sha256, sha256File } from "../../../src/adapter/files/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2, appendix B.1

describe("the SHA-256", () => {
  it("of a stream is that of all its pieces", async () => {
    expect(await sha256(Readable.from([Buffer.from("a"), Buffer.from("bc")]))).toBe(ABC);
  });

  it("of a file longer than one piece is that of its bytes", async () => {
    const path = join(temporaryFolder(), "long");
    const bytes = Buffer.alloc(3_000_001, "x");
    writeFileSync(path, bytes);
    expect(await sha256File(path)).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("stops when it is told to, and says what is missing", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "a");
    writeFileSync(path, "abc");
    await expect(sha256File(path, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    await expect(() => sha256File(join(folder, "none"))).toThrowWithCode("file.missing");
  });
});

describe("two files", () => {
  it("are the same by their bytes alone", async () => {
    const folder = temporaryFolder();
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const long = "x".repeat(1_100_000);
    expect(await sameBytes(write("a", `${long}1`), write("b", `${long}1`))).toBe(true);
    expect(await sameBytes(write("a", `${long}1`), write("b", `${long}2`))).toBe(false);
    expect(await sameBytes(write("a", "1"), write("b", "12"))).toBe(false);
  });
});
