/** A PNG is whole when its chunks lead to IEND. */
import { findBytes, letters, uint } from "../bytes.js";
import { damaged, type Probe, unknown, type Wholeness, whole, withinBudget } from "./probe.js";

/** Apple's own form begins with CgBI. */
const firstChunks = ["IHDR", "CgBI"];
const END_CHUNK = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44];

export async function checkPng(probe: Probe): Promise<Wholeness> {
  // Read first: a picture of very many chunks may leave no budget for it.
  const tail = await probe.bytes(Math.max(0, probe.sizeBytes - 4096), 4096);
  return withinBudget(() => walk(probe), findBytes(tail, END_CHUNK) === -1 ? unknown : whole);
}

async function walk(probe: Probe): Promise<Wholeness> {
  for (let at = 8; ; ) {
    const head = await probe.bytes(at, 8);
    const name = letters(head, 4, 4);
    const end = at + 12 + uint(head, 0, 4);
    if (head.length < 8) return damaged("it ends without an IEND chunk");
    if (!/^[A-Za-z]{4}$/.test(name)) return damaged(`expected a chunk at byte ${at}, found something else`);
    if (end > probe.sizeBytes) return damaged(`its ${name} chunk is cut short`);
    if (at === 8 && !firstChunks.includes(name)) return damaged("it begins without an IHDR chunk");
    if (name === "IEND") return whole;
    at = end;
  }
}
