/** All inputs as they were before the first output: what is written among them later is never taken for one. */
import type { Files } from "../context.js";
import type { FileInput, Input } from "../inputs.js";
import { createPile } from "../pile.js";
import { inputLine, readInputLine } from "./input-line.js";

export interface Snapshot {
  count: number;
  /** Those there is a file for; the others are what is wrong. */
  fileCount: number;
  hasStdin: boolean;
  /** As often as it is asked, the same in the same order. */
  inputs(): AsyncIterable<Input>;
  files(): AsyncIterable<FileInput>;
  /** To be called at the end, however it comes. */
  remove(): Promise<void>;
}

const mostHeld = 4096;

export async function takeSnapshot(
  found: AsyncIterable<Input>,
  { openLineStore }: Pick<Files, "openLineStore">,
  most = mostHeld,
): Promise<Snapshot> {
  const pile = createPile<Input>({
    most,
    openStore: openLineStore,
    toLine: inputLine,
    fromLine: readInputLine,
  });
  const count = { inputs: 0, files: 0, stdin: 0 };
  try {
    for await (const input of found) {
      count.inputs += 1;
      if (input.kind === "file") count.files += 1;
      if (input.kind === "file" && input.isStdin) count.stdin += 1;
      await pile.add(input);
    }
  } catch (error) {
    await pile.remove();
    throw error;
  }
  return {
    count: count.inputs,
    fileCount: count.files,
    hasStdin: count.stdin > 0,
    inputs: pile.all,
    files: () => filesAmong(pile.all()),
    remove: pile.remove,
  };
}

async function* filesAmong(inputs: AsyncIterable<Input>): AsyncGenerator<FileInput> {
  for await (const input of inputs) if (input.kind === "file") yield input;
}
