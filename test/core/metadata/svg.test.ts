/** A packet as a piece of a drawing: where it goes, and what drawings do with names and encodings. */
import { describe, expect, it } from "vitest";
import { editXmp, readXmp, xmpProperties } from "../../../src/core/metadata/index.ts";
import { svg } from "../../../src/core/metadata/svg.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelChanges, labelFor, packetWithLabel } from "../../support/label-samples.ts";

const xmp = packetWithLabel("1");
const NS = 'xmlns="http://www.w3.org/2000/svg"';

async function write(text: string, packet = xmp): Promise<string> {
  const bytes = Buffer.from(text);
  return (await applied(bytes, await svg.write(sourceOf(bytes), { xmp: packet }))).toString();
}

describe("a packet in an SVG", () => {
  it.each([
    [`<svg ${NS}><g/></svg>`, `<svg ${NS}><metadata>${xmp}</metadata><g/></svg>`],
    [`<svg ${NS}/>\n`, `<svg ${NS}><metadata>${xmp}</metadata></svg>\n`],
    [`<svg ${NS}><metadata/></svg>`, `<svg ${NS}><metadata>${xmp}</metadata></svg>`],
    [`<svg ${NS}><metadata>é</metadata></svg>`, `<svg ${NS}><metadata>é${xmp}</metadata></svg>`],
    [
      '<!-- <svg> --><s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>',
      `<!-- <svg> --><s:svg xmlns:s="http://www.w3.org/2000/svg"><s:metadata>${xmp}</s:metadata><s:g/></s:svg>`,
    ],
    [
      `<svg ${NS}><g><metadata>m</metadata></g></svg>`,
      `<svg ${NS}><metadata>${xmp}</metadata><g><metadata>m</metadata></g></svg>`,
    ],
  ])("is put into %s", async (before, after) => {
    expect(await write(before)).toBe(after);
    expect(await write(after, packetWithLabel("2"))).toBe(after.replace(xmp, packetWithLabel("2")));
  });

  it("is put into a drawing in UTF-16 in that encoding", async () => {
    for (const isLittle of [true, false]) {
      const encode = (text: string) => {
        const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
        return isLittle ? bytes : bytes.swap16();
      };
      const bytes = encode(`<svg ${NS}/>`);
      const after = await applied(bytes, await svg.write(sourceOf(bytes), { xmp }));
      expect(after.equals(encode(`<svg ${NS}><metadata>${xmp}</metadata></svg>`))).toBe(true);
      expect(await svg.read(sourceOf(after))).toMatchObject([{ text: xmp }]);
    }
  });

  it("leaves its own first line outside", async () => {
    expect(await write(`<svg ${NS}/>`, `<?xml version="1.0"?>\n${xmp}`)).toBe(
      `<svg ${NS}><metadata>${xmp}</metadata></svg>`,
    );
  });

  it("is understood where the names it uses are declared around it", async () => {
    const drawing =
      `<svg ${NS} xmlns:x="adobe:ns:meta/" xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><metadata>` +
      `<x:xmpmeta><r:RDF><r:Description xmlns:d="${xmpProperties.documentId.ns}" d:DocumentID="7"/></r:RDF></x:xmpmeta>` +
      "</metadata></svg>";
    const [packet] = await svg.read(sourceOf(Buffer.from(drawing)));
    expect(readXmp(packet?.text ?? "").valuesOf(xmpProperties.documentId)).toEqual(["7"]);
    const after = await write(drawing, editXmp(packet?.text, labelChanges("1")));
    const [changed] = await svg.read(sourceOf(Buffer.from(after)));
    expect(readXmp(changed?.text ?? "").valuesOf(xmpProperties.aigc)).toEqual([labelFor("1")]);
    expect(readXmp(changed?.text ?? "").valuesOf(xmpProperties.documentId)).toEqual(["7"]);
  });

  it("is also RDF in the wrapper of a packet, and no other RDF", async () => {
    const rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>';
    const wrapped = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${rdf}\n<?xpacket end="w"?>`;
    const read = (metadata: string) =>
      svg.read(sourceOf(Buffer.from(`<svg ${NS}><metadata>${metadata}</metadata></svg>`)));
    expect(await read(wrapped)).toMatchObject([{ text: wrapped, isNormative: true }]);
    expect(await read(rdf)).toEqual([]);
  });

  it("is put into a drawing with a document type, whose entities stay names", async () => {
    const before =
      '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;"><text>&ns;</text></svg>';
    expect(await write(before)).toBe(before.replace("<text>", `<metadata>${xmp}</metadata><text>`));
  });
});

describe("an SVG that cannot be changed safely", () => {
  it.each([
    ["is not well-formed", Buffer.from(`<svg ${NS}><g></svg>`)],
    [
      "says that it is in another encoding",
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><svg ${NS}/>`),
    ],
    ["is no UTF-8", Buffer.from(`<svg ${NS}>\xe9</svg>`, "latin1")],
    ["is another document", Buffer.from("<html/>")],
    ["is empty", Buffer.alloc(0)],
    ["has two packets", Buffer.from(`<svg ${NS}>${xmp}${packetWithLabel("2")}</svg>`)],
  ])("is refused where it %s", async (_, bytes) => {
    await svg.read(sourceOf(bytes));
    await expect(() => svg.write(sourceOf(bytes), { xmp })).toThrowWithCode("format.damaged");
  });
});
