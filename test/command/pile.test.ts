/** A pile gives back what was put on it, and never holds more of it than it may. */
import { describe, expect, it } from "vitest";
import { openLineStore } from "../../src/adapter/files/index.ts";
import { createPile } from "../../src/command/pile.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function pileOf(most: number) {
  const opened: string[] = [];
  const pile = createPile<{ at: number }>({
    most,
    openStore: async () => {
      opened.push("store");
      return openLineStore(temporaryFolder());
    },
    toLine: JSON.stringify,
    fromLine: JSON.parse,
  });
  return { pile, opened };
}

async function all<T>(things: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const thing of things) list.push(thing);
  return list;
}

const things = Array.from({ length: 50 }, (_, at) => ({ at }));

describe("a pile", () => {
  it.each([
    [50, 0],
    [49, 1],
    [0, 1],
  ])("of fifty, of which %i may be held, opens %i stores and gives all back", async (most, stores) => {
    const { pile, opened } = pileOf(most);
    for (const thing of things) await pile.add(thing);
    expect(await all(pile.all())).toEqual(things);
    expect(await all(pile.all())).toEqual(things);
    expect(opened).toHaveLength(stores);
    await pile.remove();
  });

  it("is empty before anything is put on it", async () => {
    const { pile } = pileOf(1);
    expect(await all(pile.all())).toEqual([]);
    await pile.remove();
  });
});
