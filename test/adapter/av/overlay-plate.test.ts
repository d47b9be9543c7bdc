/** The visible mark on video: where it is, and that nothing else moved. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { VideoFacts } from "../../../src/adapter/av/facts.ts";
import type { Box } from "../../../src/adapter/picture/orientation.ts";
import { openAv } from "../../support/av.ts";
import { type ClipWish, evenTimes, makeClip, turn } from "../../support/clip.ts";
import { type Picture, readPackets, readPictures } from "../../support/ffmpeg.ts";
import { corpusFile, fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const av = openAv();
const box: Box = { x: 112, y: 8, width: 40, height: 16 };
let plate: Uint8Array;

beforeAll(async () => {
  const white = { r: 255, g: 255, b: 255, alpha: 1 };
  const create = { width: box.width, height: box.height, channels: 4 as const, background: white };
  plate = new Uint8Array(await sharp({ create }).png().toBuffer());
});

async function firstVideo(path: string): Promise<VideoFacts> {
  const found = (await av.probe(path)).streams.find((stream) => stream.kind === "video");
  if (found?.kind !== "video") throw new Error(`${path} holds no video`);
  return found;
}

async function burn(source: string, extension: string, place: Box = box) {
  const output = join(temporaryFolder(), `marked.${extension}`);
  const result = await av.overlayPlate({ source, output, plate, box: place });
  return { output, result };
}

/** The middle of the plate is white, a little outside of it is the dark pattern. */
function expectPlate({ luma }: Picture, { x, y, width, height }: Box): void {
  expect(luma(x + width / 2, y + height / 2)).toBeGreaterThan(220);
  expect(luma(x + 4, y + 4)).toBeGreaterThan(200);
  expect(luma(x + width - 4, y + height - 4)).toBeGreaterThan(200);
  expect(luma(x - 8, y + height / 2)).toBeLessThan(130);
  expect(luma(x + width / 2, y + height + 8)).toBeLessThan(130);
}

const wishes: Readonly<Record<string, ClipWish>> = {
  "mp4 (h264, aac)": { container: "mp4", video: "libx264", audio: "aac" },
  "mov (prores, pcm)": { container: "mov", video: "prores_ks", audio: "pcm_s16le" },
  "mp4 (hevc, aac)": { container: "mp4", video: "libx265", audio: "aac", times: evenTimes(20) },
  "m4v (mpeg4, aac)": { container: "mp4", video: "mpeg4", audio: "aac" },
  "mkv (mpeg2, ac3)": { container: "matroska", video: "mpeg2video", audio: "ac3" },
  "mkv (ffv1, flac)": { container: "matroska", video: "ffv1", audio: "flac" },
  "webm (vp9, opus)": { container: "webm", video: "libvpx-vp9", audio: "libopus", times: evenTimes(20) },
  "webm (vp8, vorbis)": { container: "webm", video: "libvpx", audio: "libvorbis" },
  "webm (av1, opus)": { container: "webm", video: "libsvtav1", audio: "libopus", times: evenTimes(12) },
  "avi (mpeg4, mp3)": { container: "avi", video: "mpeg4", audio: "libmp3lame" },
};

describe("a plate over a video", () => {
  for (const [name, wish] of Object.entries(wishes)) {
    it(`stands in every frame of ${name}, and frames, times and sound are those of the source`, async () => {
      const extension = name.split(" ")[0] ?? "";
      const source = await makeClip(join(temporaryFolder(), `clip.${extension}`), wish);
      const { output, result } = await burn(source, extension);
      const [before, after] = [await readPictures(source), await readPictures(output)];
      expect(after.map(({ at }) => at)).toEqual(before.map(({ at }) => at));
      expect(after).toHaveLength((wish.times ?? evenTimes(50)).length);
      for (const at of [0, after.length >> 1, after.length - 1]) {
        const picture = after[at];
        if (picture) expectPlate(picture, box);
      }
      const sound = await readPackets(source, "audio");
      expect(sound.length).toBeGreaterThan(10);
      expect(await readPackets(output, "audio")).toEqual(sound);
      expect((await firstVideo(output)).codec).toBe((await firstVideo(source)).codec);
      expect(result.leftOut).toEqual([]);
      expect(result.burnt[0]?.frames).toBe(after.length);
    });
  }

  it("keeps each picture of a variable rate at its own time", async () => {
    const times = [0, 40, 80, 120, 500, 510, 520, 1500, 1533, 1567, 2900];
    const wish = { container: "mp4", video: "libx264", videoOptions: { bf: "2" }, times };
    const source = await makeClip(join(temporaryFolder(), "clip.mp4"), wish);
    const { output } = await burn(source, "mp4");
    const after = await readPictures(output);
    expect(after.map(({ at }) => Math.round(at * 1000))).toEqual(times);
  });

  it("changes the pixels beside the plate so little that nobody sees it", async () => {
    const wish = { container: "mp4", video: "libx264", videoOptions: { crf: "20" } };
    const source = await makeClip(join(temporaryFolder(), "clip.mp4"), wish);
    const { output, result } = await burn(source, "mp4");
    expect(result.burnt[0]?.quality).toBe("crf 16");
    const [before, after] = [await readPictures(source), await readPictures(output)];
    for (const [index, picture] of after.entries()) {
      let [squares, count] = [0, 0];
      for (let y = 32; y < picture.height; y++) {
        for (let x = 0; x < picture.width; x++) {
          squares += (picture.luma(x, y) - (before[index]?.luma(x, y) ?? 0)) ** 2;
          count++;
        }
      }
      expect(10 * Math.log10(255 ** 2 / (squares / count))).toBeGreaterThan(40);
    }
  });

  it("takes the project's own small files", async () => {
    for (const name of ["moving.mp4", "moving.m4v", "moving.mov", "moving.avi"]) {
      const { output } = await burn(fixture(name), name.slice(-3), { x: 20, y: 4, width: 40, height: 16 });
      const [before, after] = [await readPictures(fixture(name)), await readPictures(output)];
      expect(after.map(({ at }) => at)).toEqual(before.map(({ at }) => at));
      expect(await readPackets(output, "audio")).toEqual(await readPackets(fixture(name), "audio"));
      for (const picture of after) expect(picture.luma(40, 12)).toBeGreaterThan(210);
    }
  });
});

const one = 0x10000;
const w = 0x40000000;

describe("when the picture is turned for viewing", () => {
  const turns = {
    "by a quarter to the right": { matrix: [0, one, 0, -one, 0, 0, 96 * one, 0, w], rotation: 90 },
    "by a quarter to the left": { matrix: [0, -one, 0, one, 0, 0, 0, 160 * one, w], rotation: 270 },
    "upside down": { matrix: [-one, 0, 0, 0, -one, 0, 160 * one, 96 * one, w], rotation: 180 },
  };
  for (const [name, { matrix, rotation }] of Object.entries(turns)) {
    it(`${name}, the plate is upright in the corner that was meant`, async () => {
      const source = await makeClip(join(temporaryFolder(), "clip.mp4"), {
        container: "mp4",
        video: "libx264",
        times: evenTimes(5),
      });
      turn(source, matrix);
      const seen = await firstVideo(source);
      expect(seen.rotation).toBe(rotation);
      // White above, black below: upside down it would be another plate.
      const half = await sharp(plate)
        .composite([{ input: await blackBar(), top: box.height / 2, left: 0 }])
        .png()
        .toBuffer();
      const place = { ...box, x: seen.seenWidth - box.width - 8 };
      const output = join(temporaryFolder(), "marked.mp4");
      await av.overlayPlate({ source, output, plate: new Uint8Array(half), box: place });
      expect(await firstVideo(output)).toMatchObject({ rotation, seenWidth: seen.seenWidth });
      const picture = (await readPictures(output))[2];
      const at = (x: number, y: number) => picture?.luma(...stored(x, y, rotation)) ?? -1;
      const [middle, top] = [place.x + box.width / 2, place.y];
      expect(at(middle, top + 3)).toBeGreaterThan(200);
      expect(at(middle, top + box.height - 4)).toBeLessThan(30);
      expect(at(place.x - 6, top + 3)).toBeLessThan(130);
    });
  }
});

/** From a place as seen to the stored pixel, for a clip of 160 × 96. */
function stored(x: number, y: number, rotation: number): [number, number] {
  if (rotation === 90) return [y, 95 - x];
  if (rotation === 270) return [159 - y, x];
  return [159 - x, 95 - y];
}

async function blackBar(): Promise<Buffer> {
  const create = { width: box.width, height: box.height / 2, channels: 3 as const, background: "#000" };
  return sharp({ create }).png().toBuffer();
}

describe("what stands around the pictures", () => {
  const order = (path: string) => {
    const bytes = readFileSync(path);
    return bytes.indexOf("moov") < bytes.indexOf("mdat");
  };
  for (const [name, movflags] of [
    ["in front of", "+faststart"],
    ["behind", ""],
  ] as const) {
    it(`stays where it was: an index ${name} the data`, async () => {
      const source = await makeClip(join(temporaryFolder(), "clip.mp4"), {
        container: "mp4",
        video: "libx264",
        audio: "aac",
        title: "Harbour",
        ...(movflags === "" ? {} : { headerOptions: { movflags } }),
      });
      const { output } = await burn(source, "mp4");
      expect(order(output)).toBe(movflags !== "");
      expect(order(output)).toBe(order(source));
      const metadata = (path: string) => {
        const bytes = readFileSync(path);
        const at = bytes.indexOf("udta") - 4;
        return bytes.subarray(at, at + bytes.readUInt32BE(at)).toString("hex");
      };
      expect(metadata(output)).toBe(metadata(source));
      expect(readFileSync(output).includes("Harbour")).toBe(true);
      expect(existsSync(output.replace("marked", "markedpart"))).toBe(false);
    });
  }

  it("keeps the colors that the source names", async () => {
    const tags = {
      color_primaries: "bt2020",
      color_trc: "smpte2084",
      colorspace: "bt2020nc",
      color_range: "tv",
    };
    const source = await makeClip(join(temporaryFolder(), "clip.mp4"), {
      container: "mp4",
      video: "libx265",
      videoOptions: {
        ...tags,
        "x265-params":
          "log-level=none:hdr10=1:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400",
      },
      times: evenTimes(8),
    });
    const { output } = await burn(source, "mp4");
    const [before, after] = [await firstVideo(source), await firstVideo(output)];
    expect(after.color).toEqual({ primaries: 9, transfer: 16, matrix: 9, isFullRange: false });
    expect(after).toEqual({ ...before, index: after.index });
    // The white of paper, not of the sun: 58 % of the scale.
    const white = (await readPictures(output))[4]?.luma(box.x + box.width / 2, box.y + 8) ?? 0;
    expect(white).toBeGreaterThan(16 + 219 * 0.54);
    expect(white).toBeLessThan(16 + 219 * 0.62);
    const bytes = readFileSync(output);
    expect([bytes.includes("mdcv"), bytes.includes("clli"), bytes.includes("hev1")]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(["prores_ks", "mpeg4"])("keeps pixels that are not square, in a film by %s", async (video) => {
    const source = await makeClip(join(temporaryFolder(), "clip.mov"), {
      container: "mov",
      video,
      videoOptions: { aspect: "64/45" },
      times: evenTimes(3),
    });
    const { output } = await burn(source, "mov");
    expect((await firstVideo(source)).seenWidth).toBe(228);
    expect((await firstVideo(output)).seenWidth).toBe(228);
    expect(boxIn(output, "pasp")).toEqual(boxIn(source, "pasp"));
  });

  it("keeps pictures of two fields, and says in the container which comes first", async () => {
    const source = await makeClip(join(temporaryFolder(), "clip.mov"), {
      container: "mov",
      video: "prores_ks",
      videoOptions: { flags: "+bitexact+ildct", field_order: "bb" },
      times: evenTimes(3),
    });
    const { output } = await burn(source, "mov");
    expect(boxIn(source, "fiel")).toEqual(Buffer.from([2, 6]));
    expect(boxIn(output, "fiel")).toEqual(Buffer.from([2, 6]));
  });

  const corpus = corpusFile("plain/video1_no_manifest.mp4");
  it.skipIf(corpus === undefined)("keeps the sound of a file from a camera as it is played", async () => {
    const { output } = await burn(corpus ?? "", "mp4", { x: 500, y: 20, width: 200, height: 60 });
    expect(await readPackets(output, "audio")).toEqual(await readPackets(corpus ?? "", "audio"));
    const [before, after] = [await readPictures(corpus ?? ""), await readPictures(output)];
    expect(after.map(({ at }) => at)).toEqual(before.map(({ at }) => at));
  });
});

/** What stands in the first box of this type. */
function boxIn(path: string, type: string): Buffer {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(type);
  if (at === -1) throw new Error(`${path} has no ${type}`);
  return bytes.subarray(at + 4, at - 4 + bytes.readUInt32BE(at - 4));
}

describe("what cannot be marked", () => {
  const ask = (source: string, png: Uint8Array = plate) => {
    const output = join(temporaryFolder(), "marked.mp4");
    return { output, work: () => av.overlayPlate({ source, output, plate: png, box }) };
  };

  it("is a file without video", async () => {
    const { output, work } = ask(fixture("tone.m4a"));
    await expect(work).toThrowWithCode(
      "format.unsupported",
      /expected video in ".*tone.m4a", found only audio \(aac\)/,
    );
    expect(existsSync(output)).toBe(false);
  });

  it("is a file whose index is damaged", async () => {
    const source = join(temporaryFolder(), "broken.mp4");
    const bytes = readFileSync(fixture("moving.mp4"));
    bytes.fill(0xff, bytes.indexOf("moov"), bytes.indexOf("moov") + 40);
    writeFileSync(source, bytes);
    const { output, work } = ask(source);
    await expect(work).toThrowWithCode("format.damaged", /broken.mp4"/);
    expect(existsSync(output)).toBe(false);
  });

  it("is a playlist under the name of a film: nothing that it points to is opened", async () => {
    const source = join(temporaryFolder(), "film.mp4");
    writeFileSync(
      source,
      `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${fixture("moving.mp4")}\n#EXT-X-ENDLIST\n`,
    );
    await expect(ask(source).work).toThrowWithCode("format.unsupported", JSON.stringify(source));
  });

  it("is a file that is not there", async () => {
    await expect(ask("/nowhere/film.mp4").work).toThrowWithCode("file.missing", '"/nowhere/film.mp4"');
  });

  it("is refused with a plate that is no PNG", async () => {
    await expect(ask(fixture("moving.mp4"), new Uint8Array([1, 2, 3])).work).toThrowWithCode(
      "label.invalid",
      /PNG/,
    );
  });

  it("is an output that holds something already", async () => {
    const { output, work } = ask(fixture("moving.mp4"));
    writeFileSync(output, "a day's work");
    await expect(work).toThrowWithCode("output.exists");
    expect(readFileSync(output, "utf8")).toBe("a day's work");
  });
});
