import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { markdown } from "../../../src/core/metadata/markdown.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor } from "../../support/label-samples.ts";

const label = labelFor('0d5f: #"x"');

async function write(text: string, aigc = label): Promise<string> {
  const bytes = Buffer.from(text);
  return (await applied(bytes, await markdown.write(sourceOf(bytes), { aigc }))).toString();
}

async function marksOf(text: string) {
  return markdown.read(sourceOf(Buffer.from(text)));
}

/** What another reader of YAML sees between the fences. */
function matterOf(text: string): unknown {
  return parse(text.split(/^---\r?$/m)[1] ?? "");
}

const mapping = `AIGC:
  Label: "1"
  ContentProducer: "studio"
  ProduceID: "0d5f: #\\"x\\""
  ReservedCode1: ""
  ContentPropagator: "studio"
  PropagateID: "0d5f: #\\"x\\""
  ReservedCode2: ""
`;

describe("the label of a Markdown file", () => {
  it("begins the file where there is no front matter", async () => {
    expect(await write("# A drawing\n")).toBe(`---\n${mapping}---\n# A drawing\n`);
    expect(await write("")).toBe(`---\n${mapping}---\n`);
    expect(matterOf(await write("x"))).toEqual({ AIGC: JSON.parse(label) });
  });

  it("ends the front matter that is there, whose lines stay", async () => {
    const head = "---\ntitle: A drawing\na:b: c\ntags:\n- a\n- b\n# a comment\nnotes: |\n  AIGC: not this\n";
    const after = await write(`${head}---\n\n# A drawing\n`);
    expect(after).toBe(`${head}${mapping}---\n\n# A drawing\n`);
    expect(matterOf(after)).toMatchObject({ title: "A drawing", AIGC: JSON.parse(label) });
  });

  it("takes the place of the old one, and of a second", async () => {
    const old = 'AIGC:\n    Label: "1"\n\n    ProduceID: x\n';
    const after = await write(`---\ntitle: a\n${old}\nauthor: Ana Ruiz\n"AIGC": {Label: "2"}\n---\ntext\n`);
    expect(after).toBe(`---\ntitle: a\n${mapping}\nauthor: Ana Ruiz\n---\ntext\n`);
    expect(await write(after)).toBe(after);
  });

  it("keeps the line ends and the byte order mark of the file", async () => {
    const after = await write("\ufeff---\r\ntitle: a\r\n---\r\ntext\r\n");
    expect(after).toBe(`\ufeff---\r\ntitle: a\r\n${mapping.replaceAll("\n", "\r\n")}---\r\ntext\r\n`);
    expect(await write("\ufefftext\r\n")).toBe(
      `\ufeff---\r\n${mapping.replaceAll("\n", "\r\n")}---\r\ntext\r\n`,
    );
  });

  it.each(["---\nA heading\n---\ntext\n", "---\n\ntext without an end\n", "---text\n---\n"])(
    "does not stand between two rules of the text: %j",
    async (text) => {
      expect(await write(text)).toBe(`---\n${mapping}---\n${text}`);
    },
  );

  it.each([
    [
      "a mapping in plain words",
      "AIGC:\n  Label: '1'\n  ProduceID: it's # so\n",
      '{"Label":"1","ProduceID":"it\'s"}',
      true,
    ],
    ["a number", "AIGC:\n  Label: 1\n", '{"Label":1}', true],
    ["braces", 'AIGC: {"Label":"1"}\n', '{"Label":"1"}', true],
    ["braces on several lines", 'AIGC: {\n  "Label":"1"\n}\n', '{\n  "Label":"1"\n}', true],
    ["a text", "AIGC: '{\"Label\":\"it''s\"}'\n", '{"Label":"it\'s"}', false],
    ["a text of several lines", 'AIGC: |\n  {"Label":"1"}\n', '{"Label":"1"}', false],
    ["nothing", "AIGC:\ntitle: a\n", "{}", false],
  ])("is read from %s", async (_, lines, text, isNormative) => {
    expect(await marksOf(`---\n${lines}---\ntext\n`)).toMatchObject([{ kind: "aigc", text, isNormative }]);
  });

  it("is not looked for outside of the front matter", async () => {
    expect(await marksOf("# A\n\nAIGC:\n  Label: 1\n")).toEqual([]);
    expect(await marksOf("---\ntitle: a\n---\n---\nAIGC: x\n---\n")).toEqual([]);
  });

  it("is not written into UTF-16", async () => {
    const bytes = Buffer.from("\ufefftext", "utf16le");
    await expect(() => markdown.write(sourceOf(bytes), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /UTF-8/,
    );
  });

  it("is read from long and strange lines in no time", async () => {
    for (const line of [
      "a".repeat(500_000),
      '"'.repeat(500_000),
      "'\\".repeat(250_000),
      " ".repeat(500_000),
    ]) {
      const start = performance.now();
      await marksOf(`---\nAIGC:\n  Label: "${line}\n  ${line}: x\n${line}\n---\n`);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});
