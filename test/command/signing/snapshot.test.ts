/** The inputs of a run: held while they are few, put aside when they are many, the same either way. */
import { describe, expect, it } from "vitest";
import type { Input } from "../../../src/command/inputs.ts";
import { takeSnapshot } from "../../../src/command/signing/snapshot.ts";
import { ColophonError } from "../../../src/error.ts";

const found = (at: number): Input => ({
  kind: "file",
  path: `f/${at}`,
  displayName: `f/${at}`,
  isStdin: false,
  isNamed: false,
});
const stdin: Input = { kind: "file", path: "/tmp/x", displayName: "stdin", isStdin: true, isNamed: true };
const fault: Input = {
  kind: "error",
  name: "gone",
  error: new ColophonError("file.missing", "no such file"),
};

/** Keeps the lines where the test can see them. */
function desk() {
  const seen = { opened: 0, removed: 0, found: 0, mostHeld: 0, lines: [] as string[] };
  return {
    seen,
    async openLineStore() {
      seen.opened += 1;
      return {
        add: async (line: string) => void seen.lines.push(line),
        async *lines() {
          yield* [...seen.lines];
        },
        remove: async () => {
          seen.removed += 1;
        },
      };
    },
    async *give(inputs: readonly Input[], end?: Error) {
      for (const input of inputs) {
        seen.found += 1;
        yield input;
        seen.mostHeld = Math.max(seen.mostHeld, seen.found - seen.lines.length);
      }
      if (end) throw end;
    },
  };
}

async function all<T>(inputs: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const input of inputs) list.push(input);
  return list;
}

const many: Input[] = [...Array.from({ length: 500 }, (_, at) => found(at)), fault, stdin, found(1000)];

describe("few inputs", () => {
  it("are held, and the disk is not touched", async () => {
    const { seen, openLineStore, give } = desk();
    const snapshot = await takeSnapshot(give(many), { openLineStore }, many.length);
    expect(seen.opened).toBe(0);
    expect(await all(snapshot.inputs())).toEqual(many);
    await snapshot.remove();
  });
});

describe("many inputs", () => {
  it("are put aside, no more than a few held at any time, and come back the same", async () => {
    const { seen, openLineStore, give } = desk();
    const snapshot = await takeSnapshot(give(many), { openLineStore }, 10);
    expect(seen).toMatchObject({ opened: 1, mostHeld: 10 });
    expect(seen.lines).toHaveLength(many.length);
    expect(snapshot).toMatchObject({ count: 503, fileCount: 502, hasStdin: true });
    const back = await all(snapshot.inputs());
    expect(back).toEqual(many);
    expect(await all(snapshot.files())).toEqual(many.filter(({ kind }) => kind === "file"));
    expect(seen.removed).toBe(0);
    await snapshot.remove();
    expect(seen.removed).toBe(1);
  });

  it("leave nothing behind where they come to a bad end", async () => {
    const { seen, openLineStore, give } = desk();
    const end = new ColophonError("input.none", "nothing found");
    await expect(() => takeSnapshot(give(many, end), { openLineStore }, 10)).toThrowWithCode("input.none");
    expect(seen).toMatchObject({ opened: 1, removed: 1 });
  });
});
