/** A terminal that is none: keeps what is written, and is as wide and as colorful as a test wants. */
import { Readable } from "node:stream";
import type { Io } from "../../src/cli/io.ts";

export interface TerminalWishes {
  isTerminal?: boolean;
  colorDepth?: number;
  columns?: number;
  env?: Readonly<Record<string, string | undefined>>;
  stdin?: string | Uint8Array;
}

export interface FakeTerminal extends Io {
  out(): string;
  err(): string;
}

export function createTerminal(wishes: TerminalWishes = {}): FakeTerminal {
  const { isTerminal = false, colorDepth = 1, columns, env = {}, stdin = "" } = wishes;
  const written = { out: [] as Uint8Array[], err: [] as Uint8Array[] };
  const output = (to: Uint8Array[]) => ({
    write: (text: string | Uint8Array) => {
      to.push(Buffer.from(text));
    },
    isTerminal,
    colorDepth,
    ...(columns === undefined ? {} : { columns }),
  });
  return {
    stdin: Readable.from(stdin.length === 0 ? [] : [Buffer.from(stdin)]),
    stdout: output(written.out),
    stderr: output(written.err),
    env,
    out: () => Buffer.concat(written.out).toString("utf8"),
    err: () => Buffer.concat(written.err).toString("utf8"),
  };
}
