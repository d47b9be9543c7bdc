/** One line of a verified file: a head, and what it says. */
import type { Style } from "../style.js";
import { hang, padTo } from "../width.js";

export interface VerifyPage {
  style: Style;
  columns: number;
  /** Causes and advice too, and findings that are only information. */
  isExplained: boolean;
}

/** Heads are padded to the longest, "Issuer not recognized". */
const headColumns = 23;

export function entry({ columns }: VerifyPage, head: string, text: string): string {
  return hang(`  ${padTo(head, headColumns - 2)}  `, text, columns).trimEnd();
}
