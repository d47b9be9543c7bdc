import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as keys from "../../../src/adapter/keys.ts";
import {
  algorithmNames,
  algorithms,
  algorithmsOf,
  readAlgorithm,
} from "../../../src/core/identity/algorithm.ts";

describe("the algorithms", () => {
  it("are the same in core and adapter, though neither imports the other", () => {
    expect([...algorithms].sort()).toEqual([...keys.algorithms].sort());
  });

  it("have the numbers COSE gives them", () => {
    expect(Object.fromEntries(algorithms.map((name) => [name, algorithmNames[name].coseId]))).toEqual({
      es256: -7,
      es384: -35,
      es512: -36,
      ps256: -37,
      ps384: -38,
      ps512: -39,
      ed25519: -8,
    });
  });

  it.each([
    ["ec", { namedCurve: "prime256v1" }],
    ["ec", { namedCurve: "secp384r1" }],
    ["ec", { namedCurve: "secp521r1" }],
    ["ec", { namedCurve: "secp256k1" }],
    ["rsa", { modulusLength: 2048 }],
    ["rsa", { modulusLength: 1024 }],
    ["ed25519", {}],
    ["ed448", {}],
  ])("fit a certified key as they fit the key itself: %s %j", (kind, options) => {
    const { publicKey } = generateKeyPairSync(kind as "ec", options as { namedCurve: string });
    const { namedCurve, modulusLength } = publicKey.asymmetricKeyDetails ?? {};
    const facts = {
      kind: kind === "ed448" ? ("other" as const) : (kind as "ec" | "rsa" | "ed25519"),
      ...(namedCurve !== undefined && { curve: namedCurve }),
      ...(modulusLength !== undefined && { bits: modulusLength }),
    };
    expect(algorithmsOf(facts)).toEqual(keys.algorithmsFor(publicKey));
  });

  it("are es256 unless someone says otherwise, and nothing that is not there", async () => {
    expect(readAlgorithm()).toBe("es256");
    expect(readAlgorithm("ps384")).toBe("ps384");
    await expect(() => readAlgorithm("rs256")).toThrowWithCode("usage.invalid", '"rs256"');
    await expect(() => readAlgorithm("toString")).toThrowWithCode("usage.invalid");
  });
});
