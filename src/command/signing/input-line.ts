/** An input as one line of text and back: most are a path that was come upon, and stand there as no more than that. */
import { ColophonError, type ErrorCode } from "../../error.js";
import type { FileInput, Input } from "../inputs.js";

interface ErrorLine {
  kind: "error";
  name: string;
  code: ErrorCode;
  message: string;
  hints: readonly string[];
  /** For whoever asks with `-v`. */
  stack?: string | undefined;
  cause?: { message: string; stack?: string | undefined };
}

/** JSON, so that any name comes back as it was, with line ends and halves of characters in it. */
export function inputLine(input: Input): string {
  if (input.kind === "error") return JSON.stringify(errorLine(input.name, input.error));
  const isPlain = !input.isNamed && !input.isStdin && input.displayName === input.path;
  return JSON.stringify(isPlain ? input.path : input);
}

export function readInputLine(line: string): Input {
  const read = JSON.parse(line) as string | FileInput | ErrorLine;
  if (typeof read === "string") return plainInput(read);
  return read.kind === "error" ? errorInput(read) : read;
}

function plainInput(path: string): FileInput {
  return { kind: "file", path, displayName: path, isStdin: false, isNamed: false };
}

function errorLine(name: string, { code, message, hints, stack, cause }: ColophonError): ErrorLine {
  return {
    kind: "error",
    name,
    code,
    message,
    hints,
    stack,
    ...(cause instanceof Error ? { cause: { message: cause.message, stack: cause.stack } } : {}),
  };
}

function errorInput({ name, code, message, hints, stack, cause }: ErrorLine): Input {
  const error = new ColophonError(code, message, {
    hints: [...hints],
    ...(cause ? { cause: Object.assign(new Error(cause.message), { stack: cause.stack }) } : {}),
  });
  return { kind: "error", name, error: Object.assign(error, { stack }) };
}
