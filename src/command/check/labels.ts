/** The AIGC labels of a file, each with what the signature in its reserved field is worth. */
import { deviates } from "../../core/label/deviations.js";
import { type ReadAigc, readAigc } from "../../core/label/read-aigc.js";
import { readSecurityData, verifySecurity } from "../../core/label/security-data.js";
import type { FoundMark } from "../../core/metadata/index.js";
import type { AigcFound } from "../../core/profile/index.js";
import type { Context } from "../context.js";

/** Two are one too many, and looking into more helps nobody. */
const mostVerified = 2;

export async function labelsIn(marks: readonly FoundMark[], context: Context): Promise<AigcFound[]> {
  const labels = marks.flatMap(labelIn);
  const isSigned = labels.some(({ security }) => security.kind === "structured");
  if (!isSigned || labels.length > mostVerified) return labels;
  const { verifySm2 } = await context.labelSignatures();
  return labels.map((found) => {
    const isSecurityVerified = found.label && verifySecurity(found.label, found.security, verifySm2);
    return isSecurityVerified === undefined ? found : { ...found, isSecurityVerified };
  });
}

function labelIn({ kind, place, isNormative, text, isUnread }: FoundMark): AigcFound[] {
  if (kind !== "aigc") return [];
  const read: ReadAigc = isUnread ? { deviations: [deviates("unread")] } : readAigc(text);
  const { ReservedCode1 = "" } = read.label ?? {};
  return [{ ...read, place, isNormative, security: readSecurityData(ReservedCode1) }];
}
