/** Errors on stderr: one line what, at most two lines what to do; with --json a document on stdout as well. */
import { ColophonError } from "../error.js";
import { escapeMessage, makeVisible } from "./escape.js";
import type { Style } from "./style.js";

export interface ErrorFields {
  code: string;
  message: string;
  hints: readonly string[];
}

/** @param file named where the message does not name it itself */
export function complaint(error: ColophonError, style: Style, file?: string): string {
  const isNamed = file === undefined || error.message.includes(file);
  const message = isNamed ? error.message : `"${file}": ${error.message}`;
  return [
    `colophon: ${style.red("error")}: ${escapeMessage(message)}`,
    ...error.hints.slice(0, 2).map((hint) => `colophon: hint: ${escapeMessage(hint)}`),
    "",
  ].join("\n");
}

/** Something said on the side: what is fetched, what is left out. */
export function note(text: string): string {
  return `colophon: ${escapeMessage(text)}\n`;
}

/** Any other error is ours: one line, and the stack for whoever asks. */
export function defect(error: unknown, isVerbose: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ""] = message.split("\n");
  const stack = error instanceof Error && isVerbose ? `${error.stack ?? ""}\n` : "";
  return `colophon: defect: ${escapeMessage(line)}\n${makeLinesVisible(stack)}`;
}

export function causes(error: ColophonError): string {
  const lines: string[] = [error.stack ?? ""];
  for (let cause = error.cause; cause instanceof Error && lines.length < 8; cause = cause.cause) {
    lines.push(`caused by ${cause.stack ?? cause.message}`);
  }
  return makeLinesVisible(`${lines.join("\n")}\n`);
}

export function fieldsOf({ code, message, hints }: ColophonError): ErrorFields {
  return { code, message, hints: [...hints] };
}

function makeLinesVisible(text: string): string {
  return text.split("\n").map(makeVisible).join("\n");
}

/** Even a part of this program can be the one file too many: then nothing is wrong with it. */
export function unlessOutOfFiles(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EMFILE" && code !== "ENFILE") return error;
  return new ColophonError("file.io", "too many files are open", {
    cause: error,
    hints: ["allow more of them: ulimit -n 1024"],
  });
}
