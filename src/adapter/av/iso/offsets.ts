/** The places of all samples in a `moov`, moved together with them. */
import { type Box, childBoxes } from "./box.js";

const parents: ReadonlySet<string> = new Set(["moov", "trak", "mdia", "minf", "stbl"]);

/**
 * Adds `shift` to every chunk offset, in place. False, with nothing changed, where one of them would not fit
 * into its 32 bits.
 */
export function shiftChunks(moov: Buffer, shift: number): boolean {
  const tables = chunkTables(moov, { type: "moov", start: 0, size: moov.length });
  const fits = tables.every(
    (table) =>
      table.type === "co64" || entriesOf(moov, table).every((at) => moov.readUInt32BE(at) + shift < 2 ** 32),
  );
  if (!fits) return false;
  for (const table of tables) {
    for (const at of entriesOf(moov, table)) {
      if (table.type === "stco") moov.writeUInt32BE(moov.readUInt32BE(at) + shift, at);
      else moov.writeBigUInt64BE(moov.readBigUInt64BE(at) + BigInt(shift), at);
    }
  }
  return true;
}

function chunkTables(moov: Buffer, box: Box): Box[] {
  return childBoxes(moov, box.start + 8, box.start + box.size).flatMap((child) => {
    if (child.type === "stco" || child.type === "co64") return [child];
    return parents.has(child.type) ? chunkTables(moov, child) : [];
  });
}

function entriesOf(moov: Buffer, table: Box): number[] {
  const width = table.type === "stco" ? 4 : 8;
  const room = Math.floor((table.size - 16) / width);
  const count = Math.min(moov.readUInt32BE(table.start + 12), room);
  return Array.from({ length: count }, (_, index) => table.start + 16 + index * width);
}
