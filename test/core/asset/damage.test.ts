/** The engine answers "no credentials" for some damaged files; the container tells. */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkWhole, type Wholeness } from "../../../src/core/asset/damage.ts";
import { detectFormat } from "../../../src/core/asset/detect.ts";
import { type FormatId, formatById, formats } from "../../../src/core/asset/formats.ts";
import { describeWithShared } from "../../support/shared.ts";
import { memorySource } from "./memory-source.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const check = (content: Uint8Array, id: FormatId): Promise<Wholeness> =>
  checkWhole(memorySource(content), formatById(id), content.length);
const checkText = (text: string, id: FormatId) => check(bytes(text), id);

describe("a JPEG", () => {
  const head = "\xff\xd8\xff\xe0\0\x04ab\xff\xda\0\x03c";
  it("is whole with an end of image, and with anything behind it", async () => {
    expect(await checkText(`${head}data\xff\xd9`, "jpeg")).toMatchObject({ isWhole: true, isCertain: true });
    expect(await checkText(`${head}data\xff\xd9${"gain map".repeat(20_000)}`, "jpeg")).toMatchObject({
      isWhole: true,
      isCertain: true,
    });
  });

  it("is not whole without one, also where a thumbnail in a segment has its own", async () => {
    expect(await checkText(`\xff\xd8\xff\xe1\0\x04\xff\xd9\xff\xda\0\x03cdata`, "jpeg")).toMatchObject({
      isWhole: false,
      reason: "the picture has no end",
    });
  });

  it("is not whole where only its first two bytes are there", async () => {
    expect(await checkText("\xff\xd8", "jpeg")).toMatchObject({ isWhole: false });
  });

  it("finds the end mark across two pieces", async () => {
    for (let shift = 65_530; shift < 65_540; shift++) {
      const text = `${head}${"x".repeat(shift)}\xff\xd9${"y".repeat(70_000)}`;
      expect((await checkText(text, "jpeg")).isWhole).toBe(true);
    }
  });
});

describe("a PNG", () => {
  const end = "\0\0\0\0IEND\xae\x42\x60\x82";
  it("is not whole without its first chunk, whichever of the two forms it has", async () => {
    const picture = (first: string) => `\x89PNG\r\n\x1a\n${first}${end}`;
    expect(await checkText(picture(""), "png")).toMatchObject({
      isWhole: false,
      reason: "it begins without an IHDR chunk",
    });
    for (const first of ["\0\0\0\0IHDRcrc.", "\0\0\0\0CgBIcrc."])
      expect((await checkText(picture(first), "png")).isWhole).toBe(true);
  });
});

describe("a RIFF", () => {
  it("may end without padding, and with other data behind it", async () => {
    expect((await checkText("RIFF\x0d\0\0\0WAVEdata\x01\0\0\0x", "wav")).isWhole).toBe(true);
    expect((await checkText("RIFF\x0e\0\0\0WAVEdata\x01\0\0\0x\0ID3 behind", "wav")).isWhole).toBe(true);
  });

  it("of unknown size cannot be judged", async () => {
    const endless = await checkText("RF64\xff\xff\xff\xffWAVEdata", "wav");
    expect(endless).toEqual({ isWhole: true, isCertain: false });
  });

  it("is not whole where a chunk is longer than the list that holds it", async () => {
    const text = "RIFF\x1a\0\0\0WAVELIST\x0e\0\0\0INFOabcd\x20\0\0\0xy";
    expect((await checkText(text, "wav")).reason).toBe("the chunk at byte 24 is longer than what holds it");
  });
});

describe("an MP3", () => {
  const frame = `\xff\xfb\x90\x00${"\0".repeat(413)}`; // 128 kbit/s at 44.1 kHz: 417 bytes
  const tag = "TAG".padEnd(128, " ");
  const info = `\xff\xfb\x90\x00${"\0".repeat(32)}Info\0\0\0\x03\0\0\0\x03\0\0\x04\xe3`.padEnd(417, "\0"); // 3 × 417

  it("without a byte count is whole, and says that this is not certain", async () => {
    expect(await checkText(frame.repeat(3), "mp3")).toEqual({ isWhole: true, isCertain: false });
    expect((await checkText(frame.repeat(3) + tag, "mp3")).isWhole).toBe(true);
  });

  it("with a byte count shows even a cut between two frames", async () => {
    expect(await checkText(info + frame.repeat(2), "mp3")).toEqual({ isWhole: true, isCertain: true });
    expect((await checkText(info + frame, "mp3")).reason).toBe(
      "its audio should end at byte 1251 and ends at 834",
    );
  });

  it("is not whole when cut inside a frame, with or without a tag at the end", async () => {
    const cut = frame.repeat(3).slice(0, -5);
    expect((await checkText(cut, "mp3")).reason).toBe("its last frame is cut short");
    expect((await checkText(cut + tag, "mp3")).reason).toBe("its last frame is cut short");
    expect((await checkText(frame.repeat(3) + frame.slice(0, 2), "mp3")).isWhole).toBe(false);
  });

  it("is not whole when its tag is cut or nothing follows it", async () => {
    expect((await checkText("ID3\x04\0\0\0\0\x08\0abc", "mp3")).reason).toBe("its ID3 tag is cut short");
    expect((await checkText("ID3\x04\0\0\0\0\0\x03abc", "mp3")).reason).toBe("no audio follows its ID3 tag");
  });
});

describe("a PDF", () => {
  it("that asks for a password is told apart", async () => {
    const text = "%PDF-1.4\ntrailer\n<</Root 1 0 R /Encrypt 5 0 R>>\nstartxref\n9\n%%EOF\n";
    expect(await checkText(text, "pdf")).toMatchObject({ isWhole: true, isEncrypted: true });
  });

  it("that keeps its trailer in a stream is too", async () => {
    const text = "%PDF-1.5\n7 0 obj<</Type/XRef/Encrypt 5 0 R>>stream\nxx\nendstream\nstartxref\n9\n%%EOF\n";
    expect((await checkText(text, "pdf")).isEncrypted).toBe(true);
  });

  it("is not called encrypted for encrypting nothing but its metadata", async () => {
    const text = "%PDF-1.4\ntrailer\n<</Root 1 0 R /EncryptMetadata 5 0 R>>\nstartxref\n9\n%%EOF\n";
    expect((await checkText(text, "pdf")).isEncrypted).toBeUndefined();
  });
});

describe("an SVG", () => {
  it("may close in any way XML allows", async () => {
    for (const text of ["<svg></svg>\n", "<s:svg></s:svg >", "<svg/>", "<svg></svg><!-- </g> --><?a?>\n"]) {
      expect((await checkText(text, "svg")).isWhole, text).toBe(true);
    }
    const utf16 = Uint8Array.from(Buffer.from("\ufeff<svg></svg>", "utf16le"));
    expect((await check(utf16, "svg")).isWhole).toBe(true);
  });

  it("is not whole where the root stays open", async () => {
    for (const text of ["<svg><svg></svg><g>", "<svg><path/>", "<svg><svg/>", "<svg></svg", "<svg><g></g>"]) {
      expect((await checkText(text, "svg")).isWhole, text).toBe(false);
    }
  });
});

describe("arbitrary bytes", () => {
  const marks = [
    "",
    "\xff\xd8\xff\xda\0\x02",
    "RIFF\x40\0\0\0WAVELIST",
    "II*\0\x08\0\0\0",
    "ID3\x04\0\0\0\0\0\x01",
  ];
  const content = fc
    .tuple(
      fc.constantFrom(...marks, "GIF89a", "fLaC\x80", "\0\0\0\x08moov"),
      fc.uint8Array({ maxLength: 2000 }),
    )
    .map(([mark, rest]) => Uint8Array.from([...bytes(mark), ...rest]));

  it("never stop a check, nor make it read without end", async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.constantFrom(...formats), async (data, format) => {
        const source = memorySource(data);
        const found = await checkWhole(source, format, data.length);
        expect(found.isWhole || found.reason !== undefined).toBe(true);
        expect(source.reads()).toBeLessThanOrEqual(5000);
      }),
      { numRuns: 2000 },
    );
  });

  it("that repeat without end are given up within the budget", async () => {
    const patterns = [
      "\0",
      "\xff",
      "\xff\xfb\x90\x00",
      "\0\0\0\x08free",
      "\x21\xf9\x01a\0",
      "LIST\x04\0\0\0INFO",
    ];
    for (const pattern of patterns) {
      const head = bytes(pattern.repeat(4096));
      for (const format of formats) {
        const size = 2 ** 42;
        let total = 0;
        const read = async (_: number, length: number) => {
          total += length;
          const piece = new Uint8Array(length);
          for (let at = 0; at < length; at += head.length) piece.set(head.subarray(0, length - at), at);
          return piece;
        };
        await checkWhole({ read }, format, size);
        expect(total, format.id).toBeLessThanOrEqual(8 * 1024 * 1024);
      }
    }
  });
});

describeWithShared("files of the corpus", (folder) => {
  const corpus = (name: string) => readFileSync(join(folder, "corpus", name));
  const detect = (name: string, content: Buffer) =>
    detectFormat(content.subarray(0, 65_536), undefined, extname(name)).format?.id ?? "other";

  for (const part of ["plain", "signed"]) {
    it(`in ${part} are whole`, async () => {
      for (const name of readdirSync(join(folder, "corpus", part))) {
        const content = corpus(`${part}/${name}`);
        const found = await check(content, detect(name, content) as FormatId);
        expect(found, name).toMatchObject({ isWhole: true });
      }
    });
  }

  it("that are hostile but without credentials are whole", async () => {
    expect((await check(corpus("hostile/id3v23_compression_underflow.mp3"), "mp3")).isWhole).toBe(true);
    expect((await check(corpus("hostile/riff_bomb_1000.wav"), "wav")).isWhole).toBe(true);
  });

  it.each([
    ["webp", "plain/sample1.webp"],
    ["mp3", "plain/sample1.mp3"],
    ["png", "plain/sample1.png"],
    ["jpeg", "plain/earth_apollo17.jpg"],
    ["jpeg", "signed/adobe-20220124-CA.jpg"],
    ["gif", "plain/sample1.gif"],
    ["wav", "plain/sample1.wav"],
    ["avi", "plain/test.avi"],
    ["flac", "plain/sample1.flac"],
    ["mp4", "signed/video1.mp4"],
    ["mov", "plain/c.mov"],
    ["heic", "plain/sample1.heic"],
    ["avif", "plain/sample1.avif"],
    ["jxl", "plain/sample1.jxl"],
    ["svg", "plain/sample1.svg"],
    ["pdf", "signed/adobe-20240110-single_manifest_store.pdf"],
    ["tiff", "plain/test.tiff"],
    ["c2pa", "sidecar/cloud_manifest.c2pa"],
  ] as const)("cut at twenty places are found: %s, %s", async (id, name) => {
    const content = corpus(name);
    const unnoticed: number[] = [];
    for (let part = 1; part <= 20; part++) {
      const length = Math.floor((content.length * part) / 21);
      if ((await check(content.subarray(0, length), id)).isWhole) unnoticed.push(length);
    }
    expect(unnoticed).toEqual([]);
  });
});
