import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureInk } from "../../src/adapter/measure-ink.ts";
import type { LabeledFile, LabelOptions } from "../../src/command/label/index.ts";
import { addTrust } from "../../src/command/trust/index.ts";
import { formatByExtension } from "../../src/core/asset/formats.ts";
import { readExisting } from "../../src/core/label/existing.ts";
import { checkJournal, findInJournal } from "../../src/core/label/journal.ts";
import { expectedInk, type PlateRecord } from "../../src/core/label/mark-record.ts";
import { containerFor } from "../../src/core/metadata/index.ts";
import { ColophonError, type ErrorCode } from "../../src/error.ts";
import { type Authority, startAuthority } from "../support/authority.ts";
import { sourceOf } from "../support/byte-source.ts";
import { beginningOf, evenTimes, makeClip } from "../support/clip.ts";
import { checkOne, labelOne, makeIdentity, signOne, testContext, verifyOne } from "../support/context.ts";
import { readPackets, readPictures } from "../support/ffmpeg.ts";
import { madeFilm, metadataByFfmpeg } from "../support/made-films.ts";
import { distanceOutside, paint } from "../support/marked-picture.ts";
import { fixture } from "../support/media.ts";
import { describeWithShared } from "../support/shared.ts";

const world = testContext();
let rootPath: string;
let authority: Authority;

const at = (name: string) => join(world.folder, name);
const hashOf = async (path: string) =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
  authority = await startAuthority();
  await writeFile(at("clocks.pem"), authority.rootPem);
  await addTrust({ kind: "list", source: rootPath, name: "studio" }, world.context.trust);
  await addTrust(
    { kind: "list", source: at("clocks.pem"), name: "clocks", listKind: "tsa" },
    world.context.trust,
  );
});

afterAll(() => authority.close());

/** What a reader of ours finds in a file that was written. */
async function found(path: string) {
  const container = containerFor(formatByExtension(path.split(".").at(-1) ?? "")?.id ?? "");
  return readExisting(container, sourceOf(await readFile(path)));
}

async function expectTrusted({ output = "", sidecar }: LabeledFile) {
  const verification = await verifyOne(world, output, {
    trust: [rootPath],
    ...(sidecar === undefined ? {} : { credential: sidecar }),
  });
  expect(verification).toMatchObject({ state: "trusted", unchanged: { answer: "unchanged" } });
  return verification;
}

/** A reader that is not ours. */
async function expectReadByFfmpeg({ output = "", label }: LabeledFile) {
  const { AIGC = "{}" } = await metadataByFfmpeg(await readFile(output));
  expect(JSON.parse(AIGC)).toMatchObject({ Label: "1", ContentProducer: "Ruiz", ProduceID: label.id });
}

async function painted(name: string): Promise<string> {
  const path = at(name);
  const isMoving = name.endsWith(".gif");
  const picture = paint({ width: 640, height: 400, ...(isMoving ? { frames: 3 } : {}) });
  await (isMoving ? picture.gif({ delay: [80, 90, 100], loop: 0 }) : picture).toFile(path);
  return path;
}

async function labelPicture(name: string) {
  const path = await painted(name);
  const before = await readFile(path);
  return { path, before, labeled: await labelOne(world, path, { tsa: [authority.url] }) };
}

const pictures = new Map<string, ReturnType<typeof labelPicture>>();

/** Painted and labeled once, and looked at by several tests. */
function labeledPicture(name: string): ReturnType<typeof labelPicture> {
  const made = pictures.get(name) ?? labelPicture(name);
  pictures.set(name, made);
  return made;
}

describe("a labeled picture", () => {
  it.each(["a.jpg", "a.png", "a.webp", "a.avif", "a.tiff", "a.gif"])(
    "says it to people, to machines and under a signature: %s",
    async (name) => {
      const { path, before, labeled } = await labeledPicture(name);
      const { output = "", label } = labeled;
      expect(basename(output)).toBe(name.replace(".", ".labeled."));

      const { credential } = await expectTrusted(labeled);
      expect(credential?.label).toBe(`urn:c2pa:${label.id}`);
      expect(credential?.actions.map((action) => action.name)).toEqual([
        "c2pa.created",
        "c2pa.addedText",
        "c2pa.edited.metadata",
      ]);

      const { labels, sourceTypes } = await found(output);
      expect(labels).toHaveLength(1);
      expect(labels[0]).toMatchObject({ isNormative: true, deviations: [], form: "inner" });
      expect(labels[0]?.label).toMatchObject({ Label: "1", ContentProducer: "Ruiz", ProduceID: label.id });
      expect(sourceTypes).toEqual(["http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"]);

      const after = await readFile(output);
      const plate = label.marks[0] as PlateRecord;
      const ink = await measureInk(after, expectedInk(plate));
      expect(ink).toMatchObject({ kind: "found" });
      expect(ink.kind === "found" && ink.inkHeight / 400).toBeGreaterThanOrEqual(0.05);
      const { x, y, width, height } = plate.box;
      const { psnr } = await distanceOutside(before, after, { x, y, width, height });
      expect(psnr).toBeGreaterThan(38);
      expect(await readFile(path)).toEqual(before);
    },
  );

  it("keeps the frames and their times", async () => {
    const { output = "" } = (await labeledPicture("a.gif")).labeled;
    expect(await sharp(output, { pages: -1 }).metadata()).toMatchObject({ pages: 3, delay: [80, 90, 100] });
  });

  it("is made without a mark where that is wished, and the journal says so", async () => {
    const path = await painted("edited.png");
    const { label, output = "" } = await labelOne(world, path, { visible: false });
    expect(label).toMatchObject({ marks: [], isJournaled: true });
    expect(label.notes[0]).toContain("no mark was made that people see or hear");
    expect(
      await distanceOutside(await readFile(path), await readFile(output), {
        x: 0,
        y: 0,
        width: 0,
        height: 0,
      }),
    ).toMatchObject({ largest: 0 });
  });

  it("gets no mark and no AIGC label for a law that asks for neither", async () => {
    const { label, output = "" } = await labelOne(world, await painted("west.jpg"), {
      laws: ["us-ca,us-wa"],
    });
    expect(label).toMatchObject({ laws: ["us-ca", "us-wa"], marks: [] });
    expect((await found(output)).labels).toEqual([]);
  });

  it("keeps the credentials it had as its history", async () => {
    const { output: signed = "" } = await signOne(world, await painted("photo.jpg"), { as: "camera" });
    const labeled = await labelOne(world, signed, { as: "ai-edited", kinds: ["face-swap"] });
    const { credential, trace } = await expectTrusted(labeled);
    expect(credential?.actions.map((action) => action.name).slice(0, 2)).toEqual([
      "c2pa.opened",
      "c2pa.edited",
    ]);
    expect(trace?.root.ingredients).toHaveLength(1);
    expect(labeled.label.consents).toEqual(["consent for face is not documented: there is no record"]);
  });

  it("opens what AI changed as it was found, though it brought no credentials", async () => {
    const labeled = await labelOne(world, await painted("by-ai.png"), { as: "ai-edited" });
    const { credential, trace } = await expectTrusted(labeled);
    expect(credential?.actions.map((action) => action.name).slice(0, 2)).toEqual([
      "c2pa.opened",
      "c2pa.edited",
    ]);
    expect(trace?.root.ingredients[0]).toMatchObject({ title: "by-ai.png", state: "none" });
  });

  it("says which laws may ask for the mark that was not made", async () => {
    const bare = await labelOne(world, await painted("unmarked.png"), { visible: false, laws: ["eu,us-ca"] });
    expect(bare.label.notes[0]).toContain("and eu may ask for one");
    expect(bare.label).toMatchObject({ laws: ["eu", "us-ca"], unmarkedFor: ["eu"] });
  });

  it("says what of the wishes for its mark a picture has no place for", async () => {
    const { label } = await labelOne(world, await painted("mute.png"), { rhythm: true, voiceLabel: "a.wav" });
    expect(label.notes.slice(0, 2)).toEqual([
      "--voice-label is for sound, and did nothing here",
      "--rhythm is for sound, and did nothing here",
    ]);
  });

  it("offers of the laws those that take the words", async () => {
    const refused = labelOne(world, await painted("words.png"), { text: "made by robots" });
    await expect(refused).rejects.toMatchObject({
      code: "label.text",
      hints: [expect.any(String), expect.not.stringMatching(/eu|cn/)],
    });
  });

  it("traces what AI changed back to the file it changed", async () => {
    const { output: original = "" } = await signOne(world, await painted("source.jpg"), { as: "camera" });
    const labeled = await labelOne(world, await painted("result.png"), { as: "ai-edited", parent: original });
    const { trace } = await expectTrusted(labeled);
    expect(trace?.root.ingredients[0]).toMatchObject({ title: "source.signed.jpg" });
  });
});

describe("labeled sound", () => {
  it.each(["tone.wav", "tone.mp3", "tone.m4a", "tone.flac"])("is preceded by words: %s", async (name) => {
    const path = at(name);
    await copyFile(fixture(name), path);
    const labeled = await labelOne(world, path, { rhythm: true });
    await expectTrusted(labeled);
    expect(labeled.label.marks.map(({ form }) => form)).toEqual(["speech", "morse"]);
    const { labels } = await found(labeled.output ?? "");
    expect(labels).toMatchObject([{ isNormative: true, label: { ProduceID: labeled.label.id } }]);
    // FFmpeg knows no place for it in WAV.
    if (name !== "tone.wav") await expectReadByFfmpeg(labeled);
    const { av } = await world.context.labeling();
    const [before, after] = [await av.probe(path), await av.probe(labeled.output ?? "")];
    expect((after.durationSeconds ?? 0) - (before.durationSeconds ?? 0)).toBeGreaterThan(6);
  });

  it("says what of the wishes for its mark sound has no place for", async () => {
    await copyFile(fixture("tone.wav"), at("unseen.wav"));
    const { label } = await labelOne(world, at("unseen.wav"), { position: "top-left", text: "AI生成" });
    expect(label.notes.slice(0, 2)).toEqual([
      "--position is for the plate on pictures and films, and did nothing here",
      "--text on sound tells what --voice-label says, and did nothing here",
    ]);
  });

  it.each(["ogg", "opus"])("that cannot hold credentials has them beside it: %s", async (extension) => {
    const path = at(`sound.${extension}`);
    await writeFile(path, await madeFilm(extension));
    const labeled = await labelOne(world, path);
    expect(labeled.sidecar).toBe(`${labeled.output}.c2pa`);
    await expectTrusted(labeled);
    expect((await found(labeled.output ?? "")).labels).toMatchObject([{ isNormative: true }]);
    await expectReadByFfmpeg(labeled);
  });
});

describe("a labeled film", () => {
  it.each([
    ["mp4", "libx264"],
    ["mov", "libx264"],
    ["matroska", "libx264"],
    ["avi", "mpeg4"],
  ])("shows it from the first frame to the last and keeps its sound: %s", async (container, video) => {
    const audio = container === "avi" ? "pcm_s16le" : "aac";
    const path = await makeClip(at(`film.${container === "matroska" ? "mkv" : container}`), {
      container,
      video,
      audio,
      width: 320,
      height: 240,
      times: evenTimes(25),
    });
    const labeled = await labelOne(world, path);
    await expectTrusted(labeled);
    const output = labeled.output ?? "";
    const plate = labeled.label.marks[0] as PlateRecord;
    expect(plate.inkShare).toBeGreaterThanOrEqual(0.05);
    expect((await found(output)).labels).toMatchObject([{ isNormative: true, label: { Label: "1" } }]);
    if (container !== "avi") await expectReadByFfmpeg(labeled);
    const [before, after] = [await readPictures(path), await readPictures(output)];
    expect(after).toHaveLength(before.length);
    const { x, y, width, height } = plate.box;
    for (const picture of [after[0], after.at(-1)])
      expect(lightest(picture, { x, y, width, height })).toBeGreaterThan(200);
    expect((await readPackets(output, "audio")).map(({ hash }) => hash)).toEqual(
      (await readPackets(path, "audio")).map(({ hash }) => hash),
    );
  });

  it("is refused where it has no pictures", async () => {
    const path = await makeClip(at("silent.mp4"), { container: "mp4", audio: "aac" });
    await expect(() => labelOne(world, path)).toThrowWithCode(
      "format.unsupported",
      /expected pictures to mark, found audio only/,
    );
  });
});

/** Of the letters on the plate; the pattern beneath is darker. */
function lightest(
  picture: { luma(x: number, y: number): number } | undefined,
  box: { x: number; y: number; width: number; height: number },
): number {
  let most = 0;
  for (let y = box.y; y < box.y + box.height; y += 2) {
    for (let x = box.x; x < box.x + box.width; x += 2) most = Math.max(most, picture?.luma(x, y) ?? 0);
  }
  return most;
}

describe("a labeled text", () => {
  it.each([
    [
      "letter.txt",
      "Dear reader,\nall of this was written.\n",
      /^本内容由人工智能生成 \/ AI-generated\n[\s\S]*\n本内容由人工智能生成 \/ AI-generated\n$/,
    ],
    ["page.md", "# Title\n\nBody.\n", /^---\nAIGC:[\s\S]*本内容由人工智能生成/],
    ["page.html", "<html><body><p>Body.</p></body></html>", /role="note"/],
  ])("has it in its own words, and its credential beside it: %s", async (name, text, expected) => {
    await writeFile(at(name), text);
    const labeled = await labelOne(world, at(name));
    expect(await readFile(labeled.output ?? "", "utf8")).toMatch(expected);
    expect(labeled.sidecar).toBe(`${labeled.output}.c2pa`);
    await expectTrusted(labeled);
  });

  it("of a PDF is labeled in its metadata, and says what is left to do", async () => {
    await copyFile(fixture("page.pdf"), at("page.pdf"));
    const labeled = await labelOne(world, at("page.pdf"));
    await expectTrusted(labeled);
    expect((await found(labeled.output ?? "")).labels).toMatchObject([{ isNormative: true }]);
    expect(labeled.label.notes.join()).toMatch(/nothing was put on its pages/);
  });

  it("of a scene is told beside it", async () => {
    const header = Buffer.from("676c54460200000014000000000000004a534f4e", "hex");
    await writeFile(at("scene.glb"), header);
    const labeled = await labelOne(world, at("scene.glb"), { kinds: ["scene"] });
    await expectTrusted(labeled);
    expect(labeled.label.notes.join()).toMatch(/in its first view/);
  });
});

describe("what check finds in a labeled file", () => {
  const sources: Readonly<Record<string, () => Promise<string>>> = {
    "tone.wav": () => copied("tone.wav"),
    "tone.mp3": () => copied("tone.mp3"),
    "tone.flac": () => copied("tone.flac"),
    "all.mp4": () => makeClip(at("all.mp4"), { container: "mp4", video: "libx264", width: 320, height: 240 }),
    "all.md": async () => {
      await writeFile(at("all.md"), "# Title\n\nBody.\n");
      return at("all.md");
    },
  };

  async function copied(name: string): Promise<string> {
    await copyFile(fixture(name), at(`all-${name}`));
    return at(`all-${name}`);
  }

  async function labeled(name: string): Promise<LabeledFile> {
    const source = await sources[name]?.();
    if (source === undefined) return (await labeledPicture(name)).labeled;
    return labelOne(world, source, { tsa: [authority.url] });
  }

  it.each([...["a.jpg", "a.png", "a.webp", "a.tiff", "a.gif"], ...Object.keys(sources)])(
    "of every law passes, or cannot be seen in a file: %s",
    async (name) => {
      const { output = "" } = await labeled(name);
      const checked = await checkOne(world, output, { laws: ["all"], systemOnly: true });
      const judged = checked.assessment.rules.map(({ id, verdict, says }) => ({ id, verdict, says }));
      expect(judged.filter(({ verdict }) => verdict === "fail")).toEqual([]);
      expect(judged.filter(({ verdict }) => verdict === "warn")).toEqual([]);
      expect(
        judged.filter(({ verdict }) => verdict === "undetermined").every(({ says }) => says !== ""),
      ).toBe(true);
      expect(judged.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(10);
      expect(checked.outcome).toBe("met");
    },
  );
});

describeWithShared("real files that are labeled", (folder) => {
  const pictures = ["earth_apollo17.jpg", "sample1.png", "sample1.webp", "sample1.gif", "test.tiff"];
  const sounds = ["sample1.wav", "sample1.mp3", "sample1.flac"];
  const films = ["test.avi", "video1_no_manifest.mp4", "c.mov"];
  it.each([...pictures, "sample1.avif", ...sounds, ...films, "basic.pdf"])(
    "break no law that can be seen in a file: %s",
    async (name) => {
      const output = at(`real-${name}`);
      const real = join(folder, "corpus/plain", name);
      // Pictures of five million pixels, sixty in a second: a few of them show the same as all.
      const source = name === "c.mov" ? await beginningOf(real, at(name), 0.3) : real;
      await labelOne(world, source, { tsa: [authority.url], output });
      const checked = await checkOne(world, output, { laws: ["all"], systemOnly: true });
      const broken = checked.assessment.rules.filter(
        ({ verdict }) => verdict === "fail" || verdict === "warn",
      );
      expect(broken.map(({ id, says }) => `${id}: ${says}`)).toEqual([]);
      expect((await verifyOne(world, output)).state).toBe("trusted");
    },
  );
});

describe("a platform that passes a file on", () => {
  it("keeps the producer's part and adds its own, with the file as it came for a parent", async () => {
    const made = await labelOne(world, await painted("upload.jpg"));
    const passed = await labelOne(world, made.output ?? "", {
      asPropagator: true,
      by: "ExampleSite",
      output: at("passed.jpg"),
    });
    const { labels } = await found(passed.output ?? "");
    expect(labels).toHaveLength(1);
    expect(labels[0]?.label).toMatchObject({
      Label: "1",
      ContentProducer: "Ruiz",
      ProduceID: made.label.id,
      ContentPropagator: "ExampleSite",
      PropagateID: passed.label.id,
    });
    expect(passed.label.notice).toBe("is");
    const { credential, trace } = await expectTrusted(passed);
    expect(credential?.actions.map(({ name }) => name)).toEqual([
      "c2pa.opened",
      "c2pa.edited.metadata",
      "c2pa.published",
    ]);
    expect(trace?.root.ingredients[0]?.state).toBe("trusted");
  });

  it.each([
    ["what its user declares", true, "may-be", "2"],
    ["what it finds traces of", false, "suspected", "3"],
  ])("says %s", async (_what, isDeclared, notice, value) => {
    const { output = "" } = isDeclared
      ? { output: await painted("plain.png") }
      : await signOne(world, await painted("traced.jpg"), { as: "ai-generated" });
    const passed = await labelOne(world, output, { asPropagator: true, by: "ExampleSite", isDeclared });
    expect(passed.label.notice).toBe(notice);
    expect((await found(passed.output ?? "")).labels[0]?.label).toMatchObject({
      Label: value,
      ContentProducer: "",
    });
  });

  it("keeps the record of the mark that is still there, and loses none by it", async () => {
    const made = await labelOne(world, await painted("made.jpg"));
    const passed = await labelOne(world, made.output ?? "", { asPropagator: true, by: "ExampleSite" });
    const sayings = made.label.marks.map(({ form, ...mark }) => ({
      form,
      text: "text" in mark && mark.text,
    }));
    expect(sayings).toHaveLength(1);
    expect(passed.label.marks).toMatchObject(sayings);
    const before = made.output ?? "";
    const { assessment, changes } = await checkOne(world, passed.output ?? "", { laws: ["cn"], before });
    expect(assessment.rules.find(({ id }) => id === "CN-8")?.verdict).toBe("pass");
    expect(changes?.filter(({ change }) => change === "lost")).toEqual([]);
  });

  it("says nothing about a file in which nothing points to AI", async () => {
    const path = await painted("quiet.jpg");
    await expect(() => labelOne(world, path, { asPropagator: true, by: "ExampleSite" })).toThrowWithCode(
      "label.nothing",
    );
  });
});

describe("a label that cannot be made", () => {
  let folder: string;
  beforeAll(async () => {
    folder = at("refused");
    await mkdir(folder);
  });

  const cases: Readonly<Record<string, [ErrorCode, () => Promise<string>, Partial<LabelOptions>, RegExp]>> = {
    "a provider code with a wrong check digit": [
      "label.provider",
      () => painted("refused/p1.png"),
      { by: "001191440300708461136T1XGW4".replace("136T", "135T") },
      /check digit/,
    ],
    "a provider whose name the standard does not take": [
      "label.provider",
      () => painted("refused/p2.png"),
      { by: "工作室" },
      /outside ASCII/,
    ],
    "words that say less than a law wants": [
      "label.text",
      () => painted("refused/p3.png"),
      { text: "AI" },
      /no generation element/,
    ],
    "a file that is labeled already": [
      "label.exists",
      async () => (await labelOne(world, await painted("once.png"))).output ?? "",
      {},
      /is labeled by "Ruiz" already/,
    ],
    "the label of somebody else": [
      "label.exists",
      async () => (await labelOne(world, await painted("theirs.png"), { by: "Other" })).output ?? "",
      { force: true },
      /carries the AIGC label of "Other"/,
    ],
    "a photograph that is said to be made by AI": [
      "label.conflict",
      async () => (await signOne(world, await painted("real.jpg"), { as: "camera" })).output ?? "",
      {},
      /says of itself "Camera-captured"/,
    ],
    "a picture whose credentials do not say that AI made it": [
      "label.conflict",
      async () => (await signOne(world, await painted("silent.jpg"), { actions: ["cropped"] })).output ?? "",
      {},
      /has Content Credentials that do not say that AI made it, and the label would say "AI-generated"/,
    ],
    "a picture whose credentials say that AI changed it": [
      "label.conflict",
      async () => (await signOne(world, await painted("changed.jpg"), { as: "ai-edited" })).output ?? "",
      {},
      /has Content Credentials that say "AI-edited"/,
    ],
    "a text in an old encoding": [
      "format.unsupported",
      async () => {
        await writeFile(join(folder, "old.txt"), Buffer.from("caf\xe9\n", "latin1"));
        return join(folder, "old.txt");
      },
      {},
      /expected text in UTF-8 or UTF-16/,
    ],
    "a picture of one pixel": [
      "label.picture",
      async () => {
        await sharp({ create: { width: 1, height: 1, channels: 3, background: "#fff" } }).toFile(
          join(folder, "dot.png"),
        );
        return join(folder, "dot.png");
      },
      {},
      /too small for a mark/,
    ],
    "a film that is cut short": [
      "format.damaged",
      async () => {
        await writeFile(join(folder, "cut.mp4"), (await readFile(fixture("moving.mp4"))).subarray(0, 600));
        return join(folder, "cut.mp4");
      },
      {},
      /cut\.mp4/,
    ],
    "a format nobody can draw on": [
      "label.picture",
      async () => fixture("drawing.svg"),
      { output: at("refused/drawing.svg") },
      /no mark can be put into SVG files/,
    ],
    "words for a mark that is not to be made": [
      "usage.conflict",
      () => painted("refused/p7.png"),
      { visible: false, text: "AI生成 · AI-generated" },
      /--no-visible makes no mark, so --text has no place/,
    ],
    "words for a mark that none of the laws wants": [
      "usage.conflict",
      () => painted("refused/p9.png"),
      { laws: ["us-ca"], text: "AI生成 · AI-generated" },
      /the chosen laws ask for no mark, so --text has no place/,
    ],
    "a disclosure that says nothing of AI": [
      "usage.invalid",
      () => painted("refused/p4.png"),
      { as: "camera" },
      /a label says that AI/,
    ],
    "an unknown law": [
      "profile.unknown",
      () => painted("refused/p5.png"),
      { laws: ["mars"] },
      /no law named "mars"/,
    ],
    "an unknown kind": [
      "usage.invalid",
      () => painted("refused/p6.png"),
      { kinds: ["face-swop"] },
      /kind of synthesis/,
    ],
  };

  it.each(Object.entries(cases))(
    "%s: one line, and the source untouched",
    async (_what, [code, source, wishes, says]) => {
      const path = await source();
      const before = await hashOf(path);
      await expect(() => labelOne(world, path, wishes)).toThrowWithCode(code, says);
      expect(await hashOf(path)).toBe(before);
      expect((await readdir(folder)).filter((name) => /labeled|colophon/.test(name))).toEqual([]);
    },
  );
});

describe("two labels for one place", () => {
  it.each([
    ["inside the file", {}],
    ["beside it", { sidecar: true }],
  ])("are noted once, for the one that is given out: %s", async (where, wishes) => {
    const path = await painted(`twice ${where}.png`);
    const { journal } = world.context;
    const count = async () => (await checkJournal(journal.lines(), await journal.head())).entries;
    const before = await count();
    const ends = await Promise.allSettled([labelOne(world, path, wishes), labelOne(world, path, wishes)]);
    const [given, ...more] = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    const lost = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    expect([more, lost]).toMatchObject([[], [{ code: "output.exists" }]]);
    expect(await count()).toBe(before + 1);
    const found = await findInJournal(journal.lines(), await hashOf(given?.output ?? ""));
    expect(found).toHaveLength(1);
  });

  it("are not made, nor a sidecar, where they cannot be noted", async () => {
    const path = await painted("unnoted.png");
    const room = await world.context.labeling();
    const append = async () => {
      throw new ColophonError("journal.locked", "held");
    };
    const context = { ...world.context, labeling: async () => ({ ...room, journal: { append } }) };
    for (const wishes of [{}, { sidecar: true }])
      await expect(() => labelOne({ ...world, context }, path, wishes)).toThrowWithCode("journal.locked");
    expect((await readdir(world.folder)).filter((name) => name.includes("unnoted"))).toEqual(["unnoted.png"]);
  });
});

describe("a dry run", () => {
  it("plans everything and writes nothing, the journal included", async () => {
    const path = await painted("planned.png");
    const { journal } = world.context;
    const head = await journal.head();
    const planned = await labelOne(world, path, { dryRun: true });
    expect(planned).toMatchObject({ isDryRun: true, label: { isJournaled: false } });
    expect(planned.label.marks).toHaveLength(1);
    expect(planned.draft.assertions.map(({ label }) => label)).toContain("org.colophon.visible-label");
    expect(await journal.head()).toBe(head);
    expect(await readdir(world.folder)).not.toContain("planned.labeled.png");
  });
});
