/** The pages of a TIFF, one after the other; smaller versions among them are previews, and are taken out of the row. */

export interface Tiff {
  bytes: Uint8Array;
  view: DataView;
  isLittle: boolean;
}

const mostDirectories = 65_535;

/** Undefined for what is none, and for a BigTIFF. */
export function openTiff(bytes: Uint8Array): Tiff | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  return bytes.length >= 8 && view.getUint16(2, isLittle) === 42 ? { bytes, view, isLittle } : undefined;
}

/** Where their directories are. */
export function pagesOf(tiff: Tiff): number[] {
  const { view, isLittle } = tiff;
  const pages = new Set<number>();
  let at = view.getUint32(4, isLittle);
  while (at !== 0 && at + 2 <= view.byteLength && !pages.has(at) && pages.size < mostDirectories) {
    pages.add(at);
    const link = linkBehind(tiff, at);
    at = link + 4 <= view.byteLength ? view.getUint32(link, isLittle) : 0;
  }
  return [...pages];
}

function linkBehind({ view, isLittle }: Tiff, at: number): number {
  return at + 2 + 12 * view.getUint16(at, isLittle);
}

/**
 * The same file with a row of pages that leaves out the reduced ones; of the same length, for they stay where they
 * are. Decoders take no row of pages of different sizes. The same bytes where there are none.
 */
export function withoutReducedPages(bytes: Uint8Array): Uint8Array {
  const tiff = openTiff(bytes);
  const pages = tiff ? pagesOf(tiff) : [];
  const full = tiff ? pages.filter((at) => !isReduced(tiff, at)) : [];
  if (!tiff || full.length === pages.length || full.length === 0) return bytes;
  const row = openTiff(new Uint8Array(bytes));
  if (!row) return bytes;
  let link = 4;
  for (const at of full) {
    row.view.setUint32(link, at, row.isLittle);
    link = linkBehind(row, at);
  }
  if (link + 4 <= row.bytes.length) row.view.setUint32(link, 0, row.isLittle);
  return row.bytes;
}

const [newSubfileType, subfileType] = [254, 255];

/** TIFF 6.0, section 8: bit 0 of the newer tag, or 2 in the older one, is a smaller version of another page. */
function isReduced({ view, isLittle }: Tiff, at: number): boolean {
  const end = Math.min(view.byteLength - 12, at + 2 + 12 * (view.getUint16(at, isLittle) - 1));
  for (let place = at + 2; place <= end; place += 12) {
    const tag = view.getUint16(place, isLittle);
    const isShort = view.getUint16(place + 2, isLittle) === 3;
    const value = isShort ? view.getUint16(place + 8, isLittle) : view.getUint32(place + 8, isLittle);
    if (tag === newSubfileType) return (value & 1) === 1;
    if (tag === subfileType) return value === 2;
  }
  return false;
}
