/** JUMBF boxes: read as they are nested, and never a crash or an endless walk, whatever the bytes are. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childLabeled, type JumbfBox, readJumbf } from "../../../src/core/credential/jumbf.ts";
import { box, cborBox, superbox } from "../../support/boxes.ts";

function count(boxes: readonly JumbfBox[]): number {
  return boxes.reduce((sum, { children }) => sum + 1 + count(children), 0);
}

function depthOf(boxes: readonly JumbfBox[]): number {
  return boxes.reduce((most, { children }) => Math.max(most, 1 + depthOf(children)), 0);
}

describe("boxes that are well formed", () => {
  it("are read with their labels, types, payloads and children", () => {
    const store = superbox("c2pa", superbox("urn:c2pa:1", cborBox(7), box("json", Buffer.from("{}"))));
    const [read, ...others] = readJumbf(Buffer.concat([store, box("free")]));
    expect(others).toMatchObject([{ type: "free", children: [] }]);
    expect(read).toMatchObject({ type: "jumb", label: "c2pa" });
    const manifest = childLabeled(read, "urn:c2pa:1");
    expect(manifest?.children.map(({ type }) => type)).toEqual(["cbor", "json"]);
    expect(Buffer.from(manifest?.children[1]?.payload ?? []).toString()).toBe("{}");
    expect(childLabeled(read, "urn:c2pa:2")).toBeUndefined();
    expect(childLabeled(undefined, "urn:c2pa:1")).toBeUndefined();
  });

  it("may say their length in eight bytes, or as all that is left", () => {
    const large = Buffer.concat([
      Buffer.from("00000001", "hex"),
      Buffer.from("bidb"),
      Buffer.from("0000000000000014", "hex"),
      Buffer.from("abcd"),
    ]);
    const last = Buffer.concat([Buffer.alloc(4), Buffer.from("bidbrest")]);
    expect(
      readJumbf(Buffer.concat([large, last])).map(({ payload }) => Buffer.from(payload).toString()),
    ).toEqual(["abcd", "rest"]);
  });

  it("have no label where their description has none", () => {
    const silent = box("jumb", box("jumd", Buffer.alloc(17)), cborBox(1));
    const endless = box("jumb", box("jumd", Buffer.concat([Buffer.alloc(16), Buffer.from("\x03no end")])));
    for (const [read] of [readJumbf(silent), readJumbf(endless)]) expect(read?.label).toBeUndefined();
  });
});

describe("boxes that are not", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["half a header", Buffer.from("0000", "hex")],
    ["a length below the header's own", Buffer.from("00000007616263640000", "hex")],
    ["a length beyond the end", Buffer.from("7fffffff61626364", "hex")],
    ["a length of eight bytes beyond the end", Buffer.from("0000000161626364ffffffffffffffff", "hex")],
    [
      "a length of eight bytes below the header's own",
      Buffer.from("00000001616263640000000000000008", "hex"),
    ],
  ])("are left out: %s", (_what, bytes) => {
    expect(readJumbf(bytes)).toEqual([]);
  });

  it("end the walk where they begin, and keep what stood before", () => {
    const bytes = Buffer.concat([superbox("c2pa", cborBox(1)), Buffer.from("ffffffff61626364", "hex")]);
    expect(readJumbf(bytes).map(({ label }) => label)).toEqual(["c2pa"]);
  });

  it("never throw, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(count(readJumbf(bytes))).toBeLessThan(bytes.length / 8 + 1);
      }),
      { numRuns: 2000 },
    );
  });

  it("never throw where a good store is changed", () => {
    const store = superbox(
      "c2pa",
      superbox("urn:c2pa:1", cborBox(new Map([["a", [1, 2]]])), superbox("inner", cborBox("x"))),
    );
    fc.assert(
      fc.property(fc.nat(store.length - 1), fc.nat(255), (at, value) => {
        const bytes = Buffer.from(store);
        bytes[at] = value;
        expect(count(readJumbf(bytes))).toBeLessThan(30);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("boxes that are a trap", () => {
  it("nested without end are followed sixteen levels", () => {
    let bytes = box("free");
    for (let level = 0; level < 2000; level += 1) bytes = box("jumb", bytes);
    expect(depthOf(readJumbf(bytes))).toBeLessThanOrEqual(17);
  });

  it("of which there are millions are read up to a number", () => {
    const bytes = Buffer.concat(Array.from({ length: 200_000 }, () => box("free")));
    expect(count(readJumbf(bytes))).toBe(50_000);
    expect(count(readJumbf(superbox("c2pa", bytes)))).toBeLessThanOrEqual(50_001);
  });
});
