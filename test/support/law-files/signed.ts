/** Files that `sign` made: records that promise what is not there, histories, and claims of a watermark. */
import { readFile, writeFile } from "node:fs/promises";
import { markAssertion, plateRecord } from "../../../src/core/label/mark-record.ts";
import { synthesisAssertion } from "../../../src/core/label/synthesis-record.ts";
import { markLabel } from "../../../src/core/profile/mark-record.ts";
import { signOne } from "../context.ts";
import { aiUri, label } from "../evidence.ts";
import { planFor } from "../marked-picture.ts";
import { fixture } from "../media.ts";
import { wavOf } from "../wav.ts";
import { created, plainPicture, type Recipe, type Shop, signAs, size, writeTouched } from "./shop.ts";
import { labelWith, typed, withMarks } from "./written.ts";

const words = "本音频由人工智能生成。This audio is AI-generated.";

/** A picture with an AIGC label and XMP, signed with `assertions` about what is not in its pixels. */
async function signPicture(path: string, shop: Shop, assertions: readonly object[]): Promise<void> {
  const source = `${path}.unsigned.png`;
  const marks = { aigc: labelWith(), xmp: [typed(aiUri)] };
  await writeFile(source, await withMarks("png", await plainPicture(), marks));
  await signAs(shop, source, path, assertions);
}

async function signSound(path: string, shop: Shop, mark: object): Promise<void> {
  const source = `${path}.unsigned.wav`;
  await writeFile(source, await withMarks("wav", wavOf(new Float32Array(48_000)), { aigc: labelWith() }));
  await signAs(shop, source, path, [{ label: markLabel, data: { marks: [mark] } }]);
}

async function signFilm(path: string, shop: Shop): Promise<void> {
  const source = `${path}.unsigned.mp4`;
  await writeFile(
    source,
    await withMarks("mp4", await readFile(fixture("moving.mp4")), { aigc: labelWith() }),
  );
  const plate = {
    form: "plate",
    text: "AI生成",
    inkHeight: 60,
    shortSide: 1080,
    from: 0,
    to: 1.5,
    duration: 9,
  };
  await signAs(shop, source, path, [{ label: markLabel, data: { marks: [plate] } }]);
}

const swapped = synthesisAssertion({ id: label.ProduceID, share: "made", kinds: ["face-swap"] });

async function signOn(path: string, shop: Shop, from: string, actions: readonly string[], force = false) {
  await signOne(shop.world, await shop.file(from), { actions, output: path, force });
}

const softBinding = {
  label: "c2pa.soft-binding",
  data: { alg: "com.example.mark", blocks: [{ scope: {}, value: "AAAA" }] },
};
/** Everything that an action, a parameter or an assertion may be by the conformance rules. */
const claimed = [
  created,
  { action: "c2pa.cropped", digitalSourceType: aiUri, parameters: { "com.example.edge": 4 } },
  { action: "com.example.proofread" },
  { action: "c2pa.watermarked.bound" },
];

export const signed = {
  "lying.png": {
    how: "sign: a picture whose record promises a plate that is not drawn, and a face without a consent",
    make: async (path, shop) =>
      signPicture(path, shop, [swapped, markAssertion([plateRecord(planFor(size), size)])]),
  },
  "wordless.png": {
    how: 'sign: a picture whose record has a plate without "AI"',
    make: (path, shop) =>
      signPicture(path, shop, [
        { label: markLabel, data: { marks: [{ form: "plate", text: "合成", from: 0 }] } },
      ]),
  },
  "brief.mp4": { how: "sign: a film whose record has a plate for a second and a half", make: signFilm },
  "mute.wav": {
    how: "sign: silence whose record has a rhythm",
    make: (path, shop) => signSound(path, shop, { form: "morse", from: 0, to: 2 }),
  },
  "late.wav": {
    how: "sign: silence whose record has words after four seconds",
    make: (path, shop) => signSound(path, shop, { form: "speech", text: words, from: 4 }),
  },
  "terse.png": {
    how: "sign --as ai-generated: neither the system nor the time",
    make: async (path, shop) =>
      signOne(shop.world, await shop.file("bare.png"), { as: "ai-generated", output: path }),
  },
  "bound.png": {
    how: "sign --manifest: a watermark bound by a soft binding, actions and parameters of one's own",
    make: async (path, shop) => signAs(shop, await shop.file("bare.png"), path, [softBinding], claimed),
  },
  "published.png": {
    how: "sign --action published: the labeled picture passed on",
    make: (path, shop) => signOn(path, shop, "labeled.png", ["published"]),
  },
  "passed-on.png": {
    how: "sign --action published: a picture of AI without metadata, passed on",
    make: (path, shop) => signOn(path, shop, "bound.png", ["published"]),
  },
  "resaved.png": {
    how: "sign: the labeled picture opened and saved",
    make: (path, shop) => signOn(path, shop, "labeled.png", []),
  },
  "changed.png": {
    how: "the labeled picture with one bit changed after it was signed",
    make: async (path, shop) => writeTouched(path, await shop.file("labeled.png")),
  },
  "laundered.png": {
    how: "sign --force: the changed picture signed again",
    make: (path, shop) => signOn(path, shop, "changed.png", ["published"], true),
  },
} satisfies Record<string, Recipe>;
