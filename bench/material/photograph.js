/** A picture with the weight of a photograph, the same for the same seed: smooth light, and grain that does not compress away. */
import sharp from "sharp";

/** About 150 kB of JPEG for the web, about 2 MB as cameras make them. */
const sizes = { web: { width: 800, height: 600 }, camera: { width: 3000, height: 2000 } };

export function photograph(seed = 1, size = "web") {
  const { width, height } = sizes[size];
  const pixels = Buffer.alloc(width * height * 3);
  let state = seed;
  for (let at = 0; at < pixels.length; at++) {
    // Numerical Recipes' generator: the same grain on every machine.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const column = Math.floor(at / 3) % width;
    const line = Math.floor(at / 3 / width);
    const light = 128 + 60 * Math.sin(column / (70 + seed)) + 50 * Math.cos(line / 70);
    pixels[at] = Math.max(0, Math.min(255, light + (state / 2 ** 32 - 0.5) * 36));
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}
