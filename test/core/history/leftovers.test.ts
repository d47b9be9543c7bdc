/** Traces of provenance in a file without credentials. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLeftovers } from "../../../src/core/history/leftovers.ts";
import { editXmp, xmpProperties } from "../../../src/core/metadata/index.ts";

const find = (text: string) => findLeftovers(Buffer.from(text));

describe("what is left of provenance", () => {
  it.each([
    [
      "an address in XMP, as an attribute",
      '<x dcterms:provenance="https://a.example/m.c2pa">',
      "xmp-provenance",
      "https://a.example/m.c2pa",
    ],
    [
      "an address in XMP, as an element",
      "<dcterms:provenance>https://a.example/m</dcterms:provenance>",
      "xmp-provenance",
      "https://a.example/m",
    ],
    [
      "a source type, as an attribute",
      '<x Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/x">',
      "iptc",
      "http://cv.iptc.org/x",
    ],
    [
      "a source type, as a reference",
      '<Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/y"/>',
      "iptc",
      "http://cv.iptc.org/y",
    ],
    ["an AIGC mark", 'AIGC: {"Label":"1"}', "aigc", '{"Label":"1"}'],
    ["a soft binding", "c2pa.soft-binding", "soft-binding", "c2pa.soft-binding"],
  ])("is found: %s", (_what, text, kind, value) => {
    expect(find(`\u0000\u00ff${text}\u0000`)).toEqual([{ kind, value, isSigned: false }]);
  });

  it("is nothing in a file that has nothing", () => {
    expect(find("JFIF … nothing of the kind, c2pa and AIGC are only words here")).toEqual([]);
  });

  it("is read as UTF-8 and cut where it is long", () => {
    const [address, source] = find(
      `dcterms:provenance="https://a.example/ü${"x".repeat(900)}" Iptc4xmpExt:DigitalSourceType="ä"`,
    );
    expect(address?.value.startsWith("https://a.example/ü")).toBe(true);
    expect(address?.value).toHaveLength(500);
    expect(source?.value).toBe("ä");
  });

  it("is looked for in bytes that are a part of others", () => {
    const whole = Buffer.from(`hidden dcterms:provenance="a"${" ".repeat(50)}seen dcterms:provenance="b"`);
    expect(findLeftovers(whole.subarray(60)).map(({ value }) => value)).toEqual(["b"]);
  });
});

describe("what was read where the format has it", () => {
  const mark = (kind: "aigc" | "xmp", text: string) =>
    ({ kind, place: "somewhere", isNormative: true, text, offset: 0, length: text.length }) as const;
  const packet = editXmp(undefined, [
    { property: xmpProperties.digitalSourceType, values: ["http://cv.iptc.org/z"] },
  ]);

  it("is told, in whatever form the bytes have it", () => {
    const label = 'Label: "1"\nContentProducer: "Studio"';
    expect(findLeftovers(Buffer.from("nothing"), [mark("aigc", label)])).toEqual([
      { kind: "aigc", value: label, isSigned: false },
    ]);
  });

  it("is told to be unreadable where it is, and not as a label that says nothing", () => {
    const unread = { ...mark("aigc", ""), isUnread: true } as const;
    expect(findLeftovers(Buffer.from("nothing"), [unread])).toEqual([
      { kind: "aigc", value: "", isSigned: false, isUnread: true },
    ]);
  });

  it("goes before what only looks like it", () => {
    const bytes = Buffer.from(
      'AIGC: {&quot;Label&quot;:&quot;1&quot;} Iptc4xmpExt:DigitalSourceType="other"',
    );
    expect(findLeftovers(bytes, [mark("aigc", '{"Label":"1"}'), mark("xmp", packet)])).toEqual([
      { kind: "iptc", value: "http://cv.iptc.org/z", isSigned: false },
      { kind: "aigc", value: '{"Label":"1"}', isSigned: false },
    ]);
  });
});

describe("a search", () => {
  it("ends soon in megabytes made to keep it busy", () => {
    const start = Date.now();
    for (const piece of [
      "AIGC",
      "AIGC:{",
      "dcterms:provenance>",
      "Iptc4xmpExt:DigitalSourceType ",
      "urn:c2pa:soft-binding",
      '"',
    ])
      find(piece.repeat(Math.ceil(4_000_000 / piece.length)));
    expect(Date.now() - start).toBeLessThan(5000);
  });

  it("never throws, whatever the bytes are", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => Array.isArray(findLeftovers(bytes))));
  });
});
