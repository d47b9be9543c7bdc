import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { surveyBody } from "../../../src/core/label/word-body.ts";
import { markDocument } from "../../../src/core/label/word-mark.ts";

const words = "本内容由人工智能生成 / AI-generated";
const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const section = '<w:sectPr><w:pgSz w:w="1"/><w:sectPrChange><w:sectPr/></w:sectPrChange></w:sectPr>';
const line = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const word = (body: string, root = `xmlns:w="${main}"`) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${root}><w:body>${body}</w:body></w:document>`;

/** Another reader, and a strict one: the names of the body's children with the text of each. */
function childrenOf(xml: string): [name: string, text: string][] {
  const found: [string, string][] = [];
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri }) => {
    path.push(`${uri === main || uri === strict ? "" : "?"}${local}`);
    if (path.length === 3) found.push([path[2] ?? "", ""]);
  });
  parser.on("text", (text) => {
    const child = found.at(-1);
    if (child && path.at(-1) === "t") child[1] += text;
  });
  parser.on("closetag", () => path.pop());
  parser.write(xml).close();
  return found;
}

describe("a Word document that is marked", () => {
  it("begins and ends with the words, in front of the properties of its last section", () => {
    const marked = markDocument(word(line("Text.") + section), words);
    expect(childrenOf(marked)).toEqual([
      ["p", words],
      ["p", "Text."],
      ["p", words],
      ["sectPr", ""],
    ]);
    expect(marked.replaceAll(/<w:p><w:r><w:rPr>.*?<\/w:p>/g, "")).toBe(word(line("Text.") + section));
  });

  it.each([
    ["no section", word(line("Text."))],
    ["a section in the middle", word(`<w:p><w:pPr>${section}</w:pPr></w:p>${line("Text.")}${section}`)],
    ["a table first", word(`<w:tbl><w:tr><w:tc>${line("Cell")}</w:tc></w:tr></w:tbl>${section}`)],
    ["a comment and an instruction", word(`<!-- <w:body> --><?x </w:body>?>${line("Text.")}`)],
    ["another prefix", word(line("Text.") + section).replaceAll(/w(?=[:=])/g, "ns0")],
    [
      "no prefix",
      word(line("Text."))
        .replaceAll("xmlns:w", "xmlns")
        .replaceAll(/(<\/?)w:/g, "$1"),
    ],
    ["the strict form", word(line("Text.") + section, `xmlns:w="${strict}"`)],
    ["an empty body", `<w:document xmlns:w="${main}"><w:body /></w:document>`],
    ["nothing in it", word("")],
  ])("stays a document of Word, and is marked once: %s", (_what, xml) => {
    const once = markDocument(xml, words);
    const children = childrenOf(once).filter(([name]) => name === "p");
    expect([children[0], children.at(-1)]).toEqual([
      ["p", words],
      ["p", words],
    ]);
    expect(markDocument(once, words)).toBe(once);
    expect(surveyBody(once)).toMatchObject({ first: words, last: words });
  });

  it("takes the words as words", () => {
    const odd = 'AI生成 <b> & "c"';
    const marked = markDocument(word(line("Text.")), odd);
    expect(childrenOf(marked)[0]).toEqual(["p", odd]);
    expect(markDocument(marked, odd)).toBe(marked);
  });

  it("is not taken for marked where readers do not see the words", () => {
    const hidden = line(words).replace("<w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>");
    expect(surveyBody(word(hidden + line("Text.")))).toMatchObject({ first: "Text.", count: 1 });
    const shown = hidden.replace("<w:vanish/>", '<w:vanish w:val="0"/>');
    expect(surveyBody(word(shown))).toMatchObject({ first: words });
    const deleted = line(words).replaceAll("w:t>", "w:delText>");
    expect(surveyBody(word(deleted))).toMatchObject({ count: 0 });
  });

  it.each([
    ["a workbook", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'],
    ["names of another kind", word("", 'xmlns:w="http://example.com/"')],
    ["a text that is cut short", word(line("Text.")).slice(0, -20)],
    ["two bodies", word("").replace("</w:body>", "</w:body><w:body></w:body>")],
    ["no text at all", ""],
  ])("is refused where it is %s", async (_what, xml) => {
    await expect(() => markDocument(xml, words)).toThrowWithCode("format.damaged", /no line can be put/);
  });
});
