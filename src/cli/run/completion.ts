/** Runs `colophon completion`. */
import { completionScript, isShell } from "../manual/completion.js";
import type { Call } from "./call.js";

export async function runCompletion({ inputs, io }: Call): Promise<number> {
  const [shell = ""] = inputs;
  if (!isShell(shell)) throw new Error(`shell "${shell}" passed the parser`);
  io.stdout.write(completionScript(shell));
  return 0;
}
