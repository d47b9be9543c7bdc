/** What of a file a hash covers: bytes beside the credential, and the boxes of a film. */
import { describe, expect, it } from "vitest";
import { readManifestStore } from "../../../src/core/credential/manifest-store.ts";
import { readStoreBytes } from "../../../src/core/credential/store-bytes.ts";
import { coverageOf } from "../../../src/core/verifying/coverage.ts";
import { cborBox, storeOf, superbox } from "../../support/boxes.ts";
import { storeJson } from "../../support/store-json.ts";

const store = readManifestStore(storeJson({ "urn:c2pa:1": {} }));

function coverage(label: string, content: ReadonlyMap<string, unknown>, sizeBytes?: number) {
  const hash = superbox(label, cborBox(content));
  const bytes = readStoreBytes(storeOf("urn:c2pa:1", superbox("c2pa.assertions", hash)));
  return coverageOf(bytes, store, sizeBytes);
}

const range = (start: unknown, length: unknown) =>
  new Map([
    ["start", start],
    ["length", length],
  ]);

describe("bytes that the hash leaves out", () => {
  const uncovered = (exclusions: unknown, sizeBytes?: number) =>
    coverage("c2pa.hash.data", new Map([["exclusions", exclusions]]), sizeBytes);

  it("are counted beside the credential's own", () => {
    expect(uncovered([range(20, 9000)]).uncoveredBytes).toBeUndefined();
    expect(uncovered([range(20, 9000), range(10_000, 120), range(20_000, 3)]).uncoveredBytes).toBe(123);
  });

  it("are not taken for the credential's own because they are many", () => {
    expect(uncovered([range(20, 300), range(400, 5_000_000)], 5_000_400)).toEqual({
      uncoveredBytes: 5_000_000,
      leftOut: [
        { start: 20, length: 300 },
        { start: 400, length: 5_000_000 },
      ],
      isMediaLeftOut: true,
    });
  });

  it("may be metadata, and may not be most of the file", () => {
    expect(uncovered([range(20, 300), range(400, 3000)], 9000).isMediaLeftOut).toBe(false);
    expect(uncovered([range(20, 300), range(400, 3000)], 5000).isMediaLeftOut).toBe(true);
    expect(uncovered([range(20, 300)], 400).isMediaLeftOut).toBe(false);
  });

  it("make no sense where they are no ranges, and then are none", () => {
    for (const odd of ["text", 7, [7], [range(1, "text")], [[1, 2]]])
      expect(uncovered(odd).uncoveredBytes).toBeUndefined();
  });
});

describe("boxes that the hash leaves out", () => {
  const leavesOut = (exclusion: object, more: object = {}) => {
    const exclusions = [new Map(Object.entries(exclusion))];
    return coverage("c2pa.hash.bmff.v3", new Map(Object.entries({ exclusions, ...more }))).isMediaLeftOut;
  };

  it("may be padding, types and the credential itself", () => {
    for (const xpath of ["/ftyp", "/free", "/skip", "/mfra", "/uuid", "/moov/pssh", "/emsg"])
      expect(leavesOut({ xpath }), xpath).toBe(false);
  });

  it("may not be the film, unless each piece of it has a hash of its own", () => {
    for (const xpath of ["/mdat", "/moov", "/meta", "/moov/trak"])
      expect(leavesOut({ xpath }), xpath).toBe(true);
    expect(leavesOut({ xpath: "/mdat" }, { merkle: [new Map()] })).toBe(false);
    expect(leavesOut({ xpath: "/mdat" }, { merkle: [] })).toBe(true);
  });

  it("may not be the film by another spelling, by a range or by what it holds", () => {
    for (const xpath of ["/mdat[1]", "//mdat", "mdat", "/moov/trak[2]", "/moov/trak/mdia/minf/stbl/stsd"])
      expect(leavesOut({ xpath }), xpath).toBe(true);
    for (const xpath of ["/moov/trak/mdia/minf/stbl/stco", "/moof/traf/trun", "/meta/iloc"])
      expect(leavesOut({ xpath }), xpath).toBe(false);
    const start = (entries: object) => [new Map(Object.entries(entries))];
    expect(leavesOut({ xpath: "/mdat", subset: start({ offset: 0, length: 0 }) })).toBe(true);
    expect(leavesOut({ xpath: "/mdat", data: start({ offset: 8, value: new Uint8Array() }) })).toBe(true);
  });
});

describe("parts that the hash leaves out", () => {
  const leavesOut = (...names: string[]) => {
    const boxes = [{ names, excluded: true }].map((part) => new Map(Object.entries(part)));
    return coverage("c2pa.hash.boxes", new Map([["boxes", boxes]])).isMediaLeftOut;
  };

  it("may be metadata, and not what one sees", () => {
    for (const name of ["C2PA", "APP1", "COM", "iTXt", "eXIf"]) expect(leavesOut(name), name).toBe(false);
    for (const name of ["IDAT", "SOS", "DQT", "VP8 ", "2C"]) expect(leavesOut("C2PA", name), name).toBe(true);
  });
});

describe("a file whose hash cannot be read here", () => {
  const hash = superbox("c2pa.hash.data", cborBox(new Map([["exclusions", []]])));

  it("is not one that leaves nothing out", () => {
    const assertions = superbox("c2pa.assertions", hash);
    const twice = readStoreBytes(storeOf("urn:c2pa:1", assertions, assertions));
    for (const bytes of [undefined, twice]) expect(coverageOf(bytes, store, 100).isUnread).toBe(true);
  });

  it("because it has more parts than are counted", () => {
    const filler = Array.from({ length: 50_000 }, () => superbox("x"));
    const bytes = readStoreBytes(storeOf("urn:c2pa:1", superbox("c2pa.assertions", hash, ...filler)));
    expect(coverageOf(bytes, store, 100).isUnread).toBe(true);
  });
});
