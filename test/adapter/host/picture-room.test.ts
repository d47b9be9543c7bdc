import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { createHost } from "../../../src/adapter/host/host.ts";
import { labelFiles } from "../../../src/command/label/index.ts";
import { plateSvg } from "../../../src/core/label/plate-svg.ts";
import { labelOptions, makeIdentity, testContext } from "../../support/context.ts";
import { mark, paint, planFor } from "../../support/marked-picture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = resolve(import.meta.dirname, "../../..");
const worker = new URL(`file://${join(root, "dist/adapter/host/worker.js")}`);
const interrupt = new AbortController();
afterAll(() => interrupt.abort());

const host = () => createHost({ jobs: 1, worker }, interrupt.signal);

/** A few hundred kilobytes, and 432 million bytes of samples: the decoder and the encoder take seconds. */
function bomb(side = 12_000): Buffer {
  const chunk = (name: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), content]);
    const field = (value: number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    };
    return Buffer.concat([field(content.length), named, field(crc32(named))]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side);
  header.writeUInt32BE(side, 4);
  header.writeUInt16BE(0x0800, 8);
  const packed = deflateSync(Buffer.alloc((1 + side) * side), { level: 1 });
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", packed),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

async function onDisk(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(temporaryFolder(), name);
  await writeFile(path, bytes);
  return path;
}

describe("a picture in a process of its own", () => {
  it("is drawn on as it is here, and its plate is found there", async () => {
    const source = await paint().png().toBuffer();
    const path = await onDisk("a.png", source);
    const target = join(temporaryFolder(), "drawn.png");
    const { pictures } = host();
    const size = await pictures.read(path, "image/png");
    expect(size).toEqual({ width: 480, height: 320, frames: 1 });
    const plate = planFor(size);
    const mimeType = "image/png";
    const drawn = await pictures.draw({
      path,
      mimeType,
      size,
      target,
      plate: { box: plate.box, svg: plateSvg(plate) },
    });
    const here = await mark(source, mimeType);
    expect(drawn).toEqual({ encoding: here.encoding, isLossless: true, lost: [] });
    expect(await readFile(target)).toEqual(Buffer.from(here.bytes));
    expect(await pictures.measure({ path: target, mimeType, size, expected: plate })).toMatchObject({
      kind: "found",
      inkHeight: plate.inkHeight,
    });
    expect(await pictures.findPlate(path, mimeType, plate)).toMatchObject({ kind: "not-found" });
  });

  it("says why none can be drawn on", async () => {
    const { pictures } = host();
    const path = await onDisk("many.png", bomb(20_000));
    await expect(() => pictures.read(path, "image/png")).toThrowWithCode(
      "label.picture",
      /more than 268,435,456 pixels/,
    );
  });
});

describe("a picture that is far larger than its file", () => {
  it("is given up when its time or its memory is over", async () => {
    const path = await onDisk("bomb.png", bomb());
    const mimeType = "image/png";
    const size = { width: 12_000, height: 12_000, frames: 1 };
    const plate = planFor(size);
    const target = join(temporaryFolder(), "never.png");
    const drawing = { path, mimeType, size, target, plate: { box: plate.box, svg: plateSvg(plate) } };
    const late = host().within({ timeoutMs: 400 });
    await expect(() => late.pictures.draw(drawing)).toThrowWithCode("timeout", /within 0.4 s/);
    const latest = host().within({ timeoutMs: 1 });
    expect(await latest.pictures.findPlate(path, mimeType, plate)).toBeUndefined();
    const small = host().within({ maxMemoryBytes: 60_000_000, timeoutMs: 60_000 });
    await expect(() => small.pictures.draw(drawing)).toThrowWithCode("engine.memory", /60 MB/);
    expect(existsSync(target)).toBe(false);
  });

  it("costs itself and no other file of the run", async () => {
    const { context, folder } = testContext({ containment: { jobs: 1, worker } });
    await makeIdentity({ context, folder, home: "", announced: [], sent: [], asked: [] });
    const [bad, good] = [join(folder, "a-bomb.png"), join(folder, "b.png")];
    await writeFile(bad, bomb());
    await paint().png().toFile(good);
    const results = [];
    const options = labelOptions(bad, { inputs: [bad, good], timeoutMs: 2500, laws: ["cn"] });
    for await (const result of labelFiles(options, context)) results.push(result);
    expect(results[0]).toMatchObject({ kind: "error", error: { code: "timeout" } });
    expect(results[1]).toMatchObject({ kind: "result" });
    expect([
      existsSync(join(folder, "a-bomb.labeled.png")),
      existsSync(join(folder, "b.labeled.png")),
    ]).toEqual([false, true]);
  });
});
