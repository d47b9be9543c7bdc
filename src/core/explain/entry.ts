/** What one code means: the form that every explanation has, whoever gave the code. */

export interface Explanation {
  code: string;
  /** A status of C2PA or CAWG, an error of colophon, or a finding of colophon. */
  kind: "status" | "error" | "finding";
  /** One sentence of at most 25 words, lower-case start, no full stop: it stands under a finding. */
  meaning: string;
  /** One to three usual causes, the likeliest first. */
  causes: readonly string[];
  /** What to do about it. */
  action: string;
  /** Where the rule comes from, e.g. "C2PA 2.4 §15.7". */
  source?: string;
}

/** An explanation as the tables hold it: the code is the key, the kind is the table's. */
export type Words = Omit<Explanation, "code" | "kind">;

export function explanations(
  kind: Explanation["kind"],
  table: Readonly<Record<string, Words>>,
): Explanation[] {
  return Object.entries(table).map(([code, words]) => ({ code, kind, ...words }));
}

// Said of many statuses.
export const askForOriginal = "do not rely on this credential; ask for the file as it left its source";
export const signAgain =
  "do not rely on this credential; if you made the file, sign it again with current software";
export const faultySigner = "the software that signed did not follow the standard";
