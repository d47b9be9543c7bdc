import { describe, expect, it } from "vitest";
import { ooxml } from "../../../src/core/metadata/ooxml.ts";
import { applied, sourceOf, untouched } from "../../support/byte-source.ts";
import { labelFor } from "../../support/label-samples.ts";
import { type OfficeEntry, officeEntries, unzipped, zipOf } from "../../support/office-file.ts";

const label = labelFor("0d5f<&>'");
const office = "http://schemas.openxmlformats.org/officeDocument/2006";
const vt = `xmlns:vt="${office}/docPropsVTypes"`;
const other = `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Topic"><vt:lpwstr>A &amp; B</vt:lpwstr></property>`;
const custom = (inside: string) =>
  `<?xml version="1.0"?>\n<Properties xmlns="${office}/custom-properties" ${vt}>${inside}</Properties>`;

async function write(bytes: Uint8Array, aigc: string): Promise<Buffer> {
  return applied(bytes, await ooxml.write(sourceOf(bytes), { aigc }));
}

function textIn(bytes: Buffer, name: string): string {
  return unzipped(bytes)[name] ?? "";
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await ooxml.read(sourceOf(bytes))).map(({ text }) => text);
}

describe("an Office file without properties of its own", () => {
  it("gets the part, its relationship and its content type, and every other entry keeps its bytes", async () => {
    const bytes = zipOf(officeEntries(), "a comment");
    const edits = await ooxml.write(sourceOf(bytes), { aigc: label });
    const after = await applied(bytes, edits);
    const [kept, found] = untouched(bytes, after, edits);
    expect(found.equals(kept)).toBe(true);
    // Both large entries are in what no edit touched, packed as they were.
    for (const name of ["word/document.xml", "word/media/note.bin"]) {
      const at = bytes.indexOf(Buffer.from(name));
      expect(kept.includes(bytes.subarray(at, at + 30))).toBe(true);
    }
    expect(Object.keys(unzipped(after))).toEqual([...Object.keys(unzipped(bytes)), "docProps/custom.xml"]);
    expect(textIn(after, "word/document.xml")).toBe(textIn(bytes, "word/document.xml"));
    expect(textIn(after, "[Content_Types].xml")).toMatch(/custom-properties\+xml"\/><\/Types>$/);
    expect(textIn(after, "_rels/.rels")).toMatch(/Target="docProps\/custom.xml"\/><\/Relationships>$/);
    expect(textIn(after, "docProps/custom.xml")).toContain('pid="2" name="AIGC"');
    expect(after.subarray(-9).toString()).toBe("a comment");
  });

  it("follows the strict form of the standard where it has that", async () => {
    const entries = officeEntries().map(({ content, ...rest }) => ({
      ...rest,
      content: content.replaceAll(
        `${office}/relationships`,
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
      ),
    }));
    const after = await write(zipOf(entries), label);
    expect(textIn(after, "_rels/.rels")).toContain("ooxml/officeDocument/relationships/customProperties");
    expect(textIn(after, "docProps/custom.xml")).toContain(
      "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    );
    expect(await textsOf(await write(after, labelFor("b")))).toEqual([labelFor("b")]);
  });
});

describe("an Office file with properties of its own", () => {
  it("keeps them, and gives the label the next number", async () => {
    const after = await write(zipOf(officeEntries(custom(other))), label);
    expect(textIn(after, "docProps/custom.xml")).toContain(`${other}<property`);
    expect(textIn(after, "docProps/custom.xml")).toContain('pid="8" name="AIGC"');
    expect(await textsOf(after)).toEqual([label]);
  });

  it("changes the label that is there, and drops a second", async () => {
    const own = (pid: number) => other.replace("Topic", "AIGC").replace('pid="7"', `pid="${pid}"`);
    const bytes = zipOf(officeEntries(custom(own(3) + other + own(9))));
    expect(await textsOf(bytes)).toEqual(["A & B", "A & B"]);
    const text = textIn(await write(bytes, label), "docProps/custom.xml");
    expect(text.match(/name="AIGC"/g)).toHaveLength(1);
    expect(text).toContain('pid="3" name="AIGC"');
    expect(text).toContain(other);
  });

  it.each([
    ["an empty list", custom("").replace(/><\/Properties>$/, "/>")],
    [
      "a list with a prefix",
      custom(other)
        .replace("xmlns=", "xmlns:p=")
        .replaceAll(/(<\/?)(Properties|property)/g, "$1p:$2"),
    ],
    ["a list with comments", custom(`<!-- <property name="AIGC"> --><![CDATA[</Properties>]]>${other}`)],
  ])("takes the label into %s", async (_, text) => {
    expect(await textsOf(await write(zipOf(officeEntries(text)), label))).toEqual([label]);
  });

  it("reads a list that nothing leads to, and does not trust it", async () => {
    const own = other.replace("Topic", "AIGC");
    const entries: OfficeEntry[] = [
      ...officeEntries(),
      { name: "docProps/custom.xml", content: custom(own) },
    ];
    expect(await ooxml.read(sourceOf(zipOf(entries)))).toMatchObject([{ text: "A & B", isNormative: false }]);
    await expect(() => write(zipOf(entries), label)).toThrowWithCode("format.damaged", /belongs to nothing/);
  });
});

describe("what is no Office file", () => {
  const [types, rels, ...rest] = officeEntries(custom(other));
  const entries = types && rels ? [types, rels, ...rest] : [];

  it.each<[string, Buffer]>([
    ["bytes", Buffer.from("PK nothing")],
    ["a ZIP without relationships", zipOf(entries.filter((entry) => entry !== rels))],
    ["a list that does not end", zipOf(officeEntries(custom(other).slice(0, -4)))],
    ["two parts of one name", zipOf([...entries, { name: "DOCPROPS/custom.xml", content: custom("") }])],
    [
      "a part in UTF-16",
      zipOf(
        officeEntries("\ufffe").map((entry) => ({
          ...entry,
          content: entry.content.replace("\ufffe", "\ud800"),
        })),
      ),
    ],
    ["a ZIP that is cut short", zipOf(entries).subarray(20)],
  ])("is refused: %s", async (_, bytes) => {
    await expect(() => write(bytes, label)).toThrowWithCode("format.damaged");
  });

  it("is refused where an entry is packed beyond its size or damaged", async () => {
    const bytes = zipOf(officeEntries(custom(other)));
    const at = bytes.indexOf("docProps/custom.xml") + 19;
    bytes.fill(0x55, at, at + 40);
    await expect(() => write(bytes, label)).toThrowWithCode("format.damaged", /damaged/);
    expect(await ooxml.read(sourceOf(bytes))).toMatchObject([{ kind: "unread" }]);
  });
});
