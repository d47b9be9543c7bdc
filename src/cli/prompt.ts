/** Asks a person: on the terminal itself, never through standard input, and never echoing a secret. */
import { createReadStream, openSync } from "node:fs";
import { Writable } from "node:stream";
import { ReadStream, WriteStream } from "node:tty";
import { confirm as askConfirm, password as askPassword, isCancel } from "@clack/prompts";
import { ColophonError } from "../error.js";
import { makeVisible } from "./escape.js";

export interface PassphraseSource {
  file?: string;
  fd?: number;
}

const longestPassphraseBytes = 4096;

/**
 * From --passphrase-file or --passphrase-fd (one trailing newline is not part of it), else from a person.
 * Undefined where nobody can be asked. A new passphrase is asked for twice.
 */
export async function readPassphrase(
  purpose: "new" | "existing",
  identity: string,
  source: PassphraseSource,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (source.file !== undefined || source.fd !== undefined) return readGiven(source);
  const name = makeVisible(identity);
  if (purpose === "existing") return askSecret(`passphrase of identity "${name}"`, signal);
  const first = await askSecret(`new passphrase for identity "${name}"`, signal);
  if (first === undefined) return undefined;
  const second = await askSecret("the same once more", signal);
  if (first === second) return first;
  throw new ColophonError("identity.passphrase", "the two passphrases are not the same");
}

/** True only when a person said yes; false where nobody can be asked. */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const answer = await onTerminal((input, output) =>
    askConfirm({ message: question, initialValue: false, input, output, signal, withGuide: false }),
  );
  return answer === true;
}

async function readGiven({ file, fd }: PassphraseSource): Promise<string> {
  const name = file ?? `file descriptor ${fd}`;
  try {
    const text = await readWhole(file, fd);
    const line = text.replace(/\r?\n$/, "");
    if (line === "") throw new ColophonError("identity.passphrase", `"${name}" holds no passphrase`);
    return line;
  } catch (error) {
    if (error instanceof ColophonError) throw error;
    throw new ColophonError("identity.passphrase", `no passphrase could be read from "${name}"`, {
      hints: ["check that it exists and that you may read it"],
      cause: error,
    });
  }
}

async function readWhole(file: string | undefined, fd = 0): Promise<string> {
  // The descriptor itself: by its path it would be opened anew, which a user it was handed down to may not do.
  const source = file === undefined ? { fd, autoClose: false } : {};
  const pieces: Buffer[] = [];
  let bytesRead = 0;
  for await (const piece of createReadStream(file ?? "", source)) {
    pieces.push(piece);
    bytesRead += piece.length;
    if (bytesRead > longestPassphraseBytes) {
      throw new ColophonError(
        "identity.passphrase",
        `expected a passphrase of at most ${longestPassphraseBytes} bytes`,
      );
    }
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function askSecret(message: string, signal: AbortSignal): Promise<string | undefined> {
  const answer = await onTerminal((input, output) =>
    // A mask would tell the length to whoever looks over the shoulder.
    askPassword({ message, mask: "", input, output, signal, withGuide: false }),
  );
  return typeof answer === "string" && answer !== "" ? answer : undefined;
}

/** @throws `interrupted` on Ctrl-C */
async function onTerminal<T>(
  ask: (input: ReadStream, output: Writable) => Promise<T | symbol>,
): Promise<T | undefined> {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  try {
    const answer = await ask(terminal.input, terminal.output);
    if (isCancel(answer)) throw new ColophonError("interrupted", "interrupted");
    return answer as T;
  } finally {
    terminal.close();
  }
}

function openTerminal() {
  const [reading, writing] =
    process.platform === "win32" ? ["\\\\.\\CONIN$", "\\\\.\\CONOUT$"] : ["/dev/tty", "/dev/tty"];
  try {
    const input = new ReadStream(openSync(reading, "r"));
    const screen = new WriteStream(openSync(writing, "w"));
    return {
      input,
      output: withoutColor(screen),
      close: () => {
        input.destroy();
        screen.destroy();
      },
    };
  } catch {
    return undefined;
  }
}

/** The library marks answers green, whatever NO_COLOR says; nothing in colophon is green. */
function withoutColor(screen: WriteStream): Writable {
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      screen.write(chunk.toString("utf8").replace(/\u001b\[[0-9;]*m/g, ""), () => done());
    },
  });
  // A terminal that does not know its size says 0.
  return Object.assign(output, { columns: screen.columns || 80, rows: screen.rows || 24, isTTY: true });
}
