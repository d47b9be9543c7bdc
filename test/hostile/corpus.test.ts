/** Thousands of broken files through the built program: none kills it, none holds it up, none is believed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { testContext, verifyOne } from "../support/context.ts";
import { bombs } from "./bomb.ts";
import { chanceFrom } from "./chance.ts";
import { extent, seed } from "./extent.ts";
import { type Court, countOutcomes, type Judged, judgeAll, longestCaseMs } from "./judged-case.ts";
import { type Case, mutations } from "./mutate.ts";
import { makeSpecimens, type Specimen } from "./specimen.ts";

const count = extent(330, 5400);
const batch = 60;

const world = testContext();
let specimens: readonly Specimen[] = [];
let court: Court;
const judged: Judged[] = [];

beforeAll(async () => {
  const { all, trust } = await makeSpecimens(world);
  specimens = all;
  court = { folder: world.folder, trust, foreign: [], peakBytes: 0 };
  const queue = [...bombs(), ...mutations(specimens, count, chanceFrom(seed))];
  const batches = Array.from({ length: Math.ceil(queue.length / batch) }, (_, index) =>
    queue.slice(index * batch, (index + 1) * batch),
  );
  await Promise.all([work(batches), work(batches)]);
}, 1_800_000);

async function work(batches: Case[][]): Promise<void> {
  for (let next = batches.shift(); next; next = batches.shift())
    judged.push(...(await judgeAll(next, court)));
}

const those = (wanted: (one: Judged) => boolean) =>
  judged.filter(wanted).map(({ name, family, outcome }) => `${family}: ${name} → ${outcome}`);

describe("before anything is broken", () => {
  it("every signed file is trusted, and its media are known", async () => {
    const signed = specimens.filter(({ isSigned }) => isSigned);
    expect(signed.length).toBeGreaterThan(20);
    expect(signed.filter(({ media }) => media.length === 0).map(({ name }) => name)).toEqual([]);
    for (const { name, bytes, sidecar } of signed) {
      const path = join(world.folder, name);
      writeFileSync(path, bytes);
      if (sidecar) writeFileSync(`${path}.c2pa`, sidecar);
      const { state } = await verifyOne(world, path, { trust: [...court.trust] });
      expect([name, state]).toEqual([name, name.includes("CAWG") ? state : "trusted"]);
    }
  });
});

describe("broken files", () => {
  it("are all judged", () => {
    const rows = [...countOutcomes(judged)].map(([family, outcomes]) => {
      const sorted = [...outcomes].sort(([, one], [, other]) => other - one);
      return `${family.padEnd(16)} ${sorted.map(([outcome, times]) => `${outcome} ${times}`).join(", ")}`;
    });
    console.info(rows.sort().join("\n"));
    expect(judged).toHaveLength(count + bombs().length);
  });

  it("never take the program down, and never hold it up", () => {
    expect(those(({ outcome }) => /crash|hang|timeout/.test(outcome))).toEqual([]);
    expect(those(({ tookMs }) => tookMs > longestCaseMs / 2)).toEqual([]);
  });

  it("are never trusted or valid where the media changed, and never without credentials", () => {
    const changed = (one: Judged) => one.isMediaChanged;
    expect(judged.filter(changed).length).toBeGreaterThan(count / 10);
    expect(those((one) => changed(one) && /^(trusted|valid|none)$/.test(one.outcome))).toEqual([]);
  });

  it("are never trusted or valid where the credential changed, unless in its padding", () => {
    const changed = (one: Judged) => one.isCredentialChanged;
    expect(judged.filter(changed).length).toBeGreaterThan(count / 10);
    expect(those((one) => changed(one) && /^(trusted|valid)$/.test(one.outcome))).toEqual([]);
  });

  it("ask for less memory than an ordinary machine has to spare", () => {
    expect(court.peakBytes).toBeLessThan(1024 ** 3);
  });

  it("have nobody but colophon speak", () => expect(court.foreign).toEqual([]));
});
