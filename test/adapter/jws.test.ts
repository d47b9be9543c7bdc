import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openJws, signJws, verifyJws } from "../../src/adapter/jws.ts";
import { generateKey, signRaw } from "../../src/adapter/keys.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const payload = new TextEncoder().encode('{"said":"yes"}');

function certificateFor(...key: string[]): Uint8Array {
  const folder = temporaryFolder();
  const quiet = { cwd: folder, stdio: "ignore" } as const;
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-nodes",
      "-newkey",
      ...key,
      "-keyout",
      "k",
      "-subj",
      "/CN=a",
      "-out",
      "c",
      "-outform",
      "DER",
    ],
    quiet,
  );
  return readFileSync(join(folder, "c"));
}

describe("a signature over a payload", () => {
  it("comes back with what was put into it, unchecked", async () => {
    const key = await generateKey("es256");
    const chain = [new Uint8Array([1, 2, 3]), new Uint8Array([4])];
    const text = await signJws(payload, "sample+jws", {
      algorithm: "es256",
      chain,
      sign: (bytes) => signRaw("es256", key, bytes),
    });
    expect(openJws(text)).toEqual({ typ: "sample+jws", chain, payload });
  });

  it("is not verified by bytes that are no certificate, or by another's", async () => {
    const key = await generateKey("es256");
    const text = await signJws(payload, "x", {
      algorithm: "es256",
      chain: [],
      sign: (bytes) => signRaw("es256", key, bytes),
    });
    expect(await verifyJws(text, new Uint8Array([1, 2, 3]))).toBe(false);
    expect(await verifyJws(text, certificateFor("ec", "-pkeyopt", "ec_paramgen_curve:P-256"))).toBe(false);
  });

  it("by a key that is bound to RSASSA-PSS cannot be judged, and says so", async () => {
    const certificate = certificateFor("rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048");
    await expect(() => verifyJws("a.b.c", certificate)).toThrowWithCode("key.algorithm", /RSA-PSS/);
  });
});

describe("text that is no signature", () => {
  it.each([
    ["", "empty"],
    ["a.b", "two parts"],
    ["a.b.c", "no JSON"],
    [`${encoded({ alg: "ES256", x5c: "AAAA" })}.AA.AA`, "a chain that is no list"],
    [`${encoded({ alg: "ES256", x5c: [5] })}.AA.AA`, "a chain of numbers"],
    [`${encoded([])}.AA.AA`, "a header that is a list"],
    ["é.é.é", "letters outside of base64"],
  ])("is none: %s (%s)", (text) => expect(openJws(text)).toBeUndefined());
});

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
