/** Whether an MP4 is the beginning of a fragmented video, whose hashes cover files that are not here. */
import { type Box, readBox } from "./damage/boxes.js";
import { type ByteSource, createProbe, type Probe } from "./damage/probe.js";

const MAX_BOXES = 256;

/**
 * True for an initialization segment: it announces movie fragments (`mvex`) and has neither a fragment
 * nor media data of its own. The engine calls such a file Invalid, which is not "changed".
 */
export async function isInitializationSegment(reader: ByteSource, sizeBytes: number): Promise<boolean> {
  const probe = createProbe(reader, sizeBytes);
  const outermost = await boxesBetween(probe, 0, sizeBytes);
  const movie = outermost.find((box) => box.name === "moov");
  if (!movie || outermost.some((box) => box.name === "moof" || box.name === "mdat")) return false;
  const inside = await boxesBetween(probe, movie.start, Math.min(movie.end, sizeBytes));
  return inside.some((box) => box.name === "mvex");
}

async function boxesBetween(probe: Probe, start: number, end: number): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = start; at < end && boxes.length < MAX_BOXES; ) {
    const box = await readBox(probe, at);
    if (!box) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}
