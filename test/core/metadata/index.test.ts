/** The door of the room: formats and their containers, and marks inside marks. */
import { describe, expect, it } from "vitest";
import { formats } from "../../../src/core/asset/formats.ts";
import { containers } from "../../../src/core/metadata/containers.ts";
import { containerFor, currentPacket, readMarks } from "../../../src/core/metadata/index.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../../support/label-samples.ts";

const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

describe("the containers", () => {
  it("are of formats that are known, each of one", () => {
    const named = containers.flatMap((container) => container.formats);
    const known = formats.map(({ id }) => id as string);
    expect(named.filter((id) => !known.includes(id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it("are there for every picture that the engine writes", () => {
    const pictures = formats.filter(({ media, canEmbed }) => media === "image" && canEmbed);
    expect(pictures.filter(({ id }) => containerFor(id)?.aigcPlace !== "xmp")).toEqual([]);
  });

  it("are not there for what carries no marks", () => {
    expect(containerFor("txt")).toBeUndefined();
    expect(containerFor("constructor")).toBeUndefined();
  });
});

describe("the marks of a file", () => {
  it("are its packets, and after each the labels inside it", async () => {
    const container = containerFor("svg");
    if (!container) throw new Error("no container for svg");
    const xmp = packetWithLabel("1");
    const bytes = await applied(drawing, await container.write(sourceOf(drawing), { xmp }));
    const marks = await readMarks(container, sourceOf(bytes));
    const [offset, length] = [bytes.indexOf("<?xpacket"), Buffer.byteLength(xmp)];
    expect(marks).toMatchObject([
      { kind: "xmp", place: "metadata element", isNormative: true, text: xmp, offset, length },
      {
        kind: "aigc",
        place: "metadata element TC260:AIGC",
        isNormative: true,
        text: labelFor("1"),
        offset,
        length,
      },
    ]);
    expect(currentPacket(marks)).toBe(xmp);
  });

  it("have no current packet where there is none, or only one aside", () => {
    const mark = { kind: "xmp", place: "", isNormative: false, text: "<a/>", offset: 0, length: 4 } as const;
    expect(currentPacket([])).toBeUndefined();
    expect(currentPacket([{ ...mark, isAside: true }])).toBeUndefined();
    expect(currentPacket([{ ...mark, isAside: true }, mark])).toBe("<a/>");
  });
});
