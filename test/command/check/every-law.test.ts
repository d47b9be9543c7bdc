/** Rules of the laws, held against real files: one that shows that a rule is met, and one that does not. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type CheckOptions, checkFiles } from "../../../src/command/check/index.ts";
import { consentAssertion } from "../../../src/core/consent/index.ts";
import { type AigcLabel, writeAigc } from "../../../src/core/label/aigc.ts";
import { markAssertion, plateRecord } from "../../../src/core/label/mark-record.ts";
import { morseSamples } from "../../../src/core/label/morse.ts";
import {
  applyEdits,
  containerFor,
  editXmp,
  type WantedMarks,
  type XmpChange,
  xmpProperties,
} from "../../../src/core/metadata/index.ts";
import { markLabel, type Verdict } from "../../../src/core/profile/index.ts";
import { makeIdentity, signOne, testContext } from "../../support/context.ts";
import { aiUri, cameraUri, consent, label } from "../../support/evidence.ts";
import { mark, paint } from "../../support/marked-picture.ts";
import { fixture } from "../../support/media.ts";
import { wavOf } from "../../support/wav.ts";

const world = testContext();
const at = (name: string) => join(world.folder, name);
const asOf = new Date("2027-03-01T00:00:00Z");
let rootPath: string;

interface Wish {
  format: string;
  source: Uint8Array;
  aigc?: string | undefined;
  xmp?: readonly XmpChange[] | undefined;
  assertions?: readonly object[];
}

const created = {
  action: "c2pa.created",
  digitalSourceType: aiUri,
  when: "2026-06-01T10:00:00Z",
  softwareAgent: { name: "ExampleGen", version: "1.2" },
};
const softBinding = {
  label: "c2pa.soft-binding",
  data: { alg: "com.example.mark", blocks: [{ scope: {}, value: "AAAA" }] },
};

/** Written with our own writers, and signed where there is something to sign. */
async function make(name: string, { format, source, aigc, xmp, assertions }: Wish): Promise<void> {
  const bare = at(assertions ? `bare-${name}` : name);
  await writeFile(bare, aigc || xmp ? await withMarks(format, source, { aigc, xmp }) : source);
  if (!assertions) return;
  const definition = at(`${name}.json`);
  const actions = { label: "c2pa.actions.v2", data: { actions: [created], allActionsIncluded: true } };
  await writeFile(definition, JSON.stringify({ assertions: [actions, ...assertions] }));
  await signOne(world, bare, { manifest: definition, output: at(name) });
}

async function withMarks(
  format: string,
  bytes: Uint8Array,
  { aigc, xmp = [] }: Pick<Wish, "aigc" | "xmp">,
): Promise<Uint8Array> {
  const container = containerFor(format);
  if (!container) throw new Error(`no container for ${format}`);
  const isInXmp = container.aigcPlace === "xmp";
  const changes = [...xmp, ...(aigc && isInXmp ? [{ property: xmpProperties.aigc, values: [aigc] }] : [])];
  const wanted: WantedMarks = {
    ...(changes.length > 0 && container.holdsXmp ? { xmp: editXmp(undefined, changes) } : {}),
    ...(aigc && !isInXmp ? { aigc } : {}),
  };
  const source = {
    sizeBytes: bytes.length,
    read: async (from: number, length: number) => bytes.subarray(from, from + length),
  };
  const parts: Uint8Array[] = [];
  for await (const part of applyEdits(source, await container.write(source, wanted))) parts.push(part);
  return Buffer.concat(parts);
}

const labelWith = (fields: Partial<AigcLabel> = {}) => writeAigc({ ...label, ...fields });
/** As a writer that checks nothing would write it. */
const foreign = (fields: Partial<AigcLabel>) => JSON.stringify({ ...label, ...fields });
const typed = (uri: string): XmpChange => ({ property: xmpProperties.digitalSourceType, values: [uri] });
const described: XmpChange = { property: xmpProperties.altText, values: ["A gradient"] };
const speech = {
  form: "speech" as const,
  text: "本音频由人工智能生成。This audio is AI-generated.",
  from: 0,
};
const film = {
  form: "plate",
  text: "AI生成 · AI-generated",
  inkHeight: 60,
  shortSide: 1080,
  from: 0,
  duration: 9,
};

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
  const plain = await paint({ width: 640, height: 480 }).png().toBuffer();
  const marked = await mark(plain, "image/png");
  const record = { ...plateRecord(marked.plate, { width: 640, height: 480 }), kinds: ["face-swap"] };
  const consented = consentAssertion([{ record: consent, jws: "a.b.c" }]);
  const png = { format: "png", aigc: labelWith(), xmp: [typed(aiUri), described] };
  await make("good.png", {
    ...png,
    source: marked.bytes,
    assertions: [markAssertion([record]), consented, softBinding],
  });
  // Says of itself what is not in it.
  await make("lying.png", { ...png, source: plain, assertions: [markAssertion([record])] });
  await make("wordless.png", {
    ...png,
    source: marked.bytes,
    assertions: [{ label: markLabel, data: { marks: [{ ...film, text: "合成", duration: undefined }] } }],
  });
  await make("bare.png", { format: "png", source: plain });
  await make("xmp-only.png", { format: "png", source: plain, xmp: [typed(aiUri)] });
  await make("contrary.png", { ...png, source: plain, xmp: [typed(cameraUri)], assertions: [] });
  await make("nine.png", { format: "png", source: plain, aigc: foreign({ Label: "9" }) });
  await make("keyless.png", { format: "png", source: plain, aigc: '{"Label":"1"}' });
  await make("spaced.png", { format: "png", source: plain, aigc: foreign({ ProduceID: "编号 1" }) });
  await make("miscoded.png", {
    format: "png",
    source: plain,
    aigc: foreign({ ContentProducer: "001191110102MACQD9K65010000" }),
  });
  await make("relabeled.png", { format: "png", source: plain, aigc: labelWith({ ProduceID: "other" }) });
  await makeTwoLabels(plain);
  await makeSounds();
  const clip = { format: "mp4", source: await readFile(fixture("moving.mp4")), aigc: labelWith() };
  await make("film.mp4", { ...clip, assertions: [{ label: markLabel, data: film }] });
  await make("late.mp4", { ...clip, assertions: [{ label: markLabel, data: { ...film, to: 1.5 } }] });
  await writeFile(at("note.txt"), "本内容由人工智能生成 / AI-generated\n\nDear reader,\nyours\n");
  await writeFile(at("silent.txt"), "Dear reader,\nyours\n");
  await makeHistories();
}, 120_000);

/** One in XMP, one in a text chunk, as two programs after each other leave them. */
async function makeTwoLabels(plain: Uint8Array): Promise<void> {
  const { crc32 } = await import("node:zlib");
  const body = Buffer.from(`tEXtAIGC\0${JSON.stringify({ AIGC: label })}`, "latin1");
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  const labeled = await withMarks("png", plain, { aigc: labelWith({ ProduceID: "second" }) });
  const end = labeled.length - 12;
  await writeFile(
    at("two.png"),
    Buffer.concat([labeled.subarray(0, end), size, body, sum, labeled.subarray(end)]),
  );
}

async function makeSounds(): Promise<void> {
  const rhythm = new Float32Array(3 * 16_000);
  rhythm.set(morseSamples(16_000), 4000);
  const wav = { format: "wav", aigc: labelWith() };
  const morse = { form: "morse" as const, from: 0, to: 2 };
  await make("voice.wav", { ...wav, source: wavOf(rhythm), assertions: [markAssertion([speech, morse])] });
  await make("mute.wav", {
    ...wav,
    source: wavOf(new Float32Array(48_000)),
    assertions: [markAssertion([morse])],
  });
  const late = { ...speech, from: 4 };
  await make("late.wav", { ...wav, source: wavOf(rhythm), assertions: [markAssertion([late])] });
}

async function makeHistories(): Promise<void> {
  await signOne(world, at("good.png"), { actions: ["published"], output: at("again.png") });
  const bytes = await readFile(at("good.png"));
  await writeFile(at("changed.png"), bytes.with(bytes.length - 30, (bytes[bytes.length - 30] ?? 0) ^ 1));
  await signOne(world, at("changed.png"), {
    actions: ["published"],
    output: at("laundered.png"),
    force: true,
  });
}

type Case = readonly [file: string, verdict: Verdict, wishes?: Partial<CheckOptions>];

const declaredAi = { declared: { isAi: true, kinds: [] } } as const;
const deepfake = { declared: { kinds: [], isDeepfake: true } } as const;
const ad = { declared: { kinds: [], isAd: true, hasSyntheticPerformer: true } } as const;
const since = (file: string) => ({ before: at(file) });

/** What can be shown with files alone; timestamps and journals have tests of their own. */
const table: Readonly<Record<string, readonly [good: Case, bad: Case]>> = {
  "CN-1": [
    ["good.png", "pass"],
    ["bare.png", "fail", declaredAi],
  ],
  "CN-2": [
    ["good.png", "pass"],
    ["two.png", "fail"],
  ],
  "CN-3": [
    ["good.png", "pass"],
    ["keyless.png", "fail"],
  ],
  "CN-4": [
    ["good.png", "pass"],
    ["nine.png", "fail"],
  ],
  "CN-5": [
    ["good.png", "pass"],
    ["keyless.png", "fail"],
  ],
  "CN-6": [
    ["good.png", "pass"],
    ["spaced.png", "warn"],
  ],
  "CN-7": [
    ["good.png", "pass"],
    ["miscoded.png", "warn"],
  ],
  "CN-8": [
    ["good.png", "pass"],
    ["lying.png", "fail"],
  ],
  "CN-9": [
    ["film.mp4", "pass"],
    ["late.mp4", "warn"],
  ],
  "CN-10": [
    ["voice.wav", "pass"],
    ["mute.wav", "fail"],
  ],
  "CN-11": [
    ["note.txt", "pass", declaredAi],
    ["silent.txt", "warn", declaredAi],
  ],
  "CN-12": [
    ["again.png", "pass", since("good.png")],
    ["relabeled.png", "fail", since("good.png")],
  ],
  "CN-13": [
    ["good.png", "pass"],
    ["lying.png", "warn"],
  ],
  "EU-1": [
    ["xmp-only.png", "pass"],
    ["bare.png", "warn", declaredAi],
  ],
  "EU-2": [
    ["good.png", "pass"],
    ["xmp-only.png", "warn"],
  ],
  "EU-5": [
    ["again.png", "pass", since("good.png")],
    ["bare.png", "fail", since("good.png")],
  ],
  "EU-6": [
    ["good.png", "pass", deepfake],
    ["lying.png", "warn", deepfake],
  ],
  "EU-7": [
    ["good.png", "pass"],
    ["contrary.png", "warn"],
  ],
  "EU-8": [
    ["good.png", "pass"],
    ["xmp-only.png", "undetermined"],
  ],
  "CA-A": [
    ["good.png", "pass"],
    ["bare.png", "fail", declaredAi],
  ],
  "CA-B": [
    ["good.png", "pass"],
    ["bare.png", "fail", declaredAi],
  ],
  "CA-C": [
    ["good.png", "pass"],
    ["bare.png", "fail", declaredAi],
  ],
  "CA-D": [
    ["good.png", "pass"],
    ["bare.png", "fail", declaredAi],
  ],
  "CA-E": [
    ["good.png", "pass"],
    ["bare.png", "fail", declaredAi],
  ],
  "CA-P": [
    ["good.png", "pass", { systemOnly: true }],
    ["good.png", "warn"],
  ],
  "UT-1": [
    ["good.png", "pass"],
    ["bare.png", "warn", declaredAi],
  ],
  "WA-1": [
    ["good.png", "pass"],
    ["xmp-only.png", "warn"],
  ],
  "IN-1": [
    ["good.png", "pass"],
    ["lying.png", "warn"],
  ],
  "IN-2": [
    ["voice.wav", "pass"],
    ["late.wav", "warn"],
  ],
  "IN-3": [
    ["good.png", "pass"],
    ["bare.png", "fail", declaredAi],
  ],
  "KR-1": [
    ["xmp-only.png", "pass"],
    ["bare.png", "warn", declaredAi],
  ],
  "KR-2": [
    ["good.png", "pass"],
    ["lying.png", "warn"],
  ],
  "VN-1": [
    ["xmp-only.png", "pass"],
    ["bare.png", "warn", declaredAi],
  ],
  "VN-2": [
    ["good.png", "pass", deepfake],
    ["wordless.png", "warn", deepfake],
  ],
  "NY-1": [
    ["good.png", "pass", ad],
    ["lying.png", "warn", ad],
  ],
  "C2PA-valid": [
    ["good.png", "pass"],
    ["changed.png", "fail"],
  ],
  "C2PA-history": [
    ["again.png", "pass"],
    ["laundered.png", "fail"],
  ],
};

async function verdictOf(
  id: string,
  [file, , wishes = {}]: Case,
): Promise<{ verdict: Verdict; says: string }> {
  const options: CheckOptions = {
    inputs: [at(file)],
    recurse: false,
    include: [],
    exclude: [],
    trust: [rootPath],
    remote: false,
    timeoutMs: 120_000,
    laws: ["all", "c2pa"],
    profiles: [],
    consents: [],
    declared: { kinds: [] },
    newsSource: false,
    systemOnly: false,
    strict: false,
    failFast: false,
    jobs: 1,
    asOf,
    ...wishes,
  };
  for await (const result of checkFiles(options, world.context)) {
    if (result.kind === "error") throw result.error;
    const found = result.value.assessment.rules.find((rule) => rule.id === id);
    if (found) return found;
  }
  throw new Error(`no verdict on ${id}`);
}

describe("rules and real files", () => {
  it.each(Object.entries(table))("%s is shown to be met by one, and not by another", async (id, cases) => {
    for (const one of cases) {
      const { verdict, says } = await verdictOf(id, one);
      expect(`${one[0]}: ${verdict}`, says).toBe(`${one[0]}: ${one[1]}`);
    }
  });

  it("say that a mark was looked for, and found or not", async () => {
    expect((await verdictOf("CN-8", ["good.png", "pass"])).says).toMatch(/found again in the pixels/);
    expect((await verdictOf("CN-8", ["lying.png", "fail"])).says).toMatch(/not at its place in the picture/);
    expect((await verdictOf("CN-10", ["mute.wav", "fail"])).says).toMatch(/it was not heard/);
  });

  it.each(["inception-action-position", "mandatory-dst-for-created-action", "active-manifest-urn"])(
    "C2PA-%s is met by what colophon signs",
    async (trait) => {
      expect((await verdictOf(`C2PA-${trait}`, ["good.png", "pass"])).verdict).toBe("pass");
    },
  );
});
