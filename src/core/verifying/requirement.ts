/** What the caller demands of a file, and the exit code that says whether it was met. */
import { type Finding, finding } from "./finding.js";
import type { Verification } from "./verification.js";

export interface Requirement {
  /** `trusted` unless the caller is content with `valid`. */
  require: "trusted" | "valid";
  /** A name or pattern (`*` and `?`) the issuer must have. */
  issuer?: string;
}

export interface RequirementResult {
  exitCode: 0 | 1 | 3 | 4;
  findings: readonly Finding[];
}

/**
 * Exit 0 if and only if the file carries Content Credentials that are intact, with an unbroken history, issued
 * by someone the caller trusts (or, with `valid`, by anyone).
 */
export function checkRequirement(verification: Verification, requirement: Requirement): RequirementResult {
  if (verification.state === "none") return { exitCode: 3, findings: [] };
  if (verification.state === "invalid") return { exitCode: 1, findings: [] };
  if (verification.findings.some((entry) => entry.code === "history.broken"))
    return { exitCode: 1, findings: [] };
  if (requirement.issuer !== undefined && !isIssuedBy(verification, requirement.issuer)) {
    const detail = `asked for: ${requirement.issuer}`;
    return { exitCode: 4, findings: [finding("issuer.not-required", "warning", { detail })] };
  }
  const isMet = verification.state === "trusted" || requirement.require === "valid";
  return { exitCode: isMet ? 0 : 4, findings: [] };
}

function isIssuedBy({ issuer, credential }: Verification, pattern: string): boolean {
  const names = [
    issuer.certificate?.organization,
    issuer.certificate?.commonName,
    credential?.issuer?.organization,
    credential?.issuer?.commonName,
  ];
  return names.some((name) => name !== undefined && matches(name, pattern));
}

/**
 * `*` for anything and `?` for one character, in any case. Names come out of files: a regular expression could be
 * kept busy for years by a long one, this takes length times length at most.
 */
function matches(name: string, pattern: string): boolean {
  const [text, wanted] = [[...name.toLowerCase()], [...pattern.toLowerCase()]];
  let [at, place] = [0, 0];
  let star: { place: number; at: number } | undefined;
  while (at < text.length) {
    if (wanted[place] === "*") {
      star = { place, at };
      place += 1;
    } else if (wanted[place] === "?" || (place < wanted.length && wanted[place] === text[at])) {
      at += 1;
      place += 1;
    } else if (star) {
      // What the last star stands for becomes one longer.
      star.at += 1;
      at = star.at;
      place = star.place + 1;
    } else {
      return false;
    }
  }
  return wanted.slice(place).every((letter) => letter === "*");
}
