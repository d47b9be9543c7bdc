/** Labels as services really write them: at the right place or a wrong one, in the right form or another. */
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { containerFor, type FoundMark, readMarks, xmpProperties } from "../../../src/core/metadata/index.ts";
import { sourceOf } from "../../support/byte-source.ts";
import { exifBlock, pngChunk, withChunk, withSegment } from "../../support/foreign-labels.ts";
import { labelFor, packetAround } from "../../support/label-samples.ts";
import { isoBox, tinyTiff } from "../../support/tiny-pictures.ts";

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } });
const [jpeg, png, webp] = await Promise.all([
  picture.clone().jpeg().toBuffer(),
  picture.clone().png().toBuffer(),
  picture.clone().webp().toBuffer(),
]);

const inner = labelFor("1");
const wrapped = `{"AIGC":${inner}}`;
const ns = xmpProperties.aigc.ns;

async function labelsIn(
  format: string,
  bytes: Buffer,
): Promise<Pick<FoundMark, "place" | "text" | "isNormative">[]> {
  const container = containerFor(format);
  if (!container) throw new Error(`no container for ${format}`);
  const marks = await readMarks(container, sourceOf(bytes));
  return marks
    .filter(({ kind }) => kind === "aigc")
    .map(({ place, text, isNormative }) => ({ place, text, isNormative }));
}

function jpegWithXmp(description: string): Buffer {
  return withSegment(jpeg, 0xe1, "http://ns.adobe.com/xap/1.0/\0", packetAround(description));
}

function escaped(text: string): string {
  return text.replaceAll('"', "&quot;");
}

describe("a label in XMP", () => {
  const own = (value: string) =>
    `<rdf:Description xmlns:TC260="${ns}"><TC260:AIGC>${value}</TC260:AIGC></rdf:Description>`;

  it.each([
    ["with references for its quotes, as Doubao writes it", own(escaped(inner))],
    ["with quotes as they are", own(inner)],
    ["as an attribute", `<rdf:Description xmlns:TC260="${ns}" TC260:AIGC="${escaped(inner)}"/>`],
    ["under a lower-case prefix", `<rdf:Description xmlns:tc260="${ns}" tc260:AIGC="${escaped(inner)}"/>`],
  ])("is normative %s", async (_, description) => {
    expect(await labelsIn("jpeg", jpegWithXmp(description))).toEqual([
      { place: "APP1 TC260:AIGC", text: inner, isNormative: true },
    ]);
  });

  it("is not where it is wrapped once more", async () => {
    expect(await labelsIn("jpeg", jpegWithXmp(own(escaped(wrapped))))).toEqual([
      { place: "APP1 TC260:AIGC", text: wrapped, isNormative: false },
    ]);
  });

  it.each(['{"Label":"AIGC","ContentProducer":"studio"}', '{"Label":1,"ContentProducer":"studio"}'])(
    "is read with the values it has: %s",
    async (text) => {
      expect(await labelsIn("jpeg", jpegWithXmp(own(escaped(text))))).toEqual([
        { place: "APP1 TC260:AIGC", text, isNormative: true },
      ]);
    },
  );

  it("is not normative as a structure, nor as properties of their own", async () => {
    const fields = "<TC260:Label>1</TC260:Label><TC260:ProduceID>7</TC260:ProduceID>";
    const structure = `<rdf:Description xmlns:TC260="${ns}"><TC260:AIGC rdf:parseType="Resource">${fields}</TC260:AIGC></rdf:Description>`;
    expect(await labelsIn("jpeg", jpegWithXmp(structure))).toEqual([
      { place: "APP1 TC260:AIGC", text: '{"Label":"1","ProduceID":"7"}', isNormative: false },
    ]);
    const scattered =
      '<rdf:Description xmlns:AIGC="http://example.test/AIGC/" AIGC:Label="1" AIGC:ProduceID="7"/>';
    expect(await labelsIn("jpeg", jpegWithXmp(scattered))).toEqual([
      { place: "APP1 AIGC:Label …", text: '{"Label":"1","ProduceID":"7"}', isNormative: false },
    ]);
  });

  it("is found under undeclared names, which XML does not allow", async () => {
    expect(
      await labelsIn("jpeg", jpegWithXmp('<rdf:Description AIGC:Label="1" AIGC:ProduceID="7"/>')),
    ).toEqual([{ place: "APP1 AIGC:Label …", text: '{"Label":"1","ProduceID":"7"}', isNormative: false }]);
  });

  it.each([
    ["as it is", wrapped],
    ["with its name before it", `AIGC=${wrapped}`],
  ])("is found in Base64, packed %s", async (_, text) => {
    const value = Buffer.from(text).toString("base64");
    expect(await labelsIn("jpeg", jpegWithXmp(`<rdf:Description XmpKvBase64="${value}"/>`))).toEqual([
      { place: "APP1 XmpKvBase64", text: wrapped, isNormative: false },
    ]);
  });

  it("is found under another namespace", async () => {
    const foreign = `<rdf:Description xmlns:a="http://example.test/" a:AIGC="${escaped(inner)}"/>`;
    expect(await labelsIn("jpeg", jpegWithXmp(foreign))).toEqual([
      { place: "APP1 a:AIGC", text: inner, isNormative: false },
    ]);
  });
});

describe("a label in EXIF", () => {
  const comment = (code: string, text: string | Buffer) =>
    Buffer.concat([Buffer.from(code), Buffer.from(text)]);
  const inJpeg = (...exif: Parameters<typeof exifBlock>) =>
    withSegment(jpeg, 0xe1, "Exif\0\0", exifBlock(...exif));

  it.each(["little", "big"] as const)(
    "is normative as the user comment of a JPEG (%s endian)",
    async (order) => {
      expect(await labelsIn("jpeg", inJpeg({ comment: comment("ASCII\0\0\0", wrapped), order }))).toEqual([
        { place: "EXIF UserComment", text: wrapped, isNormative: true },
      ]);
    },
  );

  it.each([
    ["not wrapped", { comment: comment("ASCII\0\0\0", inner) }, inner],
    ["of another type", { comment: comment("ASCII\0\0\0", wrapped), commentType: 2 }, wrapped],
    ["of no encoding", { comment: comment("\0".repeat(8), `${wrapped}\0\0`) }, wrapped],
    ["without the letters that name its encoding", { comment: Buffer.from(wrapped) }, wrapped],
    ["in UTF-16", { comment: comment("UNICODE\0", Buffer.from(wrapped, "utf16le")) }, wrapped],
  ])("is not normative as a user comment %s", async (_, exif, text) => {
    expect(await labelsIn("jpeg", inJpeg(exif))).toEqual([
      { place: "EXIF UserComment", text, isNormative: false },
    ]);
  });

  it("is not normative as a description with the keys of another service", async () => {
    const description = '{"ServiceProvider":"studio","ServiceUser":"","Time":"2026-01-01","ContentId":"7"}';
    expect(await labelsIn("jpeg", inJpeg({ description }))).toEqual([
      { place: "EXIF ImageDescription", text: description, isNormative: false },
    ]);
    expect(await labelsIn("tiff", tinyTiff({ description }))).toHaveLength(1);
  });

  it("is not normative in other formats", async () => {
    const exif = exifBlock({ comment: comment("ASCII\0\0\0", wrapped) });
    const expected = [{ place: "EXIF UserComment", text: wrapped, isNormative: false }];
    expect(await labelsIn("png", withChunk(png, pngChunk("eXIf", exif)))).toEqual(expected);
    const chunk = Buffer.concat([Buffer.from("EXIF"), Buffer.alloc(4), exif, Buffer.alloc(exif.length % 2)]);
    chunk.writeUInt32LE(exif.length, 4);
    const longer = Buffer.concat([webp, chunk]);
    longer.writeUInt32LE(longer.length - 8, 4);
    expect(await labelsIn("webp", longer)).toEqual(expected);
    const jxl = Buffer.concat([
      isoBox("JXL ", Buffer.from("\r\n\x87\n", "latin1")),
      isoBox("Exif", Buffer.alloc(4), exif),
    ]);
    expect(await labelsIn("jxl", jxl)).toEqual(expected);
  });

  it("is no label where it is an ordinary comment", async () => {
    expect(
      await labelsIn("jpeg", inJpeg({ comment: comment("ASCII\0\0\0", "a boat {AIGC}"), description: "{}" })),
    ).toEqual([]);
  });
});

describe("a label in a JPEG segment of its own", () => {
  it.each([0xe1, 0xe9, 0xef])("is found in segment %i", async (marker) => {
    expect(await labelsIn("jpeg", withSegment(jpeg, marker, `AIGC${inner}\0`))).toEqual([
      { place: `APP${marker - 0xe0}`, text: inner, isNormative: false },
    ]);
  });

  it("is found beside another one, each for itself", async () => {
    const both = withSegment(
      jpegWithXmp(`<rdf:Description xmlns:T="${ns}" T:AIGC="${escaped(inner)}"/>`),
      0xe4,
      `AIGC${wrapped}`,
    );
    expect((await labelsIn("jpeg", both)).map(({ place }) => place)).toEqual(["APP4", "APP1 TC260:AIGC"]);
  });
});

describe("a label in a text chunk of a PNG", () => {
  const international = (flag: number, data: Buffer) =>
    Buffer.concat([Buffer.from(`AIGC\0`), Buffer.from([flag, 0, 0, 0]), data]);

  it.each([
    ["tEXt", Buffer.from(`AIGC\0${wrapped}`), wrapped, true],
    ["tEXt", Buffer.from(`AIGC\0${inner}`), inner, false],
    ["zTXt", Buffer.concat([Buffer.from("AIGC\0\0"), deflateSync(wrapped)]), wrapped, false],
    ["iTXt", international(0, Buffer.from(wrapped)), wrapped, false],
    ["iTXt", international(1, deflateSync(wrapped)), wrapped, false],
  ])("is found as %s", async (type, data, text, isNormative) => {
    for (const place of ["begin", "end"] as const) {
      const labels = await labelsIn("png", withChunk(png, pngChunk(type, data), place));
      expect(labels).toEqual([{ place: `${type} AIGC`, text, isNormative }]);
    }
  });

  it("is there, and unreadable, where it cannot be unpacked", async () => {
    const broken = pngChunk("zTXt", "AIGC\0\0 no zlib");
    expect(await labelsIn("png", withChunk(png, broken))).toEqual([
      { place: "zTXt AIGC", text: "", isNormative: false },
    ]);
  });
});
