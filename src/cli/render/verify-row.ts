/** Verified files as lines of a list, and the line under them. */
import type { VerifiedFile } from "../../command/verify-result.js";
import type { Verification } from "../../core/verifying/verification.js";
import { makeVisible } from "../escape.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { invalidInShort, issuerName } from "./answers.js";
import { disclosureOf } from "./disclose.js";

/** File, state or issuer, disclosure or reason, date. */
export function verifiedRow(file: VerifiedFile, style: Style): string[] {
  const { verification } = file;
  const name = makeVisible(file.file);
  const at = verification.time.at;
  const date = at === undefined ? "" : shortDate(at);
  // Whatever the state says, a broken history is never passed over.
  const broken = isBroken(verification) ? style.red("broken history") : "";
  switch (verification.state) {
    case "trusted": {
      const told = disclosureOf(verification)?.label ?? "";
      return [name, style.bold(issuerName(verification.issuer)), told, date, broken];
    }
    case "valid":
      return [name, style.yellow("Issuer not recognized"), issuerName(verification.issuer), date, broken];
    case "invalid":
      return [name, style.red("Invalid"), invalidInShort(verification)];
    case "none":
      return [name, style.dim("No Content Credentials")];
  }
}

export function isBroken({ history, state }: Verification): boolean {
  return state !== "invalid" && history.answer === "broken";
}

/** "4 files: 1 trusted, 1 issuer not recognized, 1 invalid, 1 without" */
export function verifiedTotal(counts: Readonly<Record<string, number>>): string {
  const words: readonly (readonly [string, string])[] = [
    ["trusted", "trusted"],
    ["valid", "issuer not recognized"],
    ["invalid", "invalid"],
    ["none", "without"],
    ["errors", "not judged"],
  ];
  const parts = words.flatMap(([kind, word]) =>
    (counts[kind] ?? 0) === 0 ? [] : [`${counts[kind]} ${word}`],
  );
  const broken = (counts.broken ?? 0) === 0 ? "" : `; ${counts.broken} with a broken history`;
  return `${counts.files ?? 0} files: ${parts.join(", ")}${broken}`;
}
