/** `sign`: what was asked for stands in the credential that is read back, and a dry run leaves no trace. */
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { topicHelp } from "../../src/cli/manual/help.ts";
import { definitionTopic } from "../../src/cli/program/topic/definition.ts";
import { signedText } from "../../src/cli/render/sign.ts";
import { createStyle } from "../../src/cli/style.ts";
import { signFiles } from "../../src/command/sign/index.ts";
import {
  makeIdentity,
  signOne,
  signOptions,
  type TestWorld,
  testContext,
  verifyOne,
} from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { createTerminal } from "../support/terminal.ts";

const drawing = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation";
const humanEdits = "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits";

const { stdout, env } = createTerminal();
const style = await createStyle(stdout, env, "never");
const world = testContext();
let count = 0;
const fresh = (ending = "jpg") => {
  count += 1;
  return join(world.folder, `${count}.${ending}`);
};

beforeAll(async () => {
  await makeIdentity(world);
});

async function readBack(path: string) {
  const { credential, trace, history } = await verifyOne(world, path);
  if (!credential || !trace) throw new Error(`no credential in ${path}`);
  return { credential, trace, history };
}

describe("what is said about a file", () => {
  it("is signed as it was said: how it was made, title, author, actions, wish about training", async () => {
    const output = fresh();
    const result = await signOne(world, fixture("drawing.jpg"), {
      output,
      as: "drawing",
      title: "Disc and triangle",
      author: "Ana Ruiz",
      actions: ["cropped=to the disc", "com.example.varnished"],
      train: false,
      thumbnail: 64,
    });
    const { credential } = await readBack(output);
    expect(credential).toMatchObject({
      claimVersion: 2,
      title: "Disc and triangle",
      authors: ["Ana Ruiz"],
      generators: [{ name: "colophon", version: "0.1.0", specVersion: "2.4" }],
      issuer: { organization: "Estudio Ruiz" },
      training: { "cawg.ai_training": "notAllowed", "cawg.data_mining": "notAllowed" },
      thumbnail: { mimeType: "image/jpeg" },
    });
    expect(credential.actions.map(({ name }) => name)).toEqual([
      "c2pa.created",
      "c2pa.cropped",
      "com.example.varnished",
    ]);
    const [created, cropped, own] = credential.actions;
    expect(created?.digitalSourceType).toBe(drawing);
    expect(cropped).toMatchObject({ digitalSourceType: humanEdits, description: "to the disc" });
    expect(own?.digitalSourceType).toBeUndefined();
    expect(result).toMatchObject({ issuer: "Estudio Ruiz", output, isDryRun: false, network: [] });
    expect(result.thumbnailBytes).toBeGreaterThan(300);
    expect((await readFile(output)).length - (await readFile(fixture("drawing.jpg"))).length).toBe(
      result.addedBytes,
    );
  });

  it("is no more than was said where nothing was", async () => {
    const output = fresh();
    await signOne(world, fixture("drawing.jpg"), { output });
    const { credential } = await readBack(output);
    expect(credential.title).toBe(basename(output));
    expect([credential.authors, credential.training, credential.thumbnail]).toEqual([[], {}, undefined]);
    // Nobody said how it came to be, so it was only opened as it was found.
    expect(credential.actions.map(({ name }) => name)).toEqual(["c2pa.opened"]);
  });

  it("comes with a word about a name that promises another format", async () => {
    const path = fresh("jpg");
    await copyFile(fixture("drawing.png"), path);
    const { warnings } = await signOne(world, path, { as: "drawing", output: fresh("jpg") });
    expect(warnings).toEqual(["the file is PNG, its name says otherwise; the right ending is .png"]);
    const other = await signOne(world, fixture("drawing.png"), { as: "drawing", output: fresh("jpg") });
    expect(other.warnings).toEqual(["it stays PNG, whatever its new name says; the right ending is .png"]);
  });

  it("names the ingredients it was put together from", async () => {
    const part = fresh("png");
    await signOne(world, fixture("drawing.png"), { as: "ai-generated", output: part, title: "Part" });
    const output = fresh();
    const ingredients = [part, fixture("drawing.webp")];
    const result = await signOne(world, fixture("drawing.jpg"), { as: "composite", output, ingredients });
    expect(result.ingredients).toEqual([
      { title: basename(part), state: "valid" },
      { title: "drawing.webp", state: "none" },
    ]);
    const { credential, trace, history } = await readBack(output);
    expect(credential.actions.map(({ name, ingredients: used }) => [name, used.length])).toEqual([
      ["c2pa.created", 0],
      ["c2pa.placed", 1],
      ["c2pa.placed", 1],
    ]);
    expect(trace.root.ingredients.map(({ title, state }) => [title, state])).toEqual([
      [basename(part), "valid"],
      ["drawing.webp", "none"],
    ]);
    expect(history).toEqual({ answer: "unrecognized", steps: 3, sources: 2 });
  });

  it.each([
    ["ai-generatd", /did you mean "ai-generated"/],
    ["minor-human-edits", /retired .* use "human-edits"/],
  ])("is refused where the disclosure is not known: %s", async (as, words) => {
    const output = fresh();
    await expect(() => signOne(world, fixture("drawing.jpg"), { as, output })).toThrowWithCode(
      "disclosure.unknown",
      words,
    );
  });

  it.each([
    ["croped", "action.unknown", /did you mean "cropped"/],
    ["color_adjustments", "action.unknown", /deprecated/],
    ["created", "usage.invalid", /written by itself/],
  ] as const)("is refused where the action is not one to write: %s", async (action, code, words) => {
    await expect(() =>
      signOne(world, fixture("drawing.jpg"), { as: "drawing", actions: [action], output: fresh() }),
    ).toThrowWithCode(code, words);
  });
});

describe("a manifest definition", () => {
  it("is signed as the help shows it", async () => {
    await copyFile(fixture("drawing.jpg"), join(world.folder, "raw.jpg"));
    const help = topicHelp(definitionTopic, { columns: 40, style });
    const manifest = await definition(JSON.parse(help.slice(help.indexOf("{"))));
    const output = fresh();
    await signOne(world, fixture("drawing.jpg"), { output, manifest });
    const { credential } = await readBack(output);
    expect(credential).toMatchObject({
      title: "Harbor at dawn",
      hasAllActions: true,
      actions: [{ name: "c2pa.opened" }, { name: "c2pa.cropped", description: "to the lighthouse" }],
      ingredients: [{ title: "The original", relationship: "parentOf" }],
    });
  });

  async function definition(content: unknown): Promise<string> {
    const path = fresh("json");
    await writeFile(path, JSON.stringify(content));
    return path;
  }

  it("gives title, actions, assertions and ingredients, with paths from its own folder", async () => {
    await copyFile(fixture("drawing.webp"), join(world.folder, "beside.webp"));
    const manifest = await definition({
      title: "From a definition",
      assertions: [
        {
          label: "c2pa.actions",
          data: { actions: [{ action: "c2pa.created", digitalSourceType: drawing }] },
        },
        { label: "com.example.note", data: { text: "kept", "__proto__ ": 1 } },
      ],
      ingredients: [{ path: "beside.webp", title: "Ground", relationship: "inputTo" }],
    });
    const output = fresh();
    await signOne(world, fixture("drawing.jpg"), { manifest, output });
    const { credential } = await readBack(output);
    expect(credential.title).toBe("From a definition");
    expect(credential.actions.map(({ name }) => name)).toEqual(["c2pa.created"]);
    expect(credential.assertions.find(({ label }) => label === "com.example.note")?.data).toMatchObject({
      text: "kept",
    });
    expect(credential.ingredients).toMatchObject([{ title: "Ground", relationship: "inputTo" }]);
  });

  it("that opens a parent says so, with the parent as its ingredient", async () => {
    await copyFile(fixture("drawing.png"), join(world.folder, "parent.png"));
    const manifest = await definition({
      assertions: [{ label: "c2pa.actions", data: { actions: [{ action: "c2pa.opened" }] } }],
      ingredients: [{ path: "parent.png", relationship: "parentOf" }],
    });
    const output = fresh();
    await signOne(world, fixture("drawing.jpg"), { manifest, output });
    const { credential } = await readBack(output);
    expect(credential.actions).toMatchObject([{ name: "c2pa.opened", ingredients: [expect.any(String)] }]);
    expect(credential.ingredients).toMatchObject([{ title: "parent.png", relationship: "parentOf" }]);
  });

  it("without actions opens the file as it was found, or says with --as how it began", async () => {
    const manifest = await definition({ assertions: [{ label: "com.example.note", data: {} }] });
    const [found, begun] = [fresh(), fresh()];
    const { parent, draft } = await signOne(world, fixture("drawing.jpg"), { manifest, output: found });
    expect(parent).toEqual({ title: "drawing.jpg", state: "none" });
    const { trace, credential } = await readBack(found);
    expect(trace.root.ingredients.map(({ title }) => title)).toEqual(
      draft.ingredients.map(({ title }) => title),
    );
    expect(credential.actions.map(({ name }) => name)).toEqual(["c2pa.opened"]);
    await signOne(world, fixture("drawing.jpg"), { manifest, as: "drawing", output: begun });
    expect((await readBack(begun)).credential.actions.map(({ name }) => name)).toEqual(["c2pa.created"]);
  });

  it("that opens the file itself names it as the parent, and its history is kept", async () => {
    const source = join(world.folder, "itself.jpg");
    await signOne(world, fixture("drawing.jpg"), { as: "camera", output: source });
    const manifest = await definition({
      assertions: [{ label: "c2pa.actions", data: { actions: [{ action: "c2pa.opened" }] } }],
      ingredients: [{ path: "itself.jpg", relationship: "parentOf" }],
    });
    const output = fresh();
    await signOne(world, source, { manifest, output });
    expect((await readBack(output)).history.steps).toBe(2);
  });

  it("with a fault stops everything before anything is written", async () => {
    const manifest = await definition({ assertions: [{ label: "com/example", data: {} }] });
    const output = fresh();
    await expect(() => signOne(world, fixture("drawing.jpg"), { manifest, output })).toThrowWithCode(
      "definition.invalid",
      "assertions[0].label",
    );
    expect(await readdir(world.folder)).not.toContain(basename(output));
  });

  it("that names its own actions leaves no place for --as", async () => {
    const manifest = await definition({
      assertions: [
        {
          label: "c2pa.actions",
          data: { actions: [{ action: "c2pa.created", digitalSourceType: drawing }] },
        },
      ],
    });
    await expect(() =>
      signOne(world, fixture("drawing.jpg"), { manifest, as: "drawing", output: fresh() }),
    ).toThrowWithCode("usage.conflict");
  });
});

describe("a dry run", () => {
  let calls: string[] = [];
  let quiet: TestWorld;

  beforeEach(() => {
    calls = [];
    const record = (what: string) => () => {
      calls.push(what);
      return Promise.reject(new Error(`a dry run asked for ${what}`));
    };
    const { context } = world;
    const files = {
      ...context.files,
      withTemporaryOutput: record("an output"),
      writeBytes: record("writing"),
      withScratch: record("a scratch file"),
    };
    const engine = { ...context.engine, sign: record("a signature") };
    const network = { stampOne: record("a timestamp"), fetch: record("an address") };
    quiet = { ...world, context: { ...context, ...network, files, engine, sendToStdout: record("stdout") } };
  });

  it("shows what would be signed and said to whom, and does none of it", async () => {
    const output = fresh();
    const before = await readdir(world.folder);
    const result = await signOne(quiet, fixture("drawing.jpg"), {
      dryRun: true,
      output,
      as: "ai-generated",
      tsa: ["https://time.example/tsr?key=secret"],
      timestamp: true,
      actions: ["edited"],
    });
    expect(calls).toEqual([]);
    expect(await readdir(world.folder)).toEqual(before);
    expect(result).toMatchObject({
      isDryRun: true,
      identity: "ana",
      issuer: "Estudio Ruiz",
      disclosure: "AI-generated",
      actions: ["Created", "Other edits"],
      network: ["time.example"],
      draft: { inception: { kind: "create" }, placement: { kind: "embedded" } },
    });
    expect([result.output, result.verification]).toEqual([output, undefined]);
  });

  it("says in words everything that would be signed", async () => {
    const wishes = {
      dryRun: true,
      as: "drawing",
      author: "Ana Ruiz",
      train: false,
      actions: ["cropped=to it"],
    };
    const result = await signOne(world, fixture("drawing.jpg"), { ...wishes, allActions: true });
    const text = signedText(result, { style, columns: 200 });
    for (const line of [
      /Author +“Ana Ruiz”/,
      /Asks +not to be used to train AI/,
      /States +that these are all the edits/,
      /beginning +created: Digital creation/,
      /action +Cropped, how: Edited by a person, “to it”/,
      /assertion +cawg\.training-mining:\s+\{/,
      /made with +colophon 0\.1\.0/,
      /certificate +“.*Estudio Ruiz/,
      /algorithm +es256/,
    ]) {
      expect(text).toMatch(line);
    }
    expect(text).not.toMatch(/inception|instanceId/);
  });

  it("asks nobody for a passphrase", async () => {
    const locked = testContext();
    await makeIdentity(locked, { noPassphrase: false });
    locked.asked.length = 0;
    await signOne(locked, fixture("drawing.jpg"), { dryRun: true, as: "drawing" });
    expect(locked.asked).toEqual([]);
  });
});

describe("several files", () => {
  it("of one name keep their folders where a template says so, and the folders are made", async () => {
    const folder = join(world.folder, "tree");
    const places = ["a/b/p.jpg", "c/p.jpg"];
    for (const place of places) {
      await mkdir(join(folder, place, ".."), { recursive: true });
      await copyFile(fixture("drawing.jpg"), join(folder, place));
    }
    const wishes = { inputs: [folder], recurse: true, as: "drawing", output: "{dir}/signed/{base}" };
    for await (const result of signFiles(signOptions(folder, wishes), world.context)) {
      expect(result.kind).toBe("result");
    }
    for (const place of places) {
      const path = join(folder, place, "..", "signed", "p.jpg");
      expect((await verifyOne(world, path)).state).toBe("valid");
    }
  });

  it("are all done but the one that cannot be", async () => {
    const [one, other, bad] = [fresh("jpg"), fresh("png"), fresh("jpg")];
    await copyFile(fixture("drawing.jpg"), one);
    await copyFile(fixture("drawing.png"), other);
    await writeFile(bad, (await readFile(fixture("drawing.jpg"))).subarray(0, 300));
    const options = signOptions(one, { inputs: [one, bad, other], as: "drawing", jobs: 2 });
    const results = [];
    for await (const result of signFiles(options, world.context)) results.push(result);
    expect(results.map(({ kind, file }) => [kind, file])).toEqual([
      ["result", one],
      ["error", bad],
      ["result", other],
    ]);
    for (const path of [one.replace(".jpg", ".signed.jpg"), other.replace(".png", ".signed.png")])
      expect((await verifyOne(world, path)).state).toBe("valid");
  });
});
