/** What is read out of XMP packets, however they are written, and that hostile ones cost nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { xmpProperties } from "../../../src/core/metadata/properties.ts";
import { readXmp } from "../../../src/core/metadata/xmp.ts";
import { anyText, packetAround } from "../../support/label-samples.ts";

const { altText, creator, dataMining, digitalSourceType, documentId } = xmpProperties;
const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

describe("a property of an XMP packet", () => {
  it("is the same as an attribute and as an element", () => {
    const ns = `xmlns:a="${documentId.ns}"`;
    const attribute = packetAround(`<rdf:Description ${ns} a:DocumentID="xmp.did:1"/>`);
    const element = packetAround(
      `<rdf:Description ${ns}><a:DocumentID>xmp.did:1</a:DocumentID></rdf:Description>`,
    );
    expect(readXmp(attribute).valuesOf(documentId)).toEqual(["xmp.did:1"]);
    expect(readXmp(element).valuesOf(documentId)).toEqual(["xmp.did:1"]);
  });

  it("is known by its namespace and never by its prefix", () => {
    const foreign = packetAround(
      '<rdf:Description xmlns:xmpMM="http://example.test/" xmpMM:DocumentID="no"/>',
    );
    expect(readXmp(foreign).valuesOf(documentId)).toEqual([]);
    const unprefixed = packetAround(
      `<rdf:Description><DocumentID xmlns="${documentId.ns}">yes</DocumentID></rdf:Description>`,
    );
    expect(readXmp(unprefixed).valuesOf(documentId)).toEqual(["yes"]);
  });

  it("has the items of a bag, a sequence and alternatives in their order", () => {
    const lists = packetAround(
      `<rdf:Description xmlns:dc="${creator.ns}" xmlns:core="${altText.ns}">` +
        "<dc:creator><rdf:Seq><rdf:li>Ana Ruiz</rdf:li><rdf:li>studio</rdf:li></rdf:Seq></dc:creator>" +
        '<core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">a boat</rdf:li>' +
        '<rdf:li xml:lang="es">una barca</rdf:li></rdf:Alt></core:AltTextAccessibility></rdf:Description>',
    );
    expect(readXmp(lists).valuesOf(creator)).toEqual(["Ana Ruiz", "studio"]);
    expect(readXmp(lists).valuesOf(altText)).toEqual(["a boat", "una barca"]);
  });

  it("may be an address or have qualifiers", () => {
    const packet = packetAround(
      `<rdf:Description xmlns:i="${digitalSourceType.ns}" xmlns:p="${dataMining.ns}" xmlns:q="http://example.test/">` +
        '<i:DigitalSourceType rdf:resource="http://example.test/type"/>' +
        '<p:DataMining rdf:parseType="Resource"><rdf:value>no</rdf:value><q:note>hm</q:note></p:DataMining>' +
        "</rdf:Description>",
    );
    expect(readXmp(packet).valuesOf(digitalSourceType)).toEqual(["http://example.test/type"]);
    expect(readXmp(packet).valuesOf(dataMining)).toEqual(["no"]);
  });

  it("is collected over several descriptions and out of character data", () => {
    const packet = packetAround(
      `<rdf:Description xmlns:x="${documentId.ns}"/><rdf:Description xmlns:x="${documentId.ns}">` +
        "<x:DocumentID><![CDATA[<1>]]>&amp;&#x4e00;</x:DocumentID></rdf:Description>",
    );
    expect(readXmp(packet).valuesOf(documentId)).toEqual(["<1>&一"]);
  });

  it("says its fields where it is a structure", () => {
    const packet = packetAround(
      '<rdf:Description xmlns:q="http://example.test/"><q:s rdf:parseType="Resource"><q:a>1</q:a><q:b>2</q:b></q:s>' +
        '<q:t><rdf:Description q:a="3"/></q:t></rdf:Description>',
    );
    const fields = readXmp(packet).properties.map((one) =>
      one.fields.map(({ name, value }) => [name, value]),
    );
    expect(fields).toEqual([
      [
        ["a", "1"],
        ["b", "2"],
      ],
      [["a", "3"]],
    ]);
  });
});

describe("a packet that is no XMP, or too much of it", () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${packetAround(
    `<rdf:Description xmlns:x="${documentId.ns}"><x:DocumentID>&b;</x:DocumentID></rdf:Description>`,
  )}`;
  const cases: Record<string, string> = {
    nothing: "",
    "a definition of entities": bomb,
    "an entity of the file system": `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>`,
    "a tag without end": `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}">`,
    "a zero": packetAround("\0"),
    "elements very deep in each other": "<a>".repeat(100_000),
    "very many elements": `<a>${"<b/>".repeat(400_000)}</a>`,
    "very many attributes": `<a ${Array.from({ length: 300_000 }, (_, at) => `a${at}=""`).join(" ")}/>`,
    "megabytes of text": `<a>${"x".repeat(20 * 1024 * 1024)}</a>`,
    "two roots": "<a/><b/>",
  };

  it.each(Object.entries(cases))("says nothing where it is %s", (_, text) => {
    const xmp = readXmp(text);
    expect(xmp.isReadable).toBe(false);
    expect(xmp.properties).toEqual([]);
  });

  it("forgives zeros that fill up its end", () => {
    expect(readXmp(`${packetAround("<rdf:Description/>")}\0\0\0`).isReadable).toBe(true);
  });

  it("never throws, whatever the text", () => {
    const pieces = fc.array(
      fc.oneof(
        anyText,
        fc.constantFrom(
          "<x:xmpmeta xmlns:x='adobe:ns:meta/'>",
          `<rdf:RDF xmlns:rdf='${rdf}'>`,
          "</rdf:RDF>",
          "<!--",
        ),
        fc.constantFrom(
          "<rdf:Description rdf:about=''",
          "/>",
          ">",
          "&#0;",
          "&x;",
          "<?xpacket",
          "?>",
          "]]>",
          "\ud800",
        ),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        readXmp(parts.join(""));
      }),
    );
  });
});
