/** Files are known by their content. */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectFormat, HEAD_BYTES } from "../../../src/core/asset/detect.ts";
import { formatByExtension, formats } from "../../../src/core/asset/formats.ts";
import { describeWithShared } from "../../support/shared.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const idOf = (text: string, extension?: string) => detectFormat(bytes(text), undefined, extension).format?.id;
const ftyp = (...brands: string[]) => {
  const [major = "", ...compatible] = brands;
  const size = 16 + compatible.length * 4;
  return `\0\0\0${String.fromCharCode(size)}ftyp${major}\0\0\0\0${compatible.join("")}`;
};
const tiff = (...tags: number[]) => {
  const entries = tags.map((tag) => String.fromCharCode(tag & 255, tag >> 8) + "\0".repeat(10));
  return `II*\0\x08\0\0\0${String.fromCharCode(tags.length)}\0${entries.join("")}\0\0\0\0`;
};

describe("a format told by its first bytes", () => {
  it.each([
    ["jpeg", "\xff\xd8\xff\xe0"],
    ["jpeg", "\xff\xd8"],
    ["png", "\x89PNG\r\n\x1a\n"],
    ["gif", "GIF89a"],
    ["webp", "RIFF\0\0\0\0WEBP"],
    ["wav", "RIFF\0\0\0\0WAVE"],
    ["wav", "RF64\xff\xff\xff\xffWAVE"],
    ["avi", "RIFF\0\0\0\0AVI "],
    ["avif", ftyp("avif")],
    ["avif", ftyp("mif1", "miaf", "avif")],
    ["heic", ftyp("heic", "mif1")],
    ["heic", ftyp("mif1", "heic")],
    ["heif", ftyp("mif1")],
    ["mov", ftyp("qt  ")],
    ["mov", "\0\0\0\x08wide\0\0\0\0mdat"],
    ["m4a", ftyp("M4A ", "isom")],
    ["m4v", ftyp("M4V ")],
    ["mp4", ftyp("isom")],
    ["cr3", ftyp("crx ")],
    ["jxl", "\xff\x0a"],
    ["jxl", "\0\0\0\x0cJXL \r\n\x87\n"],
    ["flac", "fLaC"],
    ["flac", "ID3\x04\0\0\0\0\0\x02\0\0fLaC"],
    ["mp3", "ID3\x04\0\0\0\0\0\x02\0\0\xff\xfb\x90\x00"],
    ["mp3", "\xff\xfb\x90\x00"],
    ["aac", "\xff\xf1\x50\x80"],
    ["c2pa", "\0\0\0\x20jumb\0\0\0\x1ejumdc2pa"],
    ["pdf", "%PDF-1.7\n"],
    ["pdf", "junk before\n%PDF-1.7\n"],
    ["webm", "\x1a\x45\xdf\xa3\x01\0\0\0\x42\x82\x84webm"],
    ["mkv", "\x1a\x45\xdf\xa3\x01\0\0\0\x42\x82\x88matroska"],
    ["ogg", "OggS\0\x02vorbis"],
    ["opus", "OggS\0\x02OpusHead"],
    ["tiff", tiff(0x100)],
    ["dng", tiff(0x100, 0xc612)],
    ["otf", "OTTO"],
    ["glb", "glTF\x02\0\0\0"],
    ["psd", "8BPS\0\x01"],
    ["aiff", "FORM\0\0\0\0AIFF"],
    ["svg", '<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE svg [<!ENTITY a "b">]>\n<svg width="1"/>'],
    ["svg", '\xef\xbb\xbf<s:svg xmlns:s="http://www.w3.org/2000/svg">'],
    ["html", "<!doctype html><p>x"],
    ["txt", "plain words, with <svg> somewhere inside"],
  ])("is %s", (id, text) => {
    expect(idOf(text)).toBe(id);
  });

  it("is none for bytes that are no text and have no mark", () => {
    expect(detectFormat(Uint8Array.of(7, 0, 1, 200, 3))).toEqual({ isSegment: false });
    expect(detectFormat(new Uint8Array())).toEqual({ isSegment: false });
  });

  it("looks at the end of a ZIP for what it holds", () => {
    const head = bytes("PK\x03\x04");
    expect(detectFormat(head, bytes("[Content_Types].xml word/document.xml")).format?.id).toBe("docx");
    expect(detectFormat(head, bytes("readme.txt")).format?.id).toBe("zip");
  });
});

describe("the extension", () => {
  it("picks between forms of one container", () => {
    expect(idOf(ftyp("isom"), ".m4v")).toBe("m4v");
    expect(idOf(ftyp("isom"), "M4A")).toBe("m4a");
    expect(idOf(ftyp("heic"), "heif")).toBe("heif");
    expect(idOf(tiff(0x100), "dng")).toBe("dng");
    expect(idOf(tiff(0x100), "nef")).toBe("nef");
    expect(idOf("# title", "md")).toBe("md");
  });

  it("never makes one container another", () => {
    const detected = detectFormat(bytes("\x89PNG\r\n\x1a\n"), undefined, ".JPG");
    expect(detected).toMatchObject({ properExtension: "png", format: { id: "png" } });
    expect(idOf(ftyp("qt  "), "mp4")).toBe("mov");
    expect(idOf("an error page", "jpg")).toBe("txt");
    expect(idOf("<page>no drawing</page>", "svg")).toBe("txt");
  });

  it("says what a text was to become that is cut before its first element", () => {
    for (const text of [
      "<?xml vers",
      '<?xml version="1.0"?>\n',
      '<?xml version="1.0"?><sv',
      "<!DOCTYPE svg [",
    ])
      expect(idOf(text, "svg"), text).toBe("svg");
    expect(idOf("<?xml vers", "txt")).toBe("txt");
  });

  it("agrees where it is absent, in another case, or any name for plain text", () => {
    for (const [text, extension] of [
      ["GIF89a", ""],
      ["GIF89a", "GIF"],
      ["words", "log"],
    ] as const) {
      expect(detectFormat(bytes(text), undefined, extension)).not.toHaveProperty("properExtension");
    }
  });
});

describe("a piece of a fragmented video", () => {
  it.each(["styp", "moof", "sidx"])("is a segment when it begins with %s", (name) => {
    const detected = detectFormat(bytes(`\0\0\0\x18${name}msdh`), undefined, "mp4");
    expect(detected).toEqual({ isSegment: true });
  });
});

describe("the type table", () => {
  it("knows what the engine writes and reads", () => {
    const writes = "avi avif c2pa dng flac gif heic heif jpg jxl m4a m4v mov mp3 mp4 png svg tif wav webp";
    for (const name of writes.split(" ")) expect(formatByExtension(name)).toMatchObject({ canEmbed: true });
    expect(formats.filter((format) => format.canEmbed)).toHaveLength(writes.split(" ").length);
    expect(formats.filter((format) => format.canRead && !format.canEmbed).map(({ id }) => id)).toEqual([
      "pdf",
    ]);
  });

  it("gives every extension to one format", () => {
    const extensions = formats.flatMap((format) => format.extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
  });
});

describe("arbitrary bytes", () => {
  it("never stop detection", () => {
    const marks = [
      "\xff\xd8\xff",
      "RIFF",
      "II*\0",
      "ID3",
      "PK\x03\x04",
      "OggS",
      "<svg",
      "\0\0\0\x18ftyp",
      "<!--",
    ];
    const input = fc.tuple(fc.constantFrom("", ...marks), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(input, fc.string({ maxLength: 5 }), ([mark, rest], extension) => {
        const head = Uint8Array.from([...bytes(mark), ...rest]);
        expect(detectFormat(head, rest, extension).isSegment).toBeTypeOf("boolean");
      }),
      { numRuns: 1000 },
    );
  });

  it("never make the search for the root element slow", () => {
    const started = performance.now();
    for (const piece of ["<!--", "<?", "<!DOCTYPE [", "   ", "<a:"]) {
      detectFormat(bytes(piece.repeat(HEAD_BYTES / piece.length)));
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describeWithShared("files of the corpus", (folder) => {
  for (const part of ["plain", "signed"]) {
    it(`in ${part} are what their names say`, () => {
      for (const name of readdirSync(join(folder, "corpus", part))) {
        const head = readFileSync(join(folder, "corpus", part, name)).subarray(0, HEAD_BYTES);
        const detected = detectFormat(head, undefined, extname(name));
        expect(detected.format, name).toBe(formatByExtension(extname(name)));
      }
    });
  }

  it("that are segments are told from initialization files", () => {
    const isSegment = (name: string) =>
      detectFormat(readFileSync(join(folder, "corpus/fragmented", name))).isSegment;
    expect(isSegment("dash1.m4s")).toBe(true);
    expect(isSegment("bunny/BigBuckBunny_2s1.m4s")).toBe(true);
    expect(isSegment("dashinit.mp4")).toBe(false);
  });
});
