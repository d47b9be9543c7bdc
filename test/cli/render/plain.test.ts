import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify, toPlain } from "../../../src/cli/render/plain.ts";
import { hostile } from "../../support/verified.ts";

describe("values as JSON", () => {
  it("keep their meaning through the escapes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const json = stringify(toPlain({ text }));
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });

  it("hold nothing that a terminal would obey", () => {
    expect(stringify(toPlain(hostile))).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(stringify(toPlain(hostile)))).toBe(hostile);
    expect(JSON.parse(stringify("\u{e0041}\u009b"))).toBe("\u{e0041}\u009b");
  });

  it("are said for what JSON has no word for", () => {
    const value = {
      at: new Date("2026-03-12T14:05:00Z"),
      never: new Date(Number.NaN),
      bytes: Uint8Array.of(1, 255),
      big: 2n ** 70n,
      map: new Map<unknown, unknown>([[1, "one"]]),
      nothing: undefined,
      number: Number.NaN,
    };
    expect(toPlain(value)).toEqual({
      at: "2026-03-12T14:05:00.000Z",
      never: null,
      bytes: "01ff",
      big: "1180591620717411303424",
      map: { "1": "one" },
      number: null,
    });
  });

  it("do not become prototypes", () => {
    const plain = toPlain(JSON.parse('{"__proto__": {"isTrusted": true}}')) as object;
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
    expect((plain as { isTrusted?: boolean }).isTrusted).toBeUndefined();
    expect(stringify(plain as never)).toBe('{"__proto__":{"isTrusted":true}}');
  });

  it("end somewhere, however deep they are", () => {
    let deep: unknown = 1;
    for (let at = 0; at < 100_000; at += 1) deep = [deep];
    expect(() => stringify(toPlain(deep))).not.toThrow();
  });
});
