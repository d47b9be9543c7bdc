import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { readExisting } from "../../src/core/label/existing.ts";
import { textMarks } from "../../src/core/label/text-mark.ts";
import { containerFor } from "../../src/core/metadata/index.ts";
import { sourceOf } from "../support/byte-source.ts";
import { checkOne, labelOne, makeIdentity, testContext, verifyOne } from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { type OfficeEntry, officeEntries, zipOf } from "../support/office-file.ts";

const world = testContext();
let rootPath: string;

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
});

const at = (name: string) => join(world.folder, name);

async function written(name: string, entries: readonly OfficeEntry[] = officeEntries()): Promise<string> {
  await writeFile(at(name), zipOf(entries));
  return at(name);
}

/** Another reader: the words of each paragraph. */
async function paragraphsOf(path: string): Promise<string[]> {
  const parts = unzipSync(new Uint8Array(await readFile(path)));
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/g)].map(([text]) => text.replaceAll(/<[^>]*>/g, "").trim());
}

async function china(path: string): Promise<Record<string, string>> {
  const { assessment } = await checkOne(world, path, { laws: ["cn"] });
  return Object.fromEntries(
    assessment.rules.map(({ id, verdict, says }) => [id, `${verdict}: ${says}`] as const),
  );
}

describe("a Word document that is labeled", () => {
  it("has it in its first and last line, in its properties and in the credential beside it", async () => {
    const path = await written("letter.docx");
    const before = await readFile(path);
    const { output = "", sidecar, label } = await labelOne(world, path);
    expect(label.marks).toEqual([{ form: "text", text: textMarks.generated, place: "first-and-last-line" }]);
    const lines = await paragraphsOf(output);
    expect(lines).toHaveLength(3);
    expect([lines[0], lines[2]]).toEqual([textMarks.generated, textMarks.generated]);
    const container = containerFor("docx");
    const { labels } = await readExisting(container, sourceOf(await readFile(output)));
    expect(labels).toMatchObject([{ isNormative: true, label: { ProduceID: label.id } }]);
    expect(sidecar).toBe(`${output}.c2pa`);
    expect((await verifyOne(world, output, { trust: [rootPath] })).state).toBe("trusted");
    expect(await readFile(path)).toEqual(before);
  });

  it("keeps every other part, packed as it was", async () => {
    const { output = "" } = await labelOne(world, await written("kept.docx"));
    const [before, after] = [await readFile(at("kept.docx")), await readFile(output)];
    const note = before.indexOf("word/media/note.bin") - 30;
    expect(after.includes(before.subarray(note, note + 62))).toBe(true);
    const [old, fresh] = [before, after].map((bytes) => unzipSync(new Uint8Array(bytes)));
    const changed = Object.keys(fresh ?? {}).filter(
      (name) => Buffer.compare(fresh?.[name] ?? Buffer.alloc(0), old?.[name] ?? Buffer.alloc(0)) !== 0,
    );
    expect(changed.sort()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "docProps/custom.xml",
      "word/document.xml",
    ]);
  });

  it("is marked once, however often it is labeled", async () => {
    const { output = "" } = await labelOne(world, await written("often.docx"));
    const again = await labelOne(world, output, { force: true, output: at("again.docx") });
    expect(await paragraphsOf(again.output ?? "")).toEqual(await paragraphsOf(output));
  });

  it("meets the rule for text, by its record and by its words read again", async () => {
    const { output = "" } = await labelOne(world, await written("checked.docx"));
    expect((await china(output))["CN-11"]).toMatch(/^pass: .*signed record says, and read again/);
    const bare = await labelOne(world, await written("bare.docx"), { visible: false });
    expect((await china(bare.output ?? ""))["CN-11"]).toBe("warn: neither the start nor the end says so");
  });

  it("opens what AI changed as it was found", async () => {
    const labeled = await labelOne(world, await written("changed.docx"), { as: "ai-edited" });
    expect((await paragraphsOf(labeled.output ?? ""))[0]).toBe(textMarks.altered);
    const { state, trace } = await verifyOne(world, labeled.output ?? "", { trust: [rootPath] });
    expect(state).toBe("trusted");
    expect(trace?.root.ingredients[0]).toMatchObject({ title: "changed.docx", state: "none" });
  });

  it("that is signed inside in Office's own way is told that this holds no longer", async () => {
    const signed = [...officeEntries(), { name: "_xmlsignatures/sig1.xml", content: "<Signature/>" }];
    const { label } = await labelOne(world, await written("signed.docx", signed));
    expect(label.notes[0]).toMatch(/digital signature holds for its text without the mark/);
  });

  it("is refused where its text is not understood, in a dry run too", async () => {
    const odd = officeEntries().map((entry) => ({
      ...entry,
      content: entry.name === "word/document.xml" ? "<w:document>" : entry.content,
    }));
    const path = await written("odd.docx", odd);
    for (const dryRun of [false, true]) {
      await expect(() => labelOne(world, path, { dryRun })).toThrowWithCode(
        "format.damaged",
        /odd\.docx": no line can be put into the document/,
      );
    }
  });
});

describe("text that is checked", () => {
  it.each([
    ["page.html", Buffer.from("<head><style>p { margin: 0 }</style></head><body><p>Body.</p></body>")],
    ["wide.txt", Buffer.from("\ufeffWide letters.\n", "utf16le")],
  ])("is read as people read it: %s", async (name, bytes) => {
    await writeFile(at(name), bytes);
    const { output = "" } = await labelOne(world, at(name));
    expect((await china(output))["CN-11"]).toMatch(/^pass: /);
  });
});

describe("a document that no line can be put into", () => {
  it.each([
    ["page.pdf", "pages"],
    ["table.xlsx", "sheets"],
  ])("says so, what to write and where: %s", async (name, places) => {
    if (name === "page.pdf") await copyFile(fixture(name), at(name));
    else {
      const workbook = officeEntries().map((entry) => ({
        ...entry,
        name: entry.name.replace("word/document.xml", "xl/workbook.xml").replace("word/", "xl/"),
        content: entry.content
          .replaceAll("word/document.xml", "xl/workbook.xml")
          .replace("wordprocessingml.document.main", "spreadsheetml.sheet.main"),
      }));
      await written(name, workbook);
    }
    const { output = "", label } = await labelOne(world, at(name));
    expect(label.marks).toEqual([]);
    expect(label.notes[0]).toMatch(`nothing was put on its ${places}`);
    expect(label.notes[0]).toContain(textMarks.generated);
    expect((await china(output))["CN-11"]).toMatch(/^undetermined: the text was not read/);
  });
});
