/** The rhythm label of GB 45438-2025 5.3: "short long, short short", A and I in Morse, as samples. */

export const TONE_HZ = 800;
export const UNIT_SECONDS = 0.12;

/** −12 dBFS: plainly heard beside speech at −16 LUFS, and far from clipping. */
const AMPLITUDE = 10 ** (-12 / 20);

/** Without them every tone would begin and end with a click. */
const RAMP_SECONDS = 0.005;

/** One sign a unit: dot 1, dash 3, gap in a letter 1, gap between letters 3, so 11 units, 1.32 s. */
export const RHYTHM: readonly boolean[] = [..."#-###---#-#"].map((sign) => sign === "#");

export const RHYTHM_SECONDS = RHYTHM.length * UNIT_SECONDS;

/** The whole rhythm in one channel, samples between −1 and 1. */
export function morseSamples(sampleRate: number): Float32Array {
  const samples = new Float32Array(Math.round(RHYTHM_SECONDS * sampleRate));
  for (const { from, to } of tonesOf(RHYTHM)) {
    const first = Math.round(from * UNIT_SECONDS * sampleRate);
    const end = Math.round(to * UNIT_SECONDS * sampleRate);
    for (let at = first; at < end; at++) {
      const seconds = (at - first) / sampleRate;
      const level = AMPLITUDE * rampAt(at - first, end - first, sampleRate);
      samples[at] = level * Math.sin(2 * Math.PI * TONE_HZ * seconds);
    }
  }
  return samples;
}

/** Units that sound without a pause between them are one tone. */
function tonesOf(rhythm: readonly boolean[]): { from: number; to: number }[] {
  const tones: { from: number; to: number }[] = [];
  for (const [unit, isOn] of rhythm.entries()) {
    const last = tones.at(-1);
    if (!isOn) continue;
    if (last?.to === unit) last.to = unit + 1;
    else tones.push({ from: unit, to: unit + 1 });
  }
  return tones;
}

/** A raised cosine over 5 ms at both ends, 1 in between. */
function rampAt(index: number, length: number, sampleRate: number): number {
  const ramp = RAMP_SECONDS * sampleRate;
  const distance = Math.min(index, length - 1 - index);
  return distance >= ramp ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * distance) / ramp);
}
