/** A label as a container found it: at its place, and in the form that the place wants. */
import type { FoundMark } from "./container.js";
import { labelForm } from "./label-form.js";

/** All places outside of pictures want the inner object (GB 45438-2025 and the guides of 2025-08-28). */
export function foundLabel(found: Omit<FoundMark, "kind" | "isNormative">, isRightPlace = true): FoundMark {
  return { ...found, kind: "aigc", isNormative: isRightPlace && labelForm(found.text) === "inner" };
}

export function foundPacket(found: Omit<FoundMark, "kind" | "isNormative">, isRightPlace = true): FoundMark {
  return { ...found, kind: "xmp", isNormative: isRightPlace };
}
