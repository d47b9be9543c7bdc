/** The signature of a claim, as its bytes say: certificates and timestamps, or nothing where they make no sense. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCbor } from "../../../src/core/credential/cbor.ts";
import { readClaimSignature } from "../../../src/core/credential/claim-signature.ts";
import { readJumbf } from "../../../src/core/credential/jumbf.ts";
import { box, cborBox, type SignatureParts, signatureBox, superbox } from "../../support/boxes.ts";

const leaf = Uint8Array.of(1, 1, 1);
const issuer = Uint8Array.of(2, 2);
const token = Uint8Array.of(9, 9, 9, 9);
const tokens = (...values: Uint8Array[]) =>
  new Map([["tstTokens", values.map((val) => new Map([["val", val]]))]]);

function read(...parts: Uint8Array[]) {
  return readClaimSignature(readJumbf(superbox("urn:c2pa:1", ...parts))[0]);
}

const readParts = (parts: SignatureParts) => read(signatureBox(parts));

describe("the certificates", () => {
  it.each<[string, SignatureParts]>([
    [
      "protected, by number",
      {
        protectedHeader: new Map<unknown, unknown>([
          [1, -7],
          [33, [leaf, issuer]],
        ]),
      },
    ],
    ["protected, by name", { protectedHeader: new Map([["x5chain", [leaf, issuer]]]) }],
    ["unprotected, by number", { unprotectedHeader: new Map([[33, [leaf, issuer]]]) }],
    ["unprotected, by name", { unprotectedHeader: new Map([["x5chain", [leaf, issuer]]]) }],
  ])("are found where they stand: %s", (_where, parts) => {
    expect(readParts(parts)?.chain.map((der) => [...der])).toEqual([[...leaf], [...issuer]]);
  });

  it("may be a single one without a list", () => {
    expect(readParts({ protectedHeader: new Map([[33, leaf]]) })?.chain.map((der) => [...der])).toEqual([
      [...leaf],
    ]);
  });

  it("that are protected go before those anybody could have put there", () => {
    const parts = { protectedHeader: new Map([[33, leaf]]), unprotectedHeader: new Map([[33, issuer]]) };
    expect(readParts(parts)?.chain.map((der) => [...der])).toEqual([[...leaf]]);
  });

  it("of two chains in one header are nobody's, for the engine may have looked at the other one", () => {
    const both = new Map<unknown, unknown>([
      [33, leaf],
      ["x5chain", issuer],
    ]);
    expect(readParts({ protectedHeader: both })?.chain).toEqual([]);
    expect(readParts({ unprotectedHeader: both })?.chain).toEqual([]);
    expect(read(signatureBox({ protectedHeader: both }), signatureBox({}))).toBeUndefined();
  });

  it("that are no bytes are left out", () => {
    const chain = ["a", 7, null, [leaf], leaf];
    expect(readParts({ protectedHeader: new Map([[33, chain]]) })?.chain.map((der) => [...der])).toEqual([
      [...leaf],
    ]);
    expect(readParts({ protectedHeader: new Map([[33, "text"]]) })?.chain).toEqual([]);
    expect(readParts({})?.chain).toEqual([]);
  });
});

describe("the timestamps", () => {
  it("of both versions are given, the newer first", () => {
    const unprotectedHeader = new Map([
      ["sigTst", tokens(issuer)],
      ["sigTst2", tokens(token)],
    ]);
    expect(readParts({ unprotectedHeader })?.timestamps.map((bytes) => [...bytes])).toEqual([
      [...token],
      [...issuer],
    ]);
  });

  it.each([
    ["a text", "text"],
    ["a list", [token]],
    ["tokens that are no list", new Map([["tstTokens", token]])],
    ["tokens without a value", new Map([["tstTokens", [new Map(), 7, "x", new Map([["val", "text"]])]]])],
  ])("that make no sense are none: %s", (_what, value) => {
    expect(readParts({ unprotectedHeader: new Map([["sigTst2", value]]) })?.timestamps).toEqual([]);
  });
});

describe("what is no signature", () => {
  it.each<[string, Uint8Array[]]>([
    ["no box of that name", [superbox("c2pa.claim", cborBox(1))]],
    ["an empty box", [superbox("c2pa.signature")]],
    ["another content", [superbox("c2pa.signature", box("json", Buffer.from("{}")))]],
    ["a map", [superbox("c2pa.signature", cborBox(new Map()))]],
    ["three parts", [superbox("c2pa.signature", cborBox([1, 2, 3]))]],
    ["CBOR cut short", [superbox("c2pa.signature", box("cbor", Buffer.from("d28458", "hex")))]],
    [
      "a protected header that is no CBOR",
      [superbox("c2pa.signature", cborBox([Uint8Array.of(0x58), new Map(), null, leaf]))],
    ],
    ["CBOR without a bottom", [superbox("c2pa.signature", box("cbor", Buffer.alloc(200_000, 0x81)))]],
  ])("is undefined: %s", (_what, parts) => {
    expect(read(...parts)).toBeUndefined();
  });

  it("is undefined where there is no manifest", () => {
    expect(readClaimSignature(undefined)).toBeUndefined();
  });

  it("never throws, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const signature = read(superbox("c2pa.signature", box("cbor", bytes)));
        expect(signature === undefined || Array.isArray(signature.chain)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves the reader fit for the next", () => {
    expect(read(superbox("c2pa.signature", box("cbor", Buffer.from("9a01ffffff", "hex"))))).toBeUndefined();
    expect(decodeCbor(Uint8Array.of(0x82, 1, 2))).toEqual([1, 2]);
  });
});
