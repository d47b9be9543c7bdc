/** The rhythm label as samples. */
import { describe, expect, it } from "vitest";
import { morseSamples, RHYTHM_SECONDS } from "../../../src/core/label/morse.ts";

describe("the rhythm label", () => {
  for (const rate of [8_000, 22_050, 44_100, 48_000, 96_000]) {
    it(`says short long, short short in 1.32 s at ${rate} samples a second`, () => {
      const samples = morseSamples(rate);
      expect(samples.length / rate).toBeCloseTo(1.32, 3);
      // Middle of each unit: does it sound?
      const sounding = Array.from({ length: 11 }, (_, unit) => {
        const from = Math.round((unit + 0.25) * 0.12 * rate);
        return samples
          .subarray(from, from + Math.round(0.06 * rate))
          .some((sample) => Math.abs(sample) > 0.1);
      });
      expect(sounding.map((isOn) => (isOn ? "#" : "-")).join("")).toBe("#-###---#-#");
    });
  }

  it("is as loud as −12 dBFS and begins and ends without a click", () => {
    const samples = morseSamples(48_000);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(20 * Math.log10(peak)).toBeCloseTo(-12, 1);
    const steps = samples.map((sample, index) => Math.abs(sample - (samples[index - 1] ?? 0)));
    // The steepest step of an 800 Hz sine of this height at this rate, and no steeper one.
    expect(steps.reduce((most, step) => Math.max(most, step), 0)).toBeLessThan(peak * 0.106);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
    expect(RHYTHM_SECONDS).toBeCloseTo(1.32, 6);
  });

  it("has a pitch of 800 Hz", () => {
    const dash = morseSamples(48_000).subarray(0.26 * 48_000, 0.58 * 48_000);
    let crossings = 0;
    for (let at = 1; at < dash.length; at++) if ((dash[at - 1] ?? 0) < 0 && (dash[at] ?? 0) >= 0) crossings++;
    expect(crossings / (dash.length / 48_000)).toBeCloseTo(800, -1);
  });
});
