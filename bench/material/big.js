/** Files of a gigabyte that are valid to their end: a small one whose media is made as long as that. */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const fixtures = join(import.meta.dirname, "../../fixtures/media");
const blockBytes = 8 * 2 ** 20;

/** The film as it is, and behind it one more `mdat` of the size that is missing. */
export function makeBigMp4(path, sizeBytes) {
  const film = readFileSync(join(fixtures, "moving.mp4"));
  const box = Buffer.alloc(16);
  // ISO 14496-12 §4.2: the size 1 says that the real one follows in eight bytes.
  box.writeUInt32BE(1, 0);
  box.write("mdat", 4, "latin1");
  box.writeBigUInt64BE(BigInt(sizeBytes - film.length), 8);
  write(path, [film, box], sizeBytes);
}

/** Half of all there is of 16-bit silence's opposite: noise. */
export function makeBigWav(path, sizeBytes) {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(sizeBytes - 8, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(2, 22); // channels
  head.writeUInt32LE(48_000, 24);
  head.writeUInt32LE(48_000 * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(sizeBytes - 44, 40);
  write(path, [head], sizeBytes);
}

/** Noise up to the end: zeros could be stored as a hole, and a hole is read faster than a disk. */
function write(path, parts, sizeBytes) {
  const noise = Buffer.alloc(blockBytes);
  let state = 1;
  for (let at = 0; at < noise.length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    noise.writeUInt32LE(state, at);
  }
  const file = openSync(path, "w");
  let left = sizeBytes;
  for (const part of parts) left -= writeSync(file, part);
  while (left > 0) left -= writeSync(file, noise, 0, Math.min(left, noise.length));
  closeSync(file);
}
