/** Where elements and attributes stand in a text: everything that is changed is changed by these places. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visitXml } from "../../../../src/core/metadata/xmp/xml.ts";
import { anyText } from "../../../support/label-samples.ts";

const limits = { depth: 32, parts: 10_000, isLenient: false, mayHaveType: false };
const space = fc.constantFrom(" ", "\n", "\r\n", "\t ", " \r ");
const maybe = fc.constantFrom("", "", " ", "\r\n", "\r");
const name = fc.constantFrom("a", "ab", "b", "é", "x:a");

const quoted = fc
  .tuple(anyText, fc.constantFrom('"', "'"))
  .map(([text, quote]) => `${quote}${text.replace(/[&<>"']/g, "-")}${quote}`);
const attribute = fc.tuple(name, maybe, maybe, quoted).map(([key, before, after, value]) => ({
  key,
  text: `${key}${before}=${after}${value}`,
}));
const content = fc.oneof(
  anyText.map((text) => text.replace(/[&<>]/g, "-")),
  fc.constantFrom("<!-- </a> <b> -->", "<![CDATA[<a></b>]]>", "<?a <b/>?>", "&lt;a/&gt;"),
);

const tree = fc.letrec<{ element: string }>((again) => ({
  element: fc
    .tuple(
      name,
      fc.uniqueArray(fc.tuple(space, attribute), { selector: ([, { key }]) => key, maxLength: 3 }),
      maybe,
      fc.option(fc.array(fc.oneof({ depthSize: "small" }, content, again("element")), { maxLength: 4 }), {
        nil: undefined,
      }),
    )
    .map(([tag, attributes, end, inside]) => {
      const open = `<${tag}${attributes.map(([before, { text }]) => before + text).join("")}${end}`;
      return inside === undefined ? `${open}/>` : `${open}>${inside.join("")}</${tag}${end}>`;
    }),
}));

describe("the places of elements", () => {
  it("begin at their opening and end behind their closing tag, whatever stands around them", () => {
    fc.assert(
      fc.property(tree.element, (body) => {
        const text = `<root xmlns:x="http://example.test/">${body}</root>`;
        const open: { tag: string; isSelfClosing: boolean }[] = [];
        const visited = visitXml(
          text,
          {
            open({ prefix, local, attributes, start, end, isSelfClosing }) {
              const tag = prefix === "" ? local : `${prefix}:${local}`;
              open.push({ tag, isSelfClosing });
              const opening = text.slice(start, end);
              expect(opening.startsWith(`<${tag}`)).toBe(true);
              expect(opening.endsWith(isSelfClosing ? "/>" : ">")).toBe(true);
              expect(opening.slice(1)).not.toContain("<");
              for (const one of attributes) {
                const key = one.prefix === "" ? one.local : `${one.prefix}:${one.local}`;
                const written = text.slice(one.start, one.end);
                const [, quote = "", value] = /^[^\s=]+\s*=\s*(["'])([\s\S]*)\1$/.exec(written) ?? [];
                expect(written.startsWith(key)).toBe(true);
                expect(value).not.toContain(quote);
                expect(value?.replace(/\r\n|[\r\n\t]/g, " ")).toBe(one.value);
              }
            },
            close(start, end) {
              const { tag = "", isSelfClosing = false } = open.pop() ?? {};
              const expected = isSelfClosing ? /^$/ : new RegExp(`^</${tag}\\s*>$`);
              expect(text.slice(start, end)).toMatch(expected);
            },
          },
          limits,
        );
        expect(visited).toBeUndefined();
        expect(open).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("limits", () => {
  const none = { open() {}, close() {} };

  it("end the visit of what is too deep or too much", () => {
    expect(visitXml("<a>".repeat(40), none, limits)).toBe("elements more than 32 deep");
    expect(visitXml(`<a>${"<b/>".repeat(10_000)}</a>`, none, limits)).toMatch(/more than 10000 elements/);
  });

  it("let a document type through only where it is allowed, and expand nothing of it", () => {
    const text = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
    expect(visitXml(text, none, limits)).toMatch(/document type/);
    const said: string[] = [];
    const visitor = { ...none, text: (piece: string) => void said.push(piece) };
    expect(visitXml(text, visitor, { ...limits, mayHaveType: true })).toBeUndefined();
    expect(said).toEqual(["&b;"]);
  });
});
