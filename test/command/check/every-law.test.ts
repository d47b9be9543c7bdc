/** Every rule of every law, held against real files: one that it passes, and one that it does not. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckOptions } from "../../../src/command/check/index.ts";
import { type AssessedRule, laws, rulesOf, type Verdict } from "../../../src/core/profile/index.ts";
import { checkOne, testContext } from "../../support/context.ts";
import { type LawFile, lawFiles, openLawFiles } from "../../support/law-files/index.ts";
import type { Shop } from "../../support/law-files/shop.ts";
import { describeWithShared } from "../../support/shared.ts";

type Wishes = Partial<Omit<CheckOptions, "before">> & { before?: LawFile };

/** What a rule says of one file. Where that is neither pass nor fail, `because` is why it cannot be. */
type Seen = { file: LawFile; wishes?: Wishes; says?: RegExp } & (
  | { verdict: "pass" | "fail" }
  | { verdict: Exclude<Verdict, "pass" | "fail">; because: string }
);

const passes = (file: LawFile, wishes: Wishes = {}, says?: RegExp): Seen => ({
  ...{ file, wishes, verdict: "pass" },
  ...(says ? { says } : {}),
});
const fails = (file: LawFile, wishes: Wishes = {}, says?: RegExp): Seen => ({
  ...{ file, wishes, verdict: "fail" },
  ...(says ? { says } : {}),
});
const says = (
  verdict: Exclude<Verdict, "pass" | "fail">,
  because: string,
  file: LawFile,
  wishes: Wishes = {},
): Seen => ({ file, wishes, verdict, because });

/** Nothing in the file says it, and whoever asks knows. */
const declared = { declared: { isAi: true, kinds: [] } } as const;
const deepfake = { declared: { kinds: [], isDeepfake: true } } as const;
const ad = { declared: { kinds: [], isAd: true, hasSyntheticPerformer: true } } as const;
const after = (before: LawFile) => ({ before });

const mainly = 'the standard says that values "mainly" consist of these characters';
const guide = "a guide is no law, and who has a code nobody can look up";
const unread = "the text of the law was not read in its own words, so it warns";
const advice = "a consent may be documented elsewhere";
const watermark = "a watermark that no reader here would see may be there instead";
const voluntary = "the Code of Practice is voluntary";
const unseen = "a claim of a watermark is no watermark, and none is looked for";
const elsewhere = "a description may stand where the file is published";
const contradiction = "which of two marks is wrong nobody can see";
const record = "the label may have been moved, or be another one, and nobody read the picture";
const form = "how prominent and how soon is enough the law leaves to whoever judges";
const removable = "metadata can be removed, and what would survive that is not looked for";
const tool = "the law asks it of tools that report on a file, not of the file";
const log = "a log is not in the file";

const table: Readonly<Record<string, readonly [met: Seen, missed: Seen]>> = {
  "CN-1": [passes("labeled.png"), fails("bare.png", declared)],
  "CN-2": [passes("labeled.png"), fails("two.png")],
  "CN-3": [passes("labeled.png"), fails("keyless.png")],
  "CN-4": [passes("labeled.png"), fails("nine.png")],
  "CN-5": [passes("labeled.png"), fails("keyless.png")],
  "CN-6": [passes("labeled.png"), says("warn", mainly, "spaced.png")],
  "CN-7": [passes("labeled.png"), says("warn", guide, "miscoded.png")],
  "CN-8": [
    passes("labeled.png", {}, /found again in the pixels/),
    fails("lying.png", {}, /not at its place in the picture/),
  ],
  "CN-9": [passes("labeled.mp4", {}, /found again in the pixels/), says("warn", unread, "brief.mp4")],
  "CN-10": [passes("labeled.wav", {}, /rhythm was heard/), fails("mute.wav", {}, /it was not heard/)],
  "CN-11": [passes("labeled.txt"), says("warn", unread, "silent.txt", declared)],
  "CN-12": [passes("published.png", after("labeled.png")), fails("renumbered.png", after("labeled.png"))],
  "CN-13": [passes("labeled.png"), says("warn", advice, "lying.png")],
  "CN-14": [passes("labeled.png", {}, /line \d of the journal/), says("n/a", log, "published.png")],
  "CN-15": [passes("protected.png"), says("warn", unread, "forged.png")],

  "EU-1": [passes("xmp-only.png"), says("warn", watermark, "bare.png", declared)],
  "EU-2": [passes("labeled.png"), says("warn", voluntary, "xmp-only.png")],
  "EU-3": [passes("labeled.png"), says("warn", voluntary, "lying.png")],
  "EU-4": [says("undetermined", unseen, "bound.png"), says("undetermined", unseen, "labeled.png")],
  "EU-5": [passes("published.png", after("labeled.png")), fails("bare.png", after("labeled.png"))],
  "EU-6": [passes("labeled.png", deepfake), says("warn", record, "lying.png", deepfake)],
  "EU-7": [passes("labeled.png"), says("warn", contradiction, "contrary.png")],
  "EU-8": [passes("labeled.png"), says("undetermined", elsewhere, "xmp-only.png")],

  "CA-A": [passes("labeled.png"), fails("bare.png", declared)],
  "CA-B": [passes("labeled.png"), fails("terse.png")],
  "CA-C": [passes("labeled.png"), fails("terse.png")],
  "CA-D": [passes("labeled.png"), fails("bare.png", declared)],
  "CA-E": [passes("labeled.png"), fails("bare.png", declared)],
  "CA-2": [says("undetermined", removable, "bound.png"), says("undetermined", removable, "labeled.png")],
  "CA-P": [passes("labeled.png", { systemOnly: true }), says("warn", tool, "labeled.png")],
  "UT-1": [passes("published.png"), says("warn", unread, "terse.png")],
  "WA-1": [passes("labeled.png"), says("warn", watermark, "xmp-only.png")],

  "IN-1": [passes("labeled.mp4"), says("warn", record, "lying.png")],
  "IN-2": [passes("labeled.wav"), says("warn", form, "late.wav")],
  "IN-3": [passes("published.png", {}, /"ExampleGen 1\.2"/), fails("bare.png", declared)],
  "KR-1": [passes("xmp-only.png"), says("warn", watermark, "bare.png", declared)],
  "KR-2": [passes("labeled.wav"), says("warn", record, "lying.png")],
  "VN-1": [passes("xmp-only.png"), says("warn", watermark, "bare.png", declared)],
  "VN-2": [passes("labeled.png", deepfake), says("warn", form, "wordless.png", deepfake)],
  "NY-1": [passes("labeled.png", ad), says("warn", record, "lying.png", ad)],

  "C2PA-valid": [passes("labeled.png"), fails("changed.png")],
  "C2PA-history": [passes("published.png"), fails("laundered.png")],
  ...traits({
    "active-manifest-urn": "labeled.png",
    "mandatory-spec-version": "labeled.png",
    "mandatory-all-actions-included": "labeled.png",
    "inception-action-position": "labeled.png",
    "mandatory-dst-for-created-action": "labeled.png",
    "no-dst-for-opened-action": "published.png",
    "opened-action-ingredient-reference": "published.png",
    "all-actions-included-opened": "resaved.png",
    "mandatory-dst-for-perceptible-transformations": "bound.png",
    "no-deprecated-actions": "published.png",
    "no-unsupported-actions": "published.png",
    "no-unrecognized-custom-actions": "bound.png",
    "no-unrecognized-custom-action-parameters": "bound.png",
    "no-unsupported-assertions": "bound.png",
    "no-unrecognized-custom-assertions": "labeled.png",
    "no-deprecated-assertions": "published.png",
  }),
};

/** The file that breaks a trait is named after it. */
function traits(met: Readonly<Record<string, LawFile>>): Record<string, [Seen, Seen]> {
  return Object.fromEntries(
    Object.entries(met).map(([trait, file]) => [
      `C2PA-${trait}`,
      [passes(file), fails(`${trait}.png` as LawFile)],
    ]),
  );
}

const placeless = "no guide names a place for the label in pages";

/** What rules say of files that are harder to judge. */
const harder: readonly (readonly [rule: string, seen: Seen])[] = [
  ["CN-1", says("undetermined", placeless, "labeled.html")],
  ["CN-11", passes("labeled.html")],
  ["CN-11", passes("wide.txt")],
  ["CA-B", passes("passed-on.png", {}, /"ExampleGen" 1\.2/)],
  ["CA-C", passes("passed-on.png", {}, /^2026-06-01/)],
  ["CA-E", passes("passed-on.png", {}, /what it was made from/)],
  ["EU-7", says("n/a", "there is one mark only", "passed-on.png")],
  ["C2PA-history", says("undetermined", "nobody stands for what it says", "changed.png")],
];

/** A day on which all of them are in force. */
const asOf = new Date("2027-03-01T00:00:00Z");
const world = testContext();
const checked = new Map<string, Promise<readonly AssessedRule[]>>();
let shop: Shop;

/** Each file is checked once in each way, against everything. */
function rulesOn({ file, wishes = {} }: Seen): Promise<readonly AssessedRule[]> {
  const key = JSON.stringify([file, wishes]);
  const rules = checked.get(key) ?? check(file, wishes);
  checked.set(key, rules);
  return rules;
}

async function check(file: LawFile, { before, ...wishes }: Wishes): Promise<readonly AssessedRule[]> {
  const { assessment } = await checkOne(world, await shop.file(file), {
    laws: ["all", "c2pa"],
    trust: shop.trust,
    asOf,
    ...wishes,
    ...(before ? { before: await shop.file(before) } : {}),
  });
  return assessment.rules;
}

beforeAll(async () => {
  shop = await openLawFiles(world);
});

afterAll(() => shop.authority.close());

describe("every rule of every law", () => {
  it("stands in the table, and no other one", () => {
    expect(Object.keys(table)).toEqual(laws.flatMap((law) => rulesOf[law].map(({ id }) => id)));
  });

  const pairs = Object.entries(table).flatMap(([id, pair]) => pair.map((seen) => [id, seen] as const));
  const rows = [...pairs, ...harder].map(([id, seen]) => {
    const why = "because" in seen ? `, since ${seen.because}` : "";
    return [id, seen.verdict, `${seen.file} (${lawFiles[seen.file].how})${why}`, seen] as const;
  });

  it.each(rows)("%s: %s of %s", async (id, verdict, _file, seen) => {
    const found = (await rulesOn(seen)).find((rule) => rule.id === id);
    expect(found?.verdict, found?.says).toBe(verdict);
    if (seen.says) expect(found?.says).toMatch(seen.says);
  });
});

describeWithShared("the official rubric", (folder) => {
  const rubric = join(folder, "rubrics/asset-rubric-conformance0.2-spec2.4.yml");
  const pairs = Object.entries(table).flatMap(([id, pair]) =>
    id.startsWith("C2PA-") && !["C2PA-valid", "C2PA-history"].includes(id) ? [[id, ...pair] as const] : [],
  );

  it.each(pairs)("says the same as %s of both its files", async (id, ...pair) => {
    const trait = `validation:${id.replace("C2PA-", "").replaceAll("-", "_")}`;
    for (const { file, verdict } of pair) {
      const answer = await checkOne(world, await shop.file(file), { rubric, trust: shop.trust });
      const result = answer.rubric?.results.find((one) => one.id === trait);
      expect(result?.verdict, `${file}: ${result?.says}`).toBe(verdict);
    }
  });
});

describe("every file", () => {
  it("is one that a rule is held against, or that such a one is made of", () => {
    const seen = [...Object.values(table).flat(), ...harder.map(([, one]) => one)];
    const used = seen.flatMap(({ file, wishes }) => [file, wishes?.before]);
    expect(Object.keys(lawFiles).filter((file) => !used.includes(file as LawFile))).toEqual([]);
  });
});
