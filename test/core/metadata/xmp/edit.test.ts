/** Properties are set in a packet, and all other letters of it stay where they are. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { xmpProperties } from "../../../../src/core/metadata/properties.ts";
import { editXmp, readXmp } from "../../../../src/core/metadata/xmp.ts";
import { anyChanges, packetAround } from "../../../support/label-samples.ts";

const { aigc, altText, creator, digitalSourceType, documentId, modelReleaseId } = xmpProperties;

const foreign = [
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
  '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="A tool 1.0">',
  ' <!-- a note --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
  `  <rdf:Description rdf:about='uuid:1' xmlns:dc="${creator.ns}"\r\n    xmlns:q="http://example.test/" q:one = '1'>`,
  "   <dc:creator>\n    <rdf:Seq><rdf:li>Ana Ruiz</rdf:li></rdf:Seq>\n   </dc:creator>",
  '   <q:two rdf:parseType="Resource"><q:three>😀 &#x41;<![CDATA[<]]></q:three></q:two>',
  "  </rdf:Description>",
  " </rdf:RDF>",
  "</x:xmpmeta>",
  '<?xpacket end="w"?>',
].join("\n");

describe("editing a packet", () => {
  it("says afterwards exactly what was wanted, and the rest as before", () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const after = readXmp(editXmp(foreign, changes));
        for (const { property, values } of changes) expect(after.valuesOf(property)).toEqual(values);
        const changed = new Set(changes.map(({ property }) => `${property.ns} ${property.name}`));
        const others = readXmp(foreign).properties.filter(({ ns, name }) => !changed.has(`${ns} ${name}`));
        expect(after.properties).toEqual(expect.arrayContaining(others));
      }),
    );
  });

  it("makes a packet where there is none", () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const made = editXmp(undefined, changes);
        for (const { property, values } of changes) expect(readXmp(made).valuesOf(property)).toEqual(values);
        expect(made).toMatch(
          /^<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>[\s\S]*<\?xpacket end="w"\?>$/,
        );
      }),
    );
  });

  it("changes nothing when it is done again", () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const once = editXmp(foreign, changes);
        expect(editXmp(once, changes)).toBe(once);
      }),
    );
  });

  it("only inserts where a property is new", () => {
    const after = editXmp(foreign, [{ property: aigc, values: ["{}"] }]);
    const inserted = `\n   <TC260:AIGC xmlns:TC260="${aigc.ns}">{}</TC260:AIGC>`;
    expect(after).toBe(foreign.replace("</q:two>", `</q:two>${inserted}`));
  });

  it("only replaces the element of a property that is there", () => {
    const after = editXmp(foreign, [{ property: creator, values: ["studio"] }]);
    const list = "<dc:creator><rdf:Seq><rdf:li>studio</rdf:li></rdf:Seq></dc:creator>";
    expect(after).toBe(foreign.replace(/<dc:creator>[\s\S]*<\/dc:creator>/, list));
  });

  it("leaves an attribute an attribute", () => {
    const before = packetAround(`<rdf:Description xmlns:m="${documentId.ns}"  m:DocumentID='old' />`);
    const after = editXmp(before, [{ property: documentId, values: [`"new" & 'better'`] }]);
    expect(after).toBe(before.replace("'old'", '"&quot;new&quot; &amp; &apos;better&apos;"'));
  });

  it("makes an element of an attribute that cannot hold a list", () => {
    const before = packetAround(`<rdf:Description xmlns:p="${modelReleaseId.ns}" p:ModelReleaseID="1"/>`);
    const after = editXmp(before, [{ property: modelReleaseId, values: ["1", "2"] }]);
    expect(readXmp(after).valuesOf(modelReleaseId)).toEqual(["1", "2"]);
    expect(after).not.toContain('ModelReleaseID="1"');
  });

  it("leaves one of a property that was said twice", () => {
    const twice = packetAround(
      `<rdf:Description xmlns:T="${aigc.ns}" T:AIGC="1"/><rdf:Description xmlns:T="${aigc.ns}"><T:AIGC>2</T:AIGC></rdf:Description>`,
    );
    expect(readXmp(editXmp(twice, [{ property: aigc, values: ["3"] }])).valuesOf(aigc)).toEqual(["3"]);
  });

  it("sets the default of a text per language and keeps the other languages", () => {
    const spanish = packetAround(
      `<rdf:Description xmlns:c="${altText.ns}"><c:AltTextAccessibility><rdf:Alt>` +
        '<rdf:li xml:lang="es">una barca</rdf:li></rdf:Alt></c:AltTextAccessibility></rdf:Description>',
    );
    const added = editXmp(spanish, [{ property: altText, values: ["a boat"] }]);
    expect(readXmp(added).valuesOf(altText)).toEqual(["a boat", "una barca"]);
    const changed = editXmp(added, [{ property: altText, values: ["a ship"] }]);
    expect(readXmp(changed).valuesOf(altText)).toEqual(["a ship", "una barca"]);
  });

  it("declares a namespace again where the packet uses its prefix for another one", () => {
    const taken = packetAround('<rdf:Description xmlns:TC260="http://example.test/" TC260:other="1"/>');
    const after = readXmp(editXmp(taken, [{ property: aigc, values: ["{}"] }]));
    expect(after.valuesOf(aigc)).toEqual(["{}"]);
    expect(after.property("http://example.test/", "other")).toEqual(["1"]);
  });

  it.each([
    ["no description", packetAround("")],
    ["no RDF", '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'],
    ["a description that is one tag", packetAround("<rdf:Description/>")],
    ["RDF alone", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'],
  ])("puts properties into a packet with %s", (_, before) => {
    const after = editXmp(before, [
      { property: aigc, values: ["{}"] },
      { property: creator, values: ["Ana Ruiz"] },
    ]);
    expect(readXmp(after).valuesOf(aigc)).toEqual(["{}"]);
    expect(readXmp(after).valuesOf(creator)).toEqual(["Ana Ruiz"]);
  });
});

describe("the padding of a packet", () => {
  const padded = (end: string) =>
    foreign.replace('<?xpacket end="w"?>', `${" ".repeat(2000)}\n<?xpacket end="${end}"?>`);

  it("gives way to what is new, so that the length stays", () => {
    const before = padded("w");
    const after = editXmp(before, [{ property: aigc, values: ["é".repeat(300)] }]);
    expect(Buffer.byteLength(after)).toBe(Buffer.byteLength(before));
    const shorter = editXmp(after, [{ property: aigc, values: ["é"] }]);
    expect(Buffer.byteLength(shorter)).toBe(Buffer.byteLength(before));
  });

  it("stays as it is where it is too short, or the packet is not to be changed in place", () => {
    const changes = [{ property: aigc, values: ["x".repeat(3000)] }];
    expect(editXmp(padded("w"), changes)).toContain(" ".repeat(2000));
    expect(editXmp(padded("r"), [{ property: aigc, values: ["x"] }])).toContain(" ".repeat(2000));
  });
});

describe("editing what is not understood", () => {
  it.each([
    ["a packet without end", "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"],
    ["another document", "<html/>"],
    ["a document type", `<!DOCTYPE x>${packetAround("")}`],
    ["undeclared names", packetAround('<rdf:Description a:b="1"/>')],
    [
      "RDF as the default namespace",
      '<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description/></RDF>',
    ],
  ])("is refused for %s", async (_, text) => {
    await expect(() => editXmp(text, [{ property: creator, values: ["Ana Ruiz"] }])).toThrowWithCode(
      "format.damaged",
    );
  });

  it.each(["\0", "a\x1bb", "\ud800", "\uffff"])(
    "is refused for the value %j, which XML cannot hold",
    async (value) => {
      await expect(() => editXmp(undefined, [{ property: aigc, values: [value] }])).toThrowWithCode(
        "usage.invalid",
      );
    },
  );

  it("writes UTF-8 and says so", () => {
    const before = `<?xml version="1.0" encoding="UTF-16"?>${packetAround("<rdf:Description/>")}`;
    const after = editXmp(before, [{ property: digitalSourceType, values: ["x"] }]);
    expect(after).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>/);
  });
});
