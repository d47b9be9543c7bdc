/** The duty of a platform (Measures of 2025, Art. 6): what it shows, and the label it leaves in the file. */
import type { AigcLabel } from "./aigc.js";

export interface Propagation {
  /** What the file carries already. */
  label?: AigcLabel | undefined;
  /** Its user said that it is made by AI. */
  isDeclared: boolean;
  /** The platform found another sign of it: a visible label, a Content Credential, an IPTC source type. */
  hasTraces: boolean;
  /** The platform's name or code, its number for this content, and its own protection data. */
  propagator: string;
  propagateId: string;
  reservedCode2?: string;
}

export interface Propagated {
  /** 属于, 可能, 疑似. */
  notice: "is" | "may-be" | "suspected";
  label: AigcLabel;
}

const notices = { "1": "is", "2": "may-be", "3": "suspected" } as const;

/** Undefined where nothing points to AI: then nothing is shown and nothing is written. */
export function propagateLabel(given: Propagation): Propagated | undefined {
  const { label, propagator, propagateId, reservedCode2 = "" } = given;
  const value = ownValue(given);
  if (value === undefined) return undefined;
  return {
    notice: notices[value],
    label: {
      Label: value,
      // The producer's fields are his: who rewrites them makes the label say what he never said (Art. 10).
      ContentProducer: label?.ContentProducer ?? "",
      ProduceID: label?.ProduceID ?? "",
      ReservedCode1: label?.ReservedCode1 ?? "",
      ContentPropagator: propagator,
      PropagateID: propagateId,
      ReservedCode2: reservedCode2,
    },
  };
}

function ownValue({ label, isDeclared, hasTraces }: Propagation): "1" | "2" | "3" | undefined {
  const value = label?.Label;
  if (value === "1" || value === "2" || value === "3") return value;
  if (isDeclared) return "2";
  // A label with a value outside the standard cannot be taken at its word, but it is a trace.
  return hasTraces || label !== undefined ? "3" : undefined;
}
