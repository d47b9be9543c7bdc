import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWavSamples } from "../../src/adapter/wav-samples.ts";
import { hearMorse } from "../../src/core/label/hear-morse.ts";
import { morseSamples } from "../../src/core/label/morse.ts";
import { fixture } from "../support/media.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { chunk, type WavWish, wavOf } from "../support/wav.ts";

const rate = 16_000;
const rhythm = morseSamples(rate);

/** Four seconds, the rhythm in the first or the last of them. */
function sound(from: "start" | "end"): Float32Array {
  const samples = new Float32Array(4 * rate);
  samples.set(rhythm, from === "start" ? 0 : samples.length - rhythm.length);
  return samples;
}

async function read(bytes: Uint8Array, from: "start" | "end" = "start", seconds = 2) {
  const path = join(temporaryFolder(), "sound.wav");
  writeFileSync(path, bytes);
  return readWavSamples(path, from, seconds);
}

const forms: Readonly<Record<string, WavWish>> = {
  "8 bits": { bits: 8 },
  "16 bits": { bits: 16 },
  "24 bits, extensible": { bits: 24, isExtensible: true },
  "32 bits": { bits: 32 },
  "floating point": { bits: 32, isFloat: true },
  "double floating point, extensible": { bits: 64, isFloat: true, isExtensible: true },
  stereo: { channels: 2 },
  "5.1 channels in 24 bits": { channels: 6, bits: 24 },
  "another chunk before, of odd length": { before: chunk("LIST", Buffer.from("INFOx")) },
  "no length, as a recording that was cut off": { saidBytes: 0 },
  "a length beyond the file": { saidBytes: 0xffffffff },
};

describe("a WAV file", () => {
  it.each(Object.entries(forms))("with %s is listened to at both ends", async (_name, wish) => {
    for (const end of ["start", "end"] as const) {
      const heard = await read(wavOf(sound(end), wish), end);
      expect(heard?.sampleRate).toBe(rate);
      expect(heard?.samples).toHaveLength(2 * rate);
      expect(hearMorse(heard?.samples ?? new Float32Array(), rate).hearing).toBe("heard");
      const other = await read(wavOf(sound(end), wish), end === "start" ? "end" : "start");
      expect(hearMorse(other?.samples ?? new Float32Array(), rate).hearing).toBe("not-heard");
    }
  });

  it("that is shorter than what is asked for gives what there is", async () => {
    expect((await read(wavOf(rhythm), "end", 30))?.samples).toHaveLength(rhythm.length);
  });

  it("with numbers that are none is silent there", async () => {
    const heard = await read(wavOf(new Float32Array([Number.NaN, 1]), { bits: 32, isFloat: true }));
    expect([...(heard?.samples ?? [])]).toEqual([0, 1]);
  });
});

describe("what is no plain WAV", () => {
  const [head] = [wavOf(rhythm)];
  const withFormat = (at: number, value: number) => {
    const bytes = Buffer.from(head);
    bytes.writeUInt16LE(value, 20 + at);
    return bytes;
  };

  it.each([
    ["nothing", Buffer.alloc(3)],
    ["text", Buffer.from("RIFFxxxxWAVX, and so on and so on and so on")],
    ["compressed", withFormat(0, 2)],
    ["without channels", withFormat(2, 0)],
    ["of twelve bits", withFormat(14, 12)],
    ["without samples", head.subarray(0, 36)],
    ["another kind of sound", readFileSync(fixture("tone.mp3"))],
  ])("is left to others: %s", async (_name, bytes) => {
    expect(await read(bytes)).toBeUndefined();
  });

  it("never crashes, however it is damaged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.integer({ min: 0, max: 255 }), async (at, value) => {
        const bytes = Buffer.from(head);
        bytes[at] = value;
        await read(bytes, "end");
      }),
      { numRuns: 100 },
    );
  });
});

it("leaves out what claims more bytes a second than anybody records", async () => {
  const path = join(temporaryFolder(), "huge.wav");
  const head = wavOf(new Float32Array(64), { sampleRate: 1_000_000, channels: 64, saidBytes: 0 });
  writeFileSync(path, head);
  truncateSync(path, 800 * 1024 * 1024);
  expect(await readWavSamples(path, "end", 5)).toBeUndefined();
});
