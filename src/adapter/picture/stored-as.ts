/** What a file says about how its picture is stored, where no decoder tells: WebP, TIFF and AVIF. */

/** RIFF: a lossless picture is a chunk "VP8L", on its own or in each frame. */
export function isLosslessWebp(bytes: Uint8Array): boolean {
  const names = riffChunks(bytes, 12).flatMap(({ name, at, end }) =>
    name === "ANMF" ? riffChunks(bytes.subarray(0, end), at + 24).map((inner) => inner.name) : [name],
  );
  return names.includes("VP8L") && !names.includes("VP8 ");
}

function riffChunks(bytes: Uint8Array, start: number): { name: string; at: number; end: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = [];
  let at = start;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at + 4, true);
    chunks.push({ name: textAt(bytes, at), at, end: Math.min(bytes.length, at + 8 + size) });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

/** ISO/IEC 23000-22: sequences are films with the brand "avis"; decoders of stills show one picture of them. */
export function isAvifSequence(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length < 8 ? 0 : Math.min(bytes.length, view.getUint32(0));
  for (let at = 8; at + 4 <= end; at += 4) if (textAt(bytes, at) === "avis") return true;
  return false;
}

/** TIFF 6.0, tag 259 of the first directory; undefined where there is none. */
export function tiffCompression(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = textAt(bytes, 0).startsWith("II");
  const directory = bytes.length < 8 ? 0 : view.getUint32(4, isLittle);
  if (directory === 0 || directory + 2 > bytes.length) return undefined;
  const count = view.getUint16(directory, isLittle);
  for (let at = directory + 2; at + 12 <= Math.min(bytes.length, directory + 2 + 12 * count); at += 12) {
    if (view.getUint16(at, isLittle) === 259) return view.getUint16(at + 8, isLittle);
  }
  return undefined;
}

function textAt(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.subarray(at, at + 4)).toString("latin1");
}
