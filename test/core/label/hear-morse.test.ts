/** The detector: hears its own tone, is unsure of another one in the same rhythm, and is not fooled. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hearMorse } from "../../../src/core/label/hear-morse.ts";
import { morseSamples } from "../../../src/core/label/morse.ts";

const rate = 16_000;

/** Numbers between −1 and 1 that are always the same. */
function noise(length: number, seed: number): Float32Array {
  let state = seed >>> 0 || 1;
  return Float32Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) / 2 ** 32) * 2 - 1;
  });
}

function placed(at: number, rhythm: Float32Array, around: Float32Array, level = 1): Float32Array {
  const samples = Float32Array.from(around);
  const from = Math.round(at * rate);
  for (const [index, sample] of rhythm.entries())
    samples[from + index] = (samples[from + index] ?? 0) + sample * level;
  return samples;
}

const silence = new Float32Array(5 * rate);
const hearing = (samples: Float32Array) => hearMorse(samples, rate).hearing;

describe("when the rhythm is there", () => {
  it("is heard wherever it begins, and says where", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3.6, noNaN: true }), (at) => {
        const heard = hearMorse(placed(at, morseSamples(rate), silence), rate);
        expect(heard.hearing).toBe("heard");
        expect(Math.abs((heard.atSeconds ?? -1) - at)).toBeLessThan(0.045);
      }),
      { numRuns: 40 },
    );
  });

  for (const other of [8_000, 11_025, 44_100, 48_000]) {
    it(`is heard at ${other} samples a second`, () => {
      const samples = new Float32Array(5 * other);
      samples.set(morseSamples(other), 3000);
      expect(hearMorse(samples, other).hearing).toBe("heard");
    });
  }

  it("is heard when it is thirty times softer, and in a little noise", () => {
    expect(hearing(placed(1, morseSamples(rate), silence, 0.03))).toBe("heard");
    const hiss = noise(5 * rate, 7).map((sample) => sample * 0.02);
    expect(hearing(placed(1, morseSamples(rate), hiss))).toBe("heard");
  });

  it("is heard at the very end", () => {
    expect(hearing(placed(5 - 1.32, morseSamples(rate), silence))).toBe("heard");
  });

  it("makes unsure with another tone", () => {
    const other = Float32Array.from({ length: Math.round(1.32 * rate) }, (_, at) => {
      const isOn = "#-###---#-#"[Math.floor(at / (0.12 * rate))] === "#";
      return isOn ? 0.2 * Math.sin((2 * Math.PI * 1300 * at) / rate) : 0;
    });
    expect(hearing(placed(1, other, silence))).toBe("unsure");
  });
});

describe("when it is not there", () => {
  const sine = (hertz: number, level = 0.3) =>
    Float32Array.from({ length: 5 * rate }, (_, at) => level * Math.sin((2 * Math.PI * hertz * at) / rate));

  it("is not heard in silence, in noise, or in a single tone, its own one too", () => {
    for (const samples of [silence, noise(5 * rate, 3), sine(440), sine(800)])
      expect(hearing(samples)).toBe("not-heard");
  });

  it("is not heard in nothing, or in less than it takes", () => {
    expect(hearing(new Float32Array(0))).toBe("not-heard");
    expect(hearing(morseSamples(rate).subarray(0, rate))).toBe("not-heard");
  });

  it("is not heard in beats of its own tone, or in another letter", () => {
    const beats = sine(800).map((sample, at) => (Math.floor(at / (0.12 * rate)) % 2 === 0 ? sample : 0));
    const morse = (signs: string) =>
      sine(800).map((sample, at) => (signs[Math.floor(at / (0.12 * rate))] === "#" ? sample : 0));
    // N and I, S, A alone.
    for (const samples of [beats, morse("###-#---#-#"), morse("#-#-#"), morse("#-###")]) {
      expect(hearing(samples)).not.toBe("heard");
    }
  });

  it("is never heard in random music", () => {
    const note = fc.record({
      hertz: fc.integer({ min: 100, max: 2000 }),
      seconds: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(note, { minLength: 12, maxLength: 40 }), (notes) => {
        const samples = new Float32Array(5 * rate);
        let at = 0;
        for (const { hertz, seconds } of notes) {
          for (let end = at + seconds * rate; at < end && at < samples.length; at++) {
            samples[at] = 0.3 * Math.sin((2 * Math.PI * hertz * at) / rate);
          }
        }
        expect(hearing(samples)).not.toBe("heard");
      }),
      { numRuns: 60 },
    );
  });
});
