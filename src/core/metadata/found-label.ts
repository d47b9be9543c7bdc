/** A label as a container found it: at its place, and in the form that the place wants. */
import { damaged } from "./bounded-source.js";
import type { FoundMark } from "./container.js";
import { labelForm } from "./label-form.js";

/** All places outside of pictures want the inner object (GB 45438-2025 and the guides of 2025-08-28). */
export function foundLabel(found: Omit<FoundMark, "kind" | "isNormative">, isRightPlace = true): FoundMark {
  return { ...found, kind: "aigc", isNormative: isRightPlace && labelForm(found.text) === "inner" };
}

export function foundPacket(found: Omit<FoundMark, "kind" | "isNormative">): FoundMark {
  return { ...found, kind: "xmp", isNormative: true };
}

/** A second packet may be somebody else's: only copies of one may be replaced together. */
export function checkCopies(packets: readonly string[]): void {
  if (new Set(packets.map((text) => text.trim())).size > 1) {
    throw damaged(`expected one XMP packet, found ${packets.length} that say different things`);
  }
}
