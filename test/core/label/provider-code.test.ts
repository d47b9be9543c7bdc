import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkProvider, readProvider } from "../../../src/core/label/provider-code.ts";

/** Codes that organizations publish in their own files. */
const published = [
  ["001191110102MACQD9K64010000", "91110102MACQD9K640", "generation", "0000"],
  ["001191440300708461136T1XGW3", "91440300708461136T", "generation", "XGW3"],
  ["001191310104MACE0YX63918020", "91310104MACE0YX639", "generation", "8020"],
  ["001191330106MA2CFLDG4R10001", "91330106MA2CFLDG4R", "generation", "0001"],
] as const;

describe("a provider code that an organization uses", () => {
  it.each(published)("is read: %s", (code, socialCreditCode, service, model) => {
    expect(checkProvider(code)).toEqual({ kind: "code", code, socialCreditCode, service, model });
  });

  it.each(published)("is not the same with any other letter in its social credit code: %s", (code) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 21 }),
        fc.constantFrom(..."0123456789ABCDEFGHJKLMNPQRTUWXY"),
        (at, letter) => {
          fc.pre(code[at] !== letter);
          const changed = code.slice(0, at) + letter + code.slice(at + 1);
          expect(readProvider(changed)).toMatchObject({
            kind: "invalid",
            problem: expect.stringContaining("check digit"),
          });
        },
      ),
    );
  });

  it("may leave out the service", () => {
    expect(readProvider("001191110102MACQD9K64000000")).toMatchObject({ kind: "code", service: "unused" });
    expect(readProvider("001191110102MACQD9K64020000")).toMatchObject({
      kind: "code",
      service: "propagation",
    });
  });
});

describe("a provider code that is none", () => {
  it.each([
    [
      "001191110102MACQD9K64110000",
      /check digit "1" in its social credit code "91110102MACQD9K641", expected "0"/,
    ],
    ["001191110102MACQD9K6401000", /26 characters, expected 27/],
    ["0011 91110102MACQD9K6401000", /space/],
    ["001191110102macqd9k64010000", /small letters/],
    ["011191110102MACQD9K64010000", /begins with "01", expected "00"/],
    ["002191110102MACQD9K64010000", /subject type "2"/],
    ["001291110102MACQD9K64010000", /binding "2"/],
    ["001191110102MACQD9K64030000", /service type "3"/],
    ["001191110102MACQD9K64000001", /no service type and yet the model "0001"/],
    ["001191110102MACQD9KI4010000", /"I" in its social credit code/],
  ])("is refused with what is wrong: %s", async (code, message) => {
    await expect(() => checkProvider(code)).toThrowWithCode("label.provider", message);
  });
});

describe("a provider's name", () => {
  it.each(["studio", "Ana-Ruiz", "acme.example", "x".repeat(27)])("is taken in plain ASCII: %s", (name) => {
    expect(checkProvider(name)).toEqual({ kind: "name", name });
  });

  it.each([
    ["", /is empty/],
    ["Ana Ruiz", /has a space/],
    ["a\\b", /backslash/],
    ["工作室", /outside ASCII.*Annex E/],
    ["Jos\u00e9", /outside ASCII/],
    ["a\nb", /outside ASCII/],
  ])("is refused with the reason: %j", async (name, message) => {
    await expect(() => checkProvider(name)).toThrowWithCode("label.provider", message);
  });
});

it("judges any text without throwing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(readProvider(text).kind).toMatch(/^(name|code|invalid)$/);
    }),
  );
});
