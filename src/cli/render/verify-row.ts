/** Verified files as lines of a list, and the line under them. */
import type { VerifiedFile } from "../../command/verify-result.js";
import type { Verification } from "../../core/verifying/verification.js";
import { makeVisible } from "../escape.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { asOfInWords, invalidInShort, issuerName, validInShort } from "./answers.js";
import { disclosureOf } from "./disclose.js";

/** File, state or issuer, disclosure or reason, date. */
export function verifiedRow(file: VerifiedFile, style: Style): string[] {
  const { verification } = file;
  const name = makeVisible(file.file);
  const at = verification.time.at;
  const date = at === undefined ? "" : shortDate(at) + (isUnconfirmed(verification) ? " (unconfirmed)" : "");
  // Whatever the state says, a broken history is never passed over.
  if (isBroken(verification)) {
    return [name, style.red("Broken history"), issuerName(verification.issuer), date];
  }
  switch (verification.state) {
    case "trusted": {
      const told = disclosureOf(verification)?.label ?? "";
      return [name, style.bold(issuerName(verification.issuer)), told, date];
    }
    case "valid":
      return [name, style.yellow(validInShort(verification)), issuerName(verification.issuer), date];
    case "invalid":
      return [name, style.red("Invalid"), invalidInShort(verification)];
    case "none":
      return [name, style.dim("No Content Credentials")];
  }
}

export function isBroken({ history, state }: Verification): boolean {
  return state !== "invalid" && history.answer === "broken";
}

/** Its date is shown on the word of nobody whom a list recognizes. */
export function isUnconfirmed({ state, time }: Verification): boolean {
  return (state === "trusted" || state === "valid") && time.at !== undefined && time.answer !== "independent";
}

/** "4 files: 1 trusted, 1 not recognized, 1 invalid, 1 without" */
export function verifiedTotal(counts: Readonly<Record<string, number>>, asOf?: Date): string {
  const words: readonly (readonly [string, string])[] = [
    ["trusted", "trusted"],
    ["valid", "not recognized"],
    ["broken", "with a broken history"],
    ["invalid", "invalid"],
    ["none", "without"],
    ["errors", "not judged"],
  ];
  const parts = words.flatMap(([kind, word]) =>
    (counts[kind] ?? 0) === 0 ? [] : [`${counts[kind]} ${word}`],
  );
  const judged = asOf === undefined ? "" : `, judged ${asOfInWords(asOf)}`;
  const unconfirmed =
    (counts.unconfirmed ?? 0) === 0
      ? ""
      : "\nunconfirmed: no authority that a list in use recognizes vouches for the date";
  return `${counts.files ?? 0} files: ${parts.join(", ")}${judged}${unconfirmed}`;
}
