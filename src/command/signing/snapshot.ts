/** All inputs as they were before the first output: what is written among them later is never taken for one. */
import type { Files } from "../context.js";
import type { FileInput, Input } from "../inputs.js";
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

type Needs = Pick<Files, "openLineStore">;
type Store = Awaited<ReturnType<Needs["openLineStore"]>>;

/** So many are held; where there are more, all of them are put aside, so that memory does not grow with them. */
const mostHeld = 4096;

export async function takeSnapshot(
  found: AsyncIterable<Input>,
  files: Needs,
  most = mostHeld,
): Promise<Snapshot> {
  const box: { store?: Store } = {};
  let held: Input[] = [];
  const count = { inputs: 0, files: 0, stdin: 0 };
  try {
    for await (const input of found) {
      count.inputs += 1;
      if (input.kind === "file") count.files += 1;
      if (input.kind === "file" && input.isStdin) count.stdin += 1;
      held.push(input);
      if (held.length <= most && !box.store) continue;
      box.store ??= await files.openLineStore();
      for (const one of held) await box.store.add(inputLine(one));
      held = [];
    }
  } catch (error) {
    await box.store?.remove();
    throw error;
  }
  const { store } = box;
  const inputs = () => (store ? readAll(store) : replay(held));
  return {
    count: count.inputs,
    fileCount: count.files,
    hasStdin: count.stdin > 0,
    inputs,
    files: () => filesAmong(inputs()),
    remove: async () => store?.remove(),
  };
}

async function* readAll(store: Store): AsyncGenerator<Input> {
  for await (const line of store.lines()) yield readInputLine(line);
}

async function* replay(inputs: readonly Input[]): AsyncGenerator<Input> {
  yield* inputs;
}

async function* filesAmong(inputs: AsyncIterable<Input>): AsyncGenerator<FileInput> {
  for await (const input of inputs) if (input.kind === "file") yield input;
}
