/** The blocks of a GIF: comments and application data of one file are carried over to another byte by byte. */

interface GifBlocks {
  /** Comment extensions, and application extensions that are no part of the animation. */
  beside: readonly Uint8Array[];
  /** Where the first block after header and palette begins. */
  start: number;
}

const [extension, image, comment, application] = [0x21, 0x2c, 0xfe, 0xff];

/** GIF89a. Reads what a decoder has already accepted; stops where no known block follows. */
export function readGifBlocks(bytes: Uint8Array): GifBlocks {
  const start = 13 + paletteLength(bytes[10] ?? 0);
  const beside: Uint8Array[] = [];
  let at = start;
  while (at < bytes.length) {
    const kind = bytes[at + 1] ?? 0;
    if (bytes[at] === extension) {
      const end = endOfSubBlocks(bytes, at + 2);
      if (kind === comment || (kind === application && isBeside(bytes, at))) {
        beside.push(bytes.subarray(at, end));
      }
      at = end;
    } else if (bytes[at] === image) {
      // Ten bytes of description, a palette, the size of the codes, then the data.
      at = endOfSubBlocks(bytes, at + 11 + paletteLength(bytes[at + 9] ?? 0));
    } else break;
  }
  return { beside, start };
}

function paletteLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
}

/** The loop is written by the encoder; Content Credentials speak of other bytes. */
function isBeside(bytes: Uint8Array, at: number): boolean {
  const name = Buffer.from(bytes.subarray(at + 3, at + 11)).toString("latin1");
  return !["NETSCAPE", "ANIMEXTS", "C2PA_GIF"].includes(name);
}

/** The frames of `drawn` with what stands beside those of `source`. */
export function carryOverGif(source: Uint8Array, drawn: Uint8Array): { bytes: Uint8Array; lost: string[] } {
  const { beside } = readGifBlocks(source);
  const { start } = readGifBlocks(drawn);
  const bytes = Buffer.concat([drawn.subarray(0, start), ...beside, drawn.subarray(start)]);
  // Extensions came with the later version of the format.
  if (beside.length > 0) bytes.write("GIF89a", 0, "latin1");
  return { bytes: new Uint8Array(bytes), lost: [] };
}
