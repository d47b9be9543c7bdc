/** Lines put aside in a private temporary file: what would grow beyond the memory is read again from there. */
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { wordingFaults } from "./fault.js";
import { makeScratch, removeScratch, temporaryFault } from "./scratch.js";

export interface LineStore {
  /** One line, without its end. Throws `output.no-space` and the like. */
  add(line: string): Promise<void>;
  /** All lines that were added so far, in their order; as often as wished, and by several readers at once. */
  lines(): AsyncIterable<string>;
  /** Nothing is left of it; called by itself at the end of the process. */
  remove(): Promise<void>;
}

const PIECE_BYTES = 64 * 1024;

/** Only this user can read it. Without `parent` it lies where the system has its temporary files. Throws `output.*`. */
export async function openLineStore(parent?: string): Promise<LineStore> {
  const folder = await makeScratch(parent);
  const path = join(folder, "lines");
  const handle = await open(path, "ax+", 0o600).catch(async (error) => {
    await removeScratch(folder);
    throw temporaryFault(error, dirname(folder));
  });
  let waiting = "";
  let sizeBytes = 0;
  const flush = async () => {
    const text = waiting;
    const bytes = Buffer.from(text);
    waiting = "";
    await handle.writeFile(bytes).catch(async (error: unknown) => {
      // Half a line would be taken for one.
      await handle.truncate(sizeBytes);
      waiting = text + waiting;
      throw temporaryFault(error, dirname(folder));
    });
    sizeBytes += bytes.length;
  };
  return {
    add: async (line) => {
      waiting += `${line}\n`;
      if (waiting.length >= PIECE_BYTES) await flush();
    },
    lines: async function* () {
      // What has no room on the disk is still here, and not lost.
      await flush().catch(() => undefined);
      yield* linesOf(handle, path);
      yield* waiting.split("\n").slice(0, -1);
    },
    remove: async () => {
      await handle.close();
      await removeScratch(folder);
    },
  };
}

/** Not by Node's own reader of lines: to it a name with U+2028 in it would be two. */
async function* linesOf(handle: FileHandle, path: string): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  const piece = Buffer.alloc(PIECE_BYTES);
  let rest = "";
  for (let at = 0; ; ) {
    const { bytesRead } = await wordingFaults(path, "reading", () => handle.read(piece, 0, PIECE_BYTES, at));
    if (bytesRead === 0) return;
    at += bytesRead;
    const lines = (rest + decoder.write(piece.subarray(0, bytesRead))).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
