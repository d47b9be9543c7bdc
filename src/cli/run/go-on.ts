/** The command that takes up a run where it was interrupted: the same words, and --continue. */
import type { Call } from "./call.js";

/**
 * Undefined where there is nothing to take up: what a command found out is printed and nothing was written, or the file
 * came through standard input, which nobody can give a second time.
 */
export function goOn({ argv, path, given }: Pick<Call, "argv" | "path" | "given">): string | undefined {
  if (!given.isDeclared("continue") || argv.includes("-")) return undefined;
  const [name = ""] = path;
  const at = argv.indexOf(name) + 1;
  const words = argv.includes("--continue") ? argv : argv.toSpliced(at, 0, "--continue");
  return `go on: ${["colophon", ...words].map(inShell).join(" ")}`;
}

function inShell(word: string): string {
  return /^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
