/** The same clashes are found as by whoever holds all names, and none is made up where hashes meet. */
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KeyOf, refuseClashes, sha256Key } from "../../src/command/output-clashes.ts";
import type { Destination, OutputInput } from "../../src/command/outputs.ts";

interface Planned {
  from: string;
  to: string | undefined;
}

/** Counts how often the inputs are gone through. */
function inputsOf(plans: readonly Planned[]) {
  const seen = { passes: 0 };
  const files = plans.map(({ from: path }) => ({ path, isStdin: false }));
  return {
    seen,
    fileCount: plans.length,
    hasStdin: false,
    async *files() {
      seen.passes += 1;
      yield* files;
    },
  };
}

async function faultIn(plans: readonly Planned[], isInPlace = false, keyOf?: KeyOf) {
  const inputs = inputsOf(plans);
  const targets = new Map(plans.map(({ from, to }) => [from, to]));
  const destinationOf = ({ path: from }: OutputInput): Destination => {
    const path = targets.get(from);
    return path === undefined ? { kind: "stdout" } : { kind: "file", path, isInPlace };
  };
  const fault = await refuseClashes(inputs, destinationOf, { suffix: "signed" }, keyOf).then(
    () => undefined,
    (error: Error & { code: string }) => `${error.code}: ${error.message}`,
  );
  return { fault, passes: inputs.seen.passes };
}

/** With every name in memory. */
function naively(plans: readonly Planned[], isInPlace: boolean): string | undefined {
  const sources = new Map(plans.map(({ from }) => [resolve(from), from]));
  const taken = new Map<string, string>();
  for (const { from, to } of plans) {
    if (to === undefined) continue;
    const path = resolve(to);
    const other = taken.get(path);
    if (other !== undefined) return `output.clash: "${other}" and "${from}" would both be written to "${to}"`;
    taken.set(path, from);
    const source = sources.get(path);
    if (source === undefined || isInPlace) continue;
    return resolve(from) === path
      ? `output.is-input: "${to}": would be written over itself`
      : `output.is-input: "${from}" would be written over "${source}", which is to be signed too`;
  }
  return undefined;
}

const name = fc.nat({ max: 40 }).map((at) => `x/${at}`);
const plans = fc.uniqueArray(
  fc.record({
    from: fc.oneof(
      name,
      fc.nat({ max: 40 }).map((at) => `./x/y/../${at}`),
    ),
    to: fc.option(
      fc.oneof(
        name,
        fc.nat({ max: 400 }).map((at) => `out/${at}`),
      ),
      { nil: undefined },
    ),
  }),
  { selector: ({ from }) => from, maxLength: 40 },
);

describe("the first clash of a run", () => {
  it.each([
    ["hashes as they are", sha256Key],
    [
      "hashes of which every fourth is the same",
      (text: string) => ({ low: text.length, high: sha256Key(text).high % 4 }),
    ],
    ["one hash for all", () => ({ low: 3, high: 3 })],
  ])("is the one that all names in memory would tell, in the same words: %s", async (_, keyOf) => {
    await fc.assert(
      fc.asyncProperty(plans, fc.boolean(), async (all, isInPlace) => {
        expect((await faultIn(all, isInPlace, keyOf)).fault).toBe(naively(all, isInPlace));
      }),
      { numRuns: 150 },
    );
  });

  it("is none where only hashes meet", async () => {
    const all = [1, 2, 3].map((at) => ({ from: `in/${at}`, to: `out/${at}` }));
    const { fault, passes } = await faultIn(all, false, () => ({ low: 1, high: 1 }));
    expect(fault).toBeUndefined();
    expect(passes).toBeGreaterThan(2);
  });

  it("is looked for in two passes, which hold no name", async () => {
    const all = Array.from({ length: 5000 }, (_, at) => ({ from: `in/${at}`, to: `out/${at}` }));
    expect(await faultIn(all)).toEqual({ fault: undefined, passes: 2 });
  });
});
