import { describe, expect, it } from "vitest";
import { encodeText } from "../../../src/core/label/text-encoding.ts";
import { readTextEnds } from "../../../src/core/label/text-ends.ts";
import { markText, textMarks } from "../../../src/core/label/text-mark.ts";

const words = textMarks.generated;
const utf8 = (text: string) => new TextEncoder().encode(text);

function endsOf(bytes: Uint8Array, formatId: "txt" | "md" | "html") {
  return readTextEnds({ head: bytes, tail: bytes.slice(-256) }, formatId);
}

describe("the ends of a text", () => {
  it("are its first and last 64 characters", () => {
    const { head, tail } = endsOf(utf8(`first ${"word ".repeat(50)} last`), "txt");
    expect([head.length, tail.length]).toEqual([64, 64]);
    expect([head, tail]).toEqual([expect.stringMatching(/^first/), expect.stringMatching(/last$/)]);
  });

  it.each(["utf-8", "utf-16le", "utf-16be"] as const)("are read in %s", (encoding) => {
    const bom = { "utf-8": [0xef, 0xbb, 0xbf], "utf-16le": [0xff, 0xfe], "utf-16be": [0xfe, 0xff] }[encoding];
    const bytes = encodeText({ text: "Dear reader\n", encoding, bom: new Uint8Array(bom) });
    const { head, tail } = endsOf(markText(bytes, { kind: "txt", words }), "txt");
    expect([head.startsWith(words), tail.endsWith(words)]).toEqual([true, true]);
  });

  it("begin behind the front matter of Markdown", () => {
    const marked = markText(utf8(`---\ntitle: ${"long ".repeat(400)}\n---\n# Dear\n`), { kind: "md", words });
    expect(endsOf(marked, "md").head.startsWith(words)).toBe(true);
  });

  it("are those of what people see of a page", () => {
    const page = `<!doctype html><!-- AI生成 --><html><head><title>AI生成</title><style>a > b {}</style>
      <meta name="x" content="AI生成"></head><body><script>if (a < b) say("AI生成")</script><p>Dear &#x41;na</body></html>`;
    expect(endsOf(utf8(page), "html").head).toBe("Dear Ana");
    expect(endsOf(markText(utf8(page), { kind: "html", words }), "html").head).toContain(words);
  });

  it.each(["<!-- ".repeat(50_000), "<script>".repeat(30_000), "<a '".repeat(50_000), "<".repeat(200_000)])(
    "are found at once in what is no page: %#",
    (text) => {
      const start = performance.now();
      endsOf(utf8(text), "html");
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});
