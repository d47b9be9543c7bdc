/** Splits the command line of an external signer into words, as a shell would, without being one. */
import { ColophonError } from "../error.js";

/**
 * Blanks separate words; "…" and '…' keep blanks together; a backslash takes a blank, a quote or a
 * backslash literally and is itself elsewhere, so that Windows paths pass unharmed. Nothing else has
 * a meaning: no variables, pipes, substitutions or wildcards. Throws `signer.failed` for an empty
 * command or a quote that never ends.
 */
export function splitCommand(command: string): [string, ...string[]] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < command.length; at += 1) {
    const char = command.charAt(at);
    const next = command.charAt(at + 1);
    if (quote === undefined && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === undefined && (char === '"' || char === "'")) {
      quote = char;
      word ??= "";
    } else if (char === quote) {
      quote = undefined;
    } else if (char === "\\" && quote !== "'" && isEscapable(next, quote)) {
      word = (word ?? "") + next;
      at += 1;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote !== undefined) {
    throw new ColophonError("signer.failed", `the signer command has a ${quote} that is never closed`);
  }
  if (word !== undefined) words.push(word);
  const [file, ...rest] = words;
  if (file === undefined || file === "")
    throw new ColophonError("signer.failed", "the signer command is empty");
  return [file, ...rest];
}

function isEscapable(char: string, quote: string | undefined): boolean {
  return quote === '"' ? char === '"' || char === "\\" : /^[\s"'\\]$/.test(char);
}
