import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pdf } from "../../../src/core/metadata/pdf.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../../support/label-samples.ts";
import { corpusFile, fixture } from "../../support/media.ts";

const label = labelFor("0d5f()");

async function write(bytes: Uint8Array, wanted: { aigc?: string; xmp?: string }): Promise<Buffer> {
  return applied(bytes, await pdf.write(sourceOf(bytes), wanted));
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await pdf.read(sourceOf(bytes))).map(({ text }) => text);
}

const catalog = "<< /Type /Catalog /Pages 2 0 R >>";
const pages = "<< /Type /Pages /Kids [] /Count 0 >>";

/** One section as a table. */
function classic(objects: readonly string[], trailer: string): Buffer {
  let text = "%PDF-1.4\n";
  const rows = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join("")}`;
  const end = `trailer\n<< /Size ${rows.length + 1} ${trailer} >>\nstartxref\n${text.length}\n%%EOF`;
  return Buffer.from(text + table + end, "latin1");
}

/** One section as a stream, and the objects inside another stream. */
function modern(objects: readonly string[], trailer: string, predictor = 1): Buffer {
  const streamOf = (number: number, entries: string, content: Buffer) => {
    const packed = deflateSync(content).toString("latin1");
    const head = `<< ${entries} /Filter /FlateDecode /Length ${packed.length} >>`;
    return `${number} 0 obj\n${head}\nstream\n${packed}\nendstream\nendobj\n`;
  };
  const starts = objects.map((_, index) => objects.slice(0, index).join(" ").length + (index > 0 ? 1 : 0));
  const head = objects.map((_, index) => `${index + 1} ${starts[index]}`).join(" ");
  const packed = streamOf(
    objects.length + 1,
    `/Type /ObjStm /N ${objects.length} /First ${head.length + 1}`,
    Buffer.from(`${head} ${objects.join(" ")}`),
  );
  const first = "%PDF-1.5\n";
  const at = first.length + packed.length;
  const rows = [
    [0, 0, 0],
    ...objects.map((_, index) => [2, objects.length + 1, index]),
    [1, first.length, 0],
    [1, at, 0],
  ].map(([type = 0, second = 0, third = 0]) => [type, second >> 8, second & 255, third]);
  let before = [0, 0, 0, 0];
  const coded = rows.flatMap((row) => {
    if (predictor === 1) return row;
    const line = [2, ...row.map((value, column) => (value - (before[column] ?? 0)) & 255)];
    before = row;
    return line;
  });
  const parameters = predictor === 1 ? "" : `/DecodeParms << /Columns 4 /Predictor ${predictor} >>`;
  const entries = `/Type /XRef /W [1 2 1] /Size ${objects.length + 3} ${parameters} ${trailer}`;
  const section = streamOf(objects.length + 2, entries, Buffer.from(coded));
  return Buffer.from(`${first}${packed}${section}startxref\n${at}\n%%EOF\n`, "latin1");
}

describe("the label of a PDF", () => {
  it("is an update behind the file, which stays as it is", async () => {
    const bytes = await readFile(fixture("page.pdf"));
    const after = await write(bytes, { aigc: label });
    expect(after.subarray(0, bytes.length).equals(bytes)).toBe(true);
    const update = after.subarray(bytes.length).toString("latin1");
    expect(update).toContain(`/AIGC (${label.replaceAll("()", "\\(\\)")})`);
    expect(update).toMatch(
      /\nxref\n5 1\n\d{10} 00000 n \ntrailer\n<< \/Size 6 \/Root 1 0 R \/Info 5 0 R \/Prev \d+ >>/,
    );
    const [mark] = await pdf.read(sourceOf(after));
    expect(after.subarray(mark?.offset, (mark?.offset ?? 0) + (mark?.length ?? 0)).toString()).toContain(
      "0d5f",
    );
  });

  it("stands beside what the Info dictionary said, whose number it keeps", async () => {
    const info =
      "<< /Title (A \\) drawing) /AI#47C (old) /Nested << /AIGC (not this) >> /Keywords [(a) (b)] >>";
    const bytes = classic([catalog, pages, info], "/Root 1 0 R /Info 3 0 R /ID [<aa> <bb>]");
    expect(await textsOf(bytes)).toEqual(["old"]);
    const after = await write(bytes, { aigc: label });
    const update = after.subarray(bytes.length).toString("latin1");
    expect(update).toContain("3 0 obj\n<< /Title (A \\) drawing)");
    expect(update).toContain("/Nested << /AIGC (not this) >> /Keywords [(a) (b)] >>");
    expect(update).toContain("/Root 1 0 R /Info 3 0 R /ID [<aa> <bb>] /Prev");
    expect(await textsOf(after)).toEqual([label]);
  });

  it.each([1, 12])(
    "is written as a stream where the cross-reference is one (predictor %i)",
    async (predictor) => {
      const bytes = modern(
        [catalog, pages, "<< /Title (A drawing) >>"],
        "/Root 1 0 R /Info 3 0 R",
        predictor,
      );
      const once = await write(bytes, { aigc: label });
      expect(once.subarray(bytes.length).toString("latin1")).toContain(
        "/Type /XRef /W [1 6 2] /Index [3 1 6 1]",
      );
      expect(once.subarray(bytes.length).toString("latin1")).toContain("<< /Title (A drawing)");
      const twice = await write(once, { aigc: labelFor("b") });
      expect(await textsOf(twice)).toEqual([labelFor("b")]);
    },
  );

  it("may hold letters of every kind", async () => {
    const wide = labelFor("标签 \\ (é)");
    const bytes = await readFile(fixture("page.pdf"));
    expect(await textsOf(await write(bytes, { aigc: wide }))).toEqual([wide]);
  });

  it.each([
    ["(a\\\nb\\101\\n\\(c\\))", "abA\n(c)"],
    ["<feff0041 4f60>", "A你"],
    ["<4>", "@"],
    ["(\xef\xbb\xbf\xe4\xbd\xa0)", "你"],
  ])("is read from %j", async (value, text) => {
    const bytes = classic([catalog, pages, `<< /AIGC ${value} >>`], "/Root 1 0 R /Info 3 0 R");
    expect(await textsOf(bytes)).toEqual([text]);
  });
});

describe("a packet of XMP in a PDF", () => {
  it("becomes a stream that the catalog names, and keeps its number when it changes", async () => {
    const bytes = classic([catalog, pages], "/Root 1 0 R");
    const once = await write(bytes, { xmp: packetWithLabel("a"), aigc: label });
    const update = once.subarray(bytes.length).toString("latin1");
    expect(update).toContain("1 0 obj\n<< /Type /Catalog /Pages 2 0 R  /Metadata 4 0 R >>");
    const twice = await write(once, { xmp: packetWithLabel("b") });
    expect(twice.subarray(once.length).toString("latin1")).toMatch(/^\n4 0 obj/);
    expect(await textsOf(twice)).toEqual([label, packetWithLabel("b")]);
  });
});

describe("a PDF that is not changed", () => {
  it("is encrypted, and said to be", async () => {
    const bytes = classic([catalog, pages], "/Root 1 0 R /Encrypt 9 0 R");
    await expect(() => pdf.write(sourceOf(bytes), { aigc: label })).toThrowWithCode("format.encrypted");
    expect(await pdf.read(sourceOf(bytes))).toMatchObject([{ kind: "unread" }]);
  });

  const loop = classic([catalog, pages], "/Root 1 0 R /Prev 0000000000");
  const at = loop.toString("latin1").lastIndexOf("\nxref") + 1;
  loop.write(String(at).padStart(10, "0"), loop.indexOf("/Prev") + 6);

  it("only seems to be one where its sections lead to each other in a circle", async () => {
    expect(await textsOf(await write(loop, { aigc: label }))).toEqual([label]);
  });

  it.each([
    ["bytes in front", Buffer.concat([Buffer.from("\n"), classic([catalog], "/Root 1 0 R")])],
    ["no catalog", classic([catalog], "/Root 7 0 R")],
    [
      "a cross-reference stream that covers more than it holds",
      Buffer.from(
        modern([catalog, pages], "/Root 1 0 R").toString("latin1").replace("/Size 5", "/Size 9"),
        "latin1",
      ),
    ],
    ["no startxref", Buffer.from("%PDF-1.4\n%%EOF")],
    ["a startxref to nothing", Buffer.from("%PDF-1.4\nstartxref\n4\n%%EOF\n")],
    [
      "a label that is there twice",
      classic([catalog, pages, "<< /AIGC (a) /AIGC (b) >>"], "/Root 1 0 R /Info 3 0 R"),
    ],
    [
      "a dictionary without an end",
      classic([catalog, pages, `<< /A ${"[".repeat(100_000)}`], "/Root 1 0 R /Info 3 0 R"),
    ],
    ["brackets that close too often", classic([catalog, pages, "<< /A ] >>"], "/Root 1 0 R /Info 3 0 R")],
  ])("has %s", async (_, bytes) => {
    await expect(() => pdf.write(sourceOf(bytes), { aigc: label })).toThrowWithCode("format.damaged");
  });
});

describe("PDFs of others", () => {
  const basic = corpusFile("plain/basic.pdf");

  it.skipIf(basic === undefined)("keep their packet of XMP beside the label", async () => {
    const bytes = await readFile(basic ?? "");
    const [packet] = await pdf.read(sourceOf(bytes));
    expect(packet).toMatchObject({ kind: "xmp", isNormative: true });
    expect(await textsOf(await write(bytes, { aigc: label }))).toEqual([label, packet?.text]);
  });
});
