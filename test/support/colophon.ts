/** Runs colophon's way in within the test's own process, with a terminal that keeps what is said. */
import { main } from "../../src/cli/main.ts";
import { createTerminal, type TerminalWishes } from "./terminal.ts";

export interface Said {
  code: number;
  out: string;
  err: string;
}

export async function colophon(argv: readonly string[], wishes: TerminalWishes = {}): Promise<Said> {
  const terminal = createTerminal(wishes);
  const code = await main(argv, terminal, new AbortController().signal);
  return { code, out: terminal.out(), err: terminal.err() };
}
