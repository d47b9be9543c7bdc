/** The visible mark in text, Markdown and pages. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markText, type TextKind, textMarks } from "../../../src/core/label/text-mark.ts";

const words = textMarks.generated;

function mark(text: string, kind: TextKind = "txt"): string {
  return Buffer.from(markText(Buffer.from(text), { kind, words })).toString();
}

describe("plain text", () => {
  it("gets the mark as its first and its last line", () => {
    expect(mark("One\nTwo\n")).toBe(`${words}\nOne\nTwo\n${words}\n`);
    expect(mark("One")).toBe(`${words}\nOne\n${words}`);
    expect(mark("One\r\nTwo\r\n")).toBe(`${words}\r\nOne\r\nTwo\r\n${words}\r\n`);
    expect(mark("One\rTwo")).toBe(`${words}\rOne\rTwo\r${words}`);
    expect(mark("")).toBe(`${words}\n${words}\n`);
  });

  it("is left alone where it has both, and gets the one that is missing", () => {
    const marked = mark("One\n");
    const bytes = Buffer.from(marked);
    expect(markText(bytes, { kind: "txt", words })).toBe(bytes);
    expect(mark(`${words}\nOne\n`)).toBe(marked);
    expect(mark(`One\n${words}\n`)).toBe(marked);
  });

  it("keeps encoding and byte order mark", () => {
    const utf16 = (text: string, isBig: boolean) => {
      const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
      return isBig ? bytes.swap16() : bytes;
    };
    for (const isBig of [false, true]) {
      const marked = Buffer.from(markText(utf16("Über\r\n", isBig), { kind: "txt", words }));
      expect(marked.equals(utf16(`${words}\r\nÜber\r\n${words}\r\n`, isBig))).toBe(true);
    }
    expect(mark("\ufeffOne\n")).toBe(`\ufeff${words}\nOne\n${words}\n`);
  });

  it("is never broken: what was there is still there in one piece, and a second mark changes nothing", () => {
    const line = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
    const kinds = fc.constantFrom<TextKind>("txt", "md", "html");
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom("\n", "\r\n"), kinds, (lines, newline, kind) => {
        const text = lines.join(newline);
        const once = mark(text, kind);
        const pieces = kind === "txt" ? [text] : text.split(/[\r\n]+/);
        for (const piece of pieces) expect(once).toContain(piece.replace(/^\ufeff/, ""));
        expect(mark(once, kind)).toBe(once);
      }),
    );
  });

  for (const [name, bytes] of [
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d", "hex")],
    ["text in GB 18030", Buffer.from("c4e3bac30a", "hex")],
    ["text with a zero byte", Buffer.from("a\0b")],
    ["half a sign in UTF-16", Buffer.from("fffe6100ff", "hex")],
  ] as const) {
    it(`refuses ${name}`, async () => {
      await expect(() => markText(bytes, { kind: "txt", words })).toThrowWithCode(
        "format.unsupported",
        /UTF-8/,
      );
    });
  }

  it("refuses a mark of two lines, and an empty one", async () => {
    for (const wrong of ["AI\nAI", " "]) {
      await expect(() => markText(Buffer.from("One"), { kind: "txt", words: wrong })).toThrowWithCode(
        "label.invalid",
      );
    }
  });
});

describe("Markdown", () => {
  it("gets it as paragraphs of their own", () => {
    expect(mark("# Title\n\nText\n", "md")).toBe(`${words}\n\n# Title\n\nText\n\n${words}\n`);
    expect(mark("Text", "md")).toBe(`${words}\n\nText\n\n${words}`);
  });

  it("gets it behind the front matter, which stays first", () => {
    expect(mark("---\ntitle: x\n---\nText\n", "md")).toBe(
      `---\ntitle: x\n---\n\n${words}\n\nText\n\n${words}\n`,
    );
    expect(mark("+++\r\na=1\r\n+++\r\nText\r\n", "md")).toMatch(/^\+\+\+\r\na=1\r\n\+\+\+\r\n\r\n本/);
    expect(mark("---\n---\nText\n", "md")).toMatch(/^---\n---\n\n本/);
  });

  it("takes a line of dashes within the text for what it is", () => {
    expect(mark("Text\n\n---\n\nMore\n\n---\n", "md")).toMatch(/^本/);
  });
});

describe("a page", () => {
  const banner = /<div data-ai-label role="note" style="[^"]+">([^<]+)<\/div>/;
  const said = (page: string) =>
    banner
      .exec(page)?.[1]
      ?.replace(/&#x([0-9a-f]+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  const ahead = (page: string) => mark(page, "html").split("<div data-ai-label")[0];

  it("gets a banner as the first thing in its body", () => {
    const page = mark(
      '<!doctype html>\n<html><head><title>a < b</title></head>\n<body class="x">\n<p>Hi</p>\n</body></html>\n',
      "html",
    );
    expect(said(page)).toBe(words);
    expect(page).toMatch(/<body class="x">\n<div data-ai-label/);
    expect(page.endsWith("\n<p>Hi</p>\n</body></html>\n")).toBe(true);
  });

  it("is not misled by comments, scripts, quotes and titles", () => {
    const page =
      '<html><!-- <body> --><head><title><body></title><script>"<body>"</script></head><BODY data-x="a>b">Hi';
    expect(ahead(page)).toBe(`${page.slice(0, -2)}\n`);
  });

  it("finds the beginning of the content where a page leaves its body out", () => {
    expect(ahead("<p>Hi</p>")).toBe("");
    expect(ahead("<!doctype html>\n<meta charset=utf-8>\n<title>x</title>\n<p>Hi")).toBe(
      "<!doctype html>\n<meta charset=utf-8>\n<title>x</title>\n",
    );
    expect(ahead("Just words <body>")).toBe("");
  });

  it("has the same words whatever encoding the page names, and leaves its other bytes alone", () => {
    const page = Buffer.concat([Buffer.from("<meta charset=gbk><body><p>"), Buffer.from("c4e3bac3", "hex")]);
    const marked = Buffer.from(markText(page, { kind: "html", words }));
    expect(said(marked.toString("latin1"))).toBe(words);
    expect(marked.includes(Buffer.from("c4e3bac3", "hex"))).toBe(true);
    expect(marked.length).toBeGreaterThan(page.length);
  });

  it("is left alone where the banner stands already", () => {
    const bytes = Buffer.from(mark("<body>\r\n<p>Hi", "html"));
    expect(markText(bytes, { kind: "html", words })).toBe(bytes);
    expect(bytes.toString().match(/data-ai-label/g)).toHaveLength(1);
  });

  it("takes words with signs of HTML for words", () => {
    const marked = markText(Buffer.from("<body>"), { kind: "html", words: 'AI "made" <b>&' });
    expect(said(Buffer.from(marked).toString())).toBe('AI "made" <b>&');
  });
});
