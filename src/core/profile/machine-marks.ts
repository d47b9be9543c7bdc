/** The marks by which a machine can tell that content is of AI: which of them a file has. */
import { claimsOf } from "./claims.js";
import type { Evidence } from "./evidence.js";

export interface MachineMark {
  by: "credential" | "xmp" | "aigc";
  /** Readers that look for the address of IPTC do not find it. */
  isMisspelled: boolean;
  words: string;
}

const places = {
  credential: "signed in Content Credentials",
  xmp: "in XMP, unsigned",
  aigc: "in an AIGC label, unsigned",
} as const;

export function machineMarks(evidence: Evidence): MachineMark[] {
  const seen = new Set<MachineMark["by"]>();
  return claimsOf(evidence).flatMap(({ by, isAi, isMisspelled = false, words }) => {
    if (!isAi || by === "declared" || seen.has(by)) return [];
    seen.add(by);
    const form = isMisspelled ? ", and not as the whole address that IPTC asks for" : "";
    return [{ by, isMisspelled, words: `"${words}" ${places[by]}${form}` }];
  });
}

export function inWords(marks: readonly MachineMark[]): string {
  return marks.map(({ words }) => words).join("; ");
}

/** A watermark or fingerprint, by the word of the signer: an assertion that names it and an action that says it was put there. */
export function claimsWatermark(
  credential: { assertions: readonly { label: string }[]; actions: readonly { name: string }[] } | undefined,
): { isNamed: boolean; isBound: boolean } {
  return {
    isNamed: credential?.assertions.some(({ label }) => label.startsWith("c2pa.soft-binding")) ?? false,
    isBound: credential?.actions.some(({ name }) => name === "c2pa.watermarked.bound") ?? false,
  };
}
