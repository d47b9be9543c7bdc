/** Timestamp requests and answers as bytes, judged by openssl on one side and by hand on the other. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchGuarded } from "../../src/adapter/http.ts";
import { buildTimestampRequest, readTimestampResponse } from "../../src/adapter/timestamp.ts";
import { ColophonError } from "../../src/error.ts";
import { type Authority, startAuthority } from "../support/authority.ts";
import { opensslIn } from "../support/small-pki.ts";

const message = new TextEncoder().encode("what is to be stamped");
const nonce = Uint8Array.from({ length: 16 }, (_, index) => 0xf0 - index);
let folder: string;
let authority: Authority;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "timestamp-"));
  await writeFile(join(folder, "message"), message);
  authority = await startAuthority();
});

afterAll(async () => {
  await authority.close();
  await rm(folder, { recursive: true, force: true });
});

async function answerTo(query: Uint8Array, from = authority): Promise<Uint8Array> {
  const door = { maxBytes: 100_000, allowPrivate: true, allowHttp: true };
  return (await fetchGuarded(from.url, { ...door, method: "POST", body: query })).body;
}

const read = (answer: Uint8Array, changes: Partial<{ nonce: Uint8Array; now: Date }> = {}) =>
  readTimestampResponse(answer, { message, nonce, now: new Date(), ...changes });

describe("a request", () => {
  it("asks for SHA-256 of the message, with the nonce and the certificates", async () => {
    await writeFile(join(folder, "query"), await buildTimestampRequest(message, { nonce }));
    const text = (await opensslIn(folder, "ts", "-query", "-in", "query", "-text")).toString();
    const sha256 = (await opensslIn(folder, "dgst", "-sha256", "-r", "message")).toString().slice(0, 64);
    const dumped = [...text.matchAll(/ {4}\d{4} - ([0-9a-f -]{47})/g)].map(([, row = ""]) => row).join("");
    expect(dumped.replace(/[^0-9a-f]/g, "")).toBe(sha256);
    expect(text).toContain("Hash Algorithm: sha256");
    expect(text).toContain(`Nonce: 0x${Buffer.from(nonce).toString("hex").toUpperCase()}`);
    expect(text).toContain("Certificate required: yes");
  });

  it.each([
    ["a high first bit", Uint8Array.of(0x80, 1, 2, 3)],
    ["leading zeros", Uint8Array.of(0, 0, 0x7f, 9)],
    ["a zero that is needed", Uint8Array.of(0, 0xff)],
    ["chance", randomBytes(16)],
  ])("has its nonce recognized in the answer, with %s", async (_what, bytes) => {
    const answer = await answerTo(await buildTimestampRequest(message, { nonce: bytes }));
    expect((await read(answer, { nonce: bytes })).authority).toBe("Sample Time Authority");
  });
});

describe("an answer", () => {
  let good: Uint8Array;

  beforeAll(async () => {
    good = await answerTo(await buildTimestampRequest(message, { nonce }));
  });

  it("is read into the token that openssl takes out of it", async () => {
    await writeFile(join(folder, "reply"), good);
    const token = await opensslIn(folder, "ts", "-reply", "-in", "reply", "-token_out");
    expect(Buffer.from((await read(good)).token).equals(token)).toBe(true);
  });

  it("is never believed with another content, wherever a byte of it is changed", async () => {
    const { time, authority: name } = await read(good);
    let refused = 0;
    for (let at = 0; at < good.length; at += 7) {
      const changed = Uint8Array.from(good);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const outcome = await read(changed).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome, `byte ${at}`).toBeInstanceOf(ColophonError);
        refused += 1;
      } else {
        // Unsigned corners are left: the signature of the root, an accepted status, and the like.
        expect(outcome, `byte ${at}`).toMatchObject({ time, authority: name });
      }
    }
    expect(refused).toBeGreaterThan((good.length / 7) * 0.75);
  });

  it("cut short anywhere is not a timestamp response", async () => {
    for (const length of [0, 1, 5, 100, good.length - 1]) {
      await expect(() => read(good.slice(0, length))).toThrowWithCode(
        "timestamp.failed",
        "the answer is not a timestamp response",
      );
    }
  });

  it("may differ from this computer's clock by ten minutes and no more", async () => {
    const { time } = await read(good);
    const minutes = (count: number) => ({ now: new Date(time.getTime() + count * 60_000) });
    expect((await read(good, minutes(9.9))).time).toEqual(time);
    expect((await read(good, minutes(-9.9))).time).toEqual(time);
    const text = /at most 10 minutes between them$/;
    await expect(() => read(good, minutes(10.1))).toThrowWithCode("timestamp.failed", text);
    await expect(() => read(good, minutes(-10.1))).toThrowWithCode("timestamp.failed", text);
  });

  it("to the same message with another nonce is a replay", async () => {
    await expect(() => read(good, { nonce: randomBytes(16) })).toThrowWithCode(
      "timestamp.failed",
      "answers another request",
    );
  });

  const query = (...options: string[]) =>
    opensslIn(folder, "ts", "-query", "-data", "message", "-sha256", ...options);

  it("without the nonce is refused", async () => {
    const answer = await answerTo(await query("-no_nonce", "-cert"));
    await expect(() => read(answer)).toThrowWithCode(
      "timestamp.failed",
      "does not repeat the request's nonce",
    );
  });

  it("without certificates is refused", async () => {
    const asked = Buffer.from(await buildTimestampRequest(message, { nonce }));
    const certReq = Buffer.from([0x01, 0x01, 0xff]);
    const bare = Buffer.concat([asked.subarray(0, asked.lastIndexOf(certReq))]);
    bare.writeUInt8(bare.readUInt8(1) - certReq.length, 1);
    const answer = await answerTo(bare);
    await expect(() => read(answer)).toThrowWithCode(
      "timestamp.failed",
      "does not carry its authority's certificate",
    );
  });

  it("that is a refusal is named as one", async () => {
    const answer = await answerTo(await query("-tspolicy", "1.2.3.99", "-cert"));
    await expect(() => read(answer)).toThrowWithCode(
      "timestamp.failed",
      "the authority rejected the request",
    );
  });

  it("that grants without a timestamp is refused", async () => {
    const empty = Uint8Array.of(0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x00);
    await expect(() => read(empty)).toThrowWithCode("timestamp.failed", "sent no timestamp");
  });
});

describe("an authority's certificate", () => {
  it.each([
    ["emailProtection", "is not meant for timestamps"],
    ["critical,timeStamping,emailProtection", "is meant for more than timestamps"],
    ["timeStamping", "does not mark its purpose as critical"],
  ])("for %s is refused", async (purpose, text) => {
    const other = await startAuthority({ behavior: "wrong-eku", purpose });
    const answer = await answerTo(await buildTimestampRequest(message, { nonce }), other);
    await other.close();
    await expect(() => read(answer)).toThrowWithCode("timestamp.failed", text);
  });
});
