import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { verifySm2 } from "../../src/adapter/sm2.ts";
import { type Sm2Signature, signBySm2 } from "../support/law-files/reserved-field.ts";

const text = '"Label":"1","ContentProducer":"studio","ProduceID":"6f2a"';

describe("a signature that OpenSSL made by SM2", () => {
  let made: Sm2Signature;

  beforeAll(async () => {
    made = await signBySm2(text);
  });

  it("holds over the text that was signed, and over no other", () => {
    expect(verifySm2(text, made.signature, made.key)).toBe(true);
    expect(verifySm2(`${text} `, made.signature, made.key)).toBe(false);
  });

  it("does not hold by another key, or with anything else in its place", async () => {
    const { key } = await signBySm2(text);
    expect(verifySm2(text, made.signature, key)).toBe(false);
    for (const signature of [new Uint8Array(), made.signature.subarray(1), new Uint8Array(70).fill(255)])
      expect(verifySm2(text, signature, made.key)).toBe(false);
  });

  it("is not judged by a key that is none of SM2", () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    const foreign = publicKey.export({ type: "spki", format: "der" });
    for (const key of [foreign, new Uint8Array(), made.key.subarray(0, -1)])
      expect(verifySm2(text, made.signature, key)).toBeUndefined();
  });
});
