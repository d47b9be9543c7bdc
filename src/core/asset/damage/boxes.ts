/** MP4, HEIC, JPEG XL and manifest stores are whole when their outermost boxes end where the file ends. */
import { letters, uint } from "../bytes.js";
import { damaged, type Probe, type Wholeness, whole } from "./probe.js";

/** `needed`: one of these boxes must be there, or what the file is for is missing. */
export async function checkBoxes(probe: Probe, needed: readonly string[]): Promise<Wholeness> {
  let isNeededSeen = false;
  for (let at = 0; at < probe.sizeBytes; ) {
    const box = await readBox(probe, at);
    if (!box) return damaged(`expected a box at byte ${at}, found something else`);
    if (box.end > probe.sizeBytes) return damaged(`its ${box.name} box is cut short`);
    if (needed.includes(box.name)) isNeededSeen = true;
    at = box.end;
  }
  return isNeededSeen ? whole : damaged(`it has no ${needed.join(" or ")} box`);
}

export interface Box {
  name: string;
  /** Where its content begins. */
  start: number;
  end: number;
}

/** `undefined` where no box header stands; a size of zero means "to the end of the file". */
export async function readBox(probe: Probe, at: number): Promise<Box | undefined> {
  const head = await probe.bytes(at, 16);
  const size = uint(head, 0, 4);
  const isLong = size === 1;
  const length = size === 0 ? probe.sizeBytes - at : isLong ? uint(head, 8, 8) : size;
  const start = at + (isLong ? 16 : 8);
  if (head.length < 8 || at + length < start) return undefined;
  return { name: printable(letters(head, 4, 4)), start, end: at + length };
}

/** The name goes into messages. */
function printable(name: string): string {
  return name.replace(/[^ -~]/g, "?");
}
