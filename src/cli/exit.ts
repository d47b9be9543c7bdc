/** Exit codes: what each means, and how the codes of several files become one. */
import type { ColophonError } from "../error.js";

/** One table for every command; help, the man page and `colophon help exit-codes` print it. */
export const exitCodes: readonly { code: number; meaning: string }[] = [
  {
    code: 0,
    meaning:
      "done; for verify and check: every file met the requirement; for watch: it was interrupted, which is its proper end",
  },
  {
    code: 1,
    meaning:
      "the answer is no: invalid, a broken history, a rule that is not met, a consent that does not hold, a journal that is not whole",
  },
  {
    code: 2,
    meaning:
      "we could not tell or could not do it: usage, unreadable, unsupported, timed out, network, locked identity",
  },
  { code: 3, meaning: "a file has no Content Credentials; for journal find: it is not in the journal" },
  {
    code: 4,
    meaning:
      "valid, but the issuer is not recognized, or not the one asked for; a consent whose signer nobody you trust stands for",
  },
  { code: 70, meaning: "a defect in colophon" },
  { code: 130, meaning: "interrupted" },
];

const worstFirst: readonly number[] = [130, 70, 1, 2, 4, 3, 0];

/**
 * The worst code wins: a broken file weighs more than one that could not be read, that more than an unknown
 * issuer. A code outside the table is a defect.
 */
export function foldExitCodes(codes: Iterable<number>): number {
  let worst = 0;
  for (const code of codes) {
    if (!worstFirst.includes(code)) return 70;
    if (worstFirst.indexOf(code) < worstFirst.indexOf(worst)) worst = code;
  }
  return worst;
}

/** Of an error: what could not be done is 2, and what was stopped is 130. */
export function exitCodeOf(error: ColophonError): number {
  return error.code === "interrupted" ? 130 : 2;
}
