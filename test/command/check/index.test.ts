import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type CheckedFile, type CheckOptions, checkFiles } from "../../../src/command/check/index.ts";
import type { FileResult } from "../../../src/command/result.ts";
import { consentAssertion } from "../../../src/core/consent/index.ts";
import { writeAigc } from "../../../src/core/label/aigc.ts";
import { nextLine } from "../../../src/core/label/journal.ts";
import { synthesisAssertion } from "../../../src/core/label/synthesis-record.ts";
import { applyEdits, containerFor, editXmp, xmpProperties } from "../../../src/core/metadata/index.ts";
import { laws } from "../../../src/core/profile/index.ts";
import { markLabel } from "../../../src/core/profile/mark-record.ts";
import { checkOptions, makeIdentity, signOne, testContext } from "../../support/context.ts";
import { aiUri, consent, label } from "../../support/evidence.ts";
import { recordFace } from "../../support/face-consent.ts";
import { fixture } from "../../support/media.ts";
import { sharedFolder } from "../../support/shared.ts";

const world = testContext();
const { context } = world;
const at = (name: string) => join(world.folder, name);
let rootPath: string;

const asOf = new Date("2027-03-01T00:00:00Z");
const faceSwap = { kinds: ["face-swap"] } as const;

async function outcome(wishes: Partial<CheckOptions>, given = context): Promise<FileResult<CheckedFile>[]> {
  const options = checkOptions([at("labeled.jpg")], { trust: [rootPath], ...wishes });
  const results: FileResult<CheckedFile>[] = [];
  for await (const result of checkFiles(options, given)) results.push(result);
  return results;
}

async function check(
  wishes: Partial<CheckOptions>,
  given = context,
): Promise<CheckedFile & { exitCode: number }> {
  const [result] = await outcome(wishes, given);
  if (result?.kind !== "result") throw result?.error ?? new Error("no result");
  return { ...result.value, exitCode: result.exitCode };
}

function verdictsOf({ assessment }: CheckedFile): Record<string, string> {
  return Object.fromEntries(assessment.rules.map(({ id, verdict }) => [id, verdict]));
}

/** The marks of a labeled picture, as the label command will write them: XMP, then the signature. */
async function labelPicture(): Promise<void> {
  const container = containerFor("jpeg");
  if (!container) throw new Error("no container for JPEG");
  const bytes = await readFile(fixture("drawing.jpg"));
  const source = {
    sizeBytes: bytes.length,
    read: async (from: number, length: number) => bytes.subarray(from, from + length),
  };
  const xmp = editXmp(undefined, [
    { property: xmpProperties.aigc, values: [writeAigc(label)] },
    { property: xmpProperties.digitalSourceType, values: [aiUri] },
    { property: xmpProperties.altText, values: ["A drawing"] },
    { property: xmpProperties.creator, values: ["Berta Lind"] },
  ]);
  const parts: Uint8Array[] = [];
  for await (const part of applyEdits(source, await container.write(source, { xmp }))) parts.push(part);
  await writeFile(at("marked.jpg"), Buffer.concat(parts));
  await writeFile(at("definition.json"), JSON.stringify({ assertions: assertions() }));
  await signOne(world, at("marked.jpg"), { manifest: at("definition.json"), output: at("labeled.jpg") });
}

function assertions() {
  const created = {
    action: "c2pa.created",
    digitalSourceType: aiUri,
    when: "2026-06-01T10:00:00Z",
    softwareAgent: "ExampleGen 1.2",
  };
  const mark = {
    text: "AI生成 · AI-generated",
    inkHeight: 60,
    shortSide: 1080,
    from: 0,
    to: null,
  };
  return [
    synthesisAssertion({ id: label.ProduceID, share: "made", kinds: ["face-swap"] }),
    { label: "c2pa.actions.v2", data: { actions: [created], allActionsIncluded: true } },
    { label: markLabel, data: mark },
  ];
}

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
  await labelPicture();
});

describe("a picture that was labeled", () => {
  it("meets a law, which is no legal advice", async () => {
    const checked = await check({ laws: ["cn"] });
    expect(checked).toMatchObject({ exitCode: 0, state: "trusted", format: "JPEG" });
    expect(checked.notice).toMatch(/not legal advice/);
  });

  it("is held against all laws at once, and is not met in all where one is strict", async () => {
    const all = await check({ laws: ["all"], asOf });
    expect(new Set(all.assessment.rules.map(({ law }) => law)).size).toBe(9);
    expect((await check({ laws: ["eu"], strict: true })).exitCode).toBe(1);
  });
});

describe("a picture that says nothing", () => {
  it("is no yes: nothing could be told", async () => {
    const checked = await check({ laws: ["eu", "cn"], inputs: [fixture("drawing.jpg")] });
    expect(checked).toMatchObject({ exitCode: 2, state: "none" });
    expect(checked.assessment.counts).toMatchObject({ pass: 0, fail: 0 });
  });

  it("is a no where it is declared to be of AI", async () => {
    const checked = await check({
      laws: ["cn"],
      inputs: [fixture("drawing.jpg")],
      declared: { isAi: true, kinds: [] },
    });
    expect(checked.exitCode).toBe(1);
    expect(verdictsOf(checked)["CN-1"]).toBe("fail");
  });
});

describe("a consent", () => {
  it("that is given beside the file is taken into account", async () => {
    const output = at("consent.jws");
    await recordFace(output, { context }, { isNamed: true });
    const checked = await check({ laws: ["cn"], consents: [output] });
    const rule = checked.assessment.rules.find(({ id }) => id === "CN-13");
    expect(rule).toMatchObject({
      verdict: "pass",
      says: "consent documented for face, by Estudio Ruiz, without an end",
    });
    const { rootPath: other } = await makeIdentity(world, { name: "other", for: "Somebody Else" });
    const unknown = await check({ laws: ["cn"], consents: [output], trust: [other] });
    expect(unknown.consent?.attributes[0]?.says).toMatch(/by “Estudio Ruiz”, whom no list recognizes/);
    const text = await readFile(output, "utf8");
    await writeFile(output, text.replace(/\.[^.]+$/, `.${"A".repeat(86)}`));
    await expect(() => check({ laws: ["cn"], consents: [output] })).toThrowWithCode(
      "consent.invalid",
      /not as it was signed/,
    );
  });

  it("that the credential names is taken by its signer's word", async () => {
    const own = consentAssertion([{ record: consent, jws: "a.b.c" }]);
    await writeFile(at("with-consent.json"), JSON.stringify({ assertions: [...assertions(), own] }));
    await signOne(world, at("marked.jpg"), {
      manifest: at("with-consent.json"),
      output: at("with-consent.jpg"),
    });
    const checked = await check({ laws: ["cn"], inputs: [at("with-consent.jpg")], declared: faceSwap });
    expect(verdictsOf(checked)["CN-13"]).toBe("pass");
    const wishes = { laws: ["cn"], inputs: [at("with-consent.jpg")], declared: faceSwap };
    const { assessment } = await check({ ...wishes, systemOnly: true });
    expect(assessment.rules.find(({ id }) => id === "CN-13")?.says).toBe(
      "consent documented for face, by [withheld], until 2027-01-12",
    );
  });
});

describe("the file as it was before", () => {
  it("shows what a step lost", async () => {
    const checked = await check({
      laws: ["cn", "eu"],
      inputs: [fixture("drawing.jpg")],
      before: at("labeled.jpg"),
    });
    expect(verdictsOf(checked)).toMatchObject({ "CN-12": "fail", "EU-5": "fail" });
    expect(checked.changes?.map(({ mark, change }) => `${mark} ${change}`)).toEqual(
      expect.arrayContaining(["Content Credentials lost", "AIGC label lost", "label for people lost"]),
    );
    expect(checked.exitCode).toBe(1);
  });

  it("shows that a step kept everything by signing anew, and broke it by writing into the file", async () => {
    const again = at("again.jpg");
    await signOne(world, at("labeled.jpg"), { actions: ["published"], output: again });
    const kept = await check({ laws: ["cn", "eu"], inputs: [again], before: at("labeled.jpg") });
    expect(verdictsOf(kept)).toMatchObject({ "CN-12": "pass", "EU-5": "pass" });
    const bytes = await readFile(at("labeled.jpg"));
    await writeFile(at("edited.jpg"), bytes.with(bytes.length - 40, (bytes[bytes.length - 40] ?? 0) ^ 1));
    const broken = await check({ laws: ["eu"], inputs: [at("edited.jpg")], before: at("labeled.jpg") });
    expect(broken.changes).toContainEqual(
      expect.objectContaining({ mark: "Content Credentials", change: "broken" }),
    );
  });

  it("is a no where something was lost, also without a law", async () => {
    const lost = await check({ inputs: [fixture("drawing.jpg")], before: at("labeled.jpg") });
    expect(lost.exitCode).toBe(1);
    expect((await check({ before: at("marked.jpg") })).exitCode).toBe(0);
  });

  it("is of one file only", async () => {
    const inputs = [at("labeled.jpg"), at("marked.jpg")];
    await expect(() => outcome({ laws: ["eu"], inputs, before: at("marked.jpg") })).toThrowWithCode(
      "usage.conflict",
    );
  });
});

describe("a report without people", () => {
  it("names neither signer nor author nor folder", async () => {
    const told = JSON.stringify(
      await check({ laws: ["all", "c2pa"], asOf, systemOnly: true, before: at("marked.jpg") }),
    );
    for (const name of ["Ana Ruiz", "Berta Lind", world.folder]) expect(told).not.toContain(name);
    expect(told).toContain("Estudio Ruiz");
    const open = JSON.stringify(await check({ laws: ["all"], asOf, before: at("marked.jpg") }));
    expect(open).toContain("Berta Lind");
  });
});

describe("other rules", () => {
  it("are those of a policy of one's own", async () => {
    await writeFile(
      at("desk.json"),
      JSON.stringify({ name: "Desk", issuer: ["Estudio Ruiz"], timestamp: true }),
    );
    const checked = await check({ profiles: [at("desk.json")] });
    expect(verdictsOf(checked)).toEqual({ "HOUSE-issuer": "pass", "HOUSE-timestamp": "fail" });
    expect(checked.exitCode).toBe(1);
  });

  it("are all laws where none was asked for, and are none where none is called so", async () => {
    const all = await check({ asOf });
    expect(all.laws.map(({ law }) => law)).toEqual(laws.filter((law) => law !== "c2pa"));
    expect(world.announced.join()).toMatch(/held against all laws/);
    await expect(() => outcome({ laws: ["us-co"] })).toThrowWithCode("profile.unknown", /"us-co"/);
  });

  it("compare the issuer with lists of sources", async () => {
    await writeFile(at("sources.csv"), "name,domain\nEstudio Ruiz,ruiz.example\n");
    const checked = await check({ newsSource: true, trust: [rootPath, `sources:${at("sources.csv")}`] });
    expect(checked.sources).toMatchObject([{ kind: "sources", answer: "listed", by: "name" }]);
  });

  it.runIf(sharedFolder())("are those of an official rubric", async () => {
    const rubric = join(sharedFolder() ?? "", "rubrics/asset-rubric-conformance0.2-spec2.4.yml");
    const checked = await check({ rubric });
    expect(checked.rubric?.counts).toMatchObject({ pass: 31, fail: 0 });
    expect(checked.exitCode).toBe(0);
    expect(await check({ rubric, inputs: [fixture("drawing.jpg")] })).toMatchObject({
      exitCode: 2,
      rubricMissing: "the file has no Content Credentials",
    });
  });
});

describe("the journal of what was labeled", () => {
  async function journalOf(spoil: (line: string) => string, input = "a".repeat(64)) {
    const output = await world.context.files.sha256File(at("labeled.jpg"));
    const entry = {
      id: label.ProduceID,
      time: new Date(),
      input,
      output,
      disclosure: "ai-generated",
      kinds: [],
      identity: "ana",
      isVisible: true,
    };
    const { line, head } = nextLine(entry, { path: "journal.jsonl" });
    async function* lines() {
      yield { text: spoil(line), isEnded: true };
    }
    return { lines, head: async () => head };
  }

  it("is asked for the file as it is", async () => {
    const journal = await journalOf((line) => line);
    expect(verdictsOf(await check({ laws: ["cn"] }, { ...context, journal }))["CN-14"]).toBe("pass");
    const other = await check({ laws: ["cn"], inputs: [at("marked.jpg")] }, { ...context, journal });
    expect(verdictsOf(other)["CN-14"]).toBe("n/a");
  });

  it("says nothing for what a labeled file was made from: that has no label itself", async () => {
    const source = await world.context.files.sha256File(fixture("drawing.jpg"));
    const journal = await journalOf((line) => line, source);
    const checked = await check({ laws: ["cn"], inputs: [fixture("drawing.jpg")] }, { ...context, journal });
    expect(verdictsOf(checked)["CN-14"]).toBe("n/a");
    expect(checked.exitCode).toBe(2);
  });

  it("proves nothing where it was edited, which is said", async () => {
    const journal = await journalOf((line) => line.replace('"ana"', '"eve"'));
    expect(verdictsOf(await check({ laws: ["cn"] }, { ...context, journal }))["CN-14"]).toBe("n/a");
    expect(world.announced.join()).toMatch(/the journal is left aside: its line 1 was changed/);
  });
});

describe("many files", () => {
  it("each have their result, and those that cannot be judged their error", async () => {
    await copyFile(fixture("drawing.png"), at("plain.png"));
    const inputs = [at("labeled.jpg"), at("plain.png"), at("nowhere.jpg")];
    const results = await outcome({ laws: ["eu"], inputs });
    expect(results.map((result) => (result.kind === "error" ? result.error.code : result.exitCode))).toEqual([
      0,
      2,
      "file.missing",
    ]);
  });
});
