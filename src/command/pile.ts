/** Things kept in their order: in memory while they are few, in a private temporary file when they are many. */
import type { Files } from "./context.js";

export interface Pile<T> {
  /** Throws `output.*` where the temporary file has no room. */
  add(one: T): Promise<void>;
  /** As often as it is asked, the same in the same order. */
  all(): AsyncIterable<T>;
  /** To be called at the end, however it comes. */
  remove(): Promise<void>;
}

type Store = Awaited<ReturnType<Files["openLineStore"]>>;

export interface PileOptions<T> {
  /** So many are held; where there are more, all of them are put aside, so that memory does not grow with them. */
  most: number;
  openStore(): Promise<Store>;
  toLine(one: T): string;
  fromLine(line: string): T;
}

export function createPile<T>({ most, openStore, toLine, fromLine }: PileOptions<T>): Pile<T> {
  const box: { store?: Store } = {};
  let held: T[] = [];
  return {
    add: async (one) => {
      held.push(one);
      if (held.length <= most && !box.store) return;
      box.store ??= await openStore();
      const moved = held;
      held = [];
      for (const each of moved) await box.store.add(toLine(each));
    },
    all: () => (box.store ? readAll(box.store, fromLine) : replay(held)),
    remove: async () => box.store?.remove(),
  };
}

async function* readAll<T>(store: Store, fromLine: (line: string) => T): AsyncGenerator<T> {
  for await (const line of store.lines()) yield fromLine(line);
}

async function* replay<T>(held: readonly T[]): AsyncGenerator<T> {
  yield* held;
}
