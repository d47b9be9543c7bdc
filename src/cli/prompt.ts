/** Asks a person: on the terminal itself, never through standard input, and never echoing a secret. */
import { openSync } from "node:fs";
import { Writable } from "node:stream";
import { ReadStream, WriteStream } from "node:tty";
import { confirm as askConfirm, password as askPassword, isCancel } from "@clack/prompts";
import { ColophonError } from "../error.js";
import { makeVisible } from "./escape.js";
import { type PassphraseSource, readGiven } from "./given-passphrase.js";

/**
 * From --passphrase-file or --passphrase-fd (the first line), else from a person.
 * Undefined where nobody can be asked. A new passphrase is asked for twice.
 */
export async function readPassphrase(
  purpose: "new" | "existing",
  identity: string,
  source: PassphraseSource,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (source.file !== undefined || source.fd !== undefined) return readGiven(source, signal);
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
