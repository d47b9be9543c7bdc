/** Files of every format whose label has a place of its own: what writing changes, and what it must not. */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containerFor, type MetadataContainer, readMarks } from "../../../src/core/metadata/index.ts";
import { ColophonError } from "../../../src/error.ts";
import { applied, sourceOf, untouched } from "../../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../../support/label-samples.ts";
import { madeExtensions, madeFilm } from "../../support/made-films.ts";
import { corpusFile, decodedHashes, fixture } from "../../support/media.ts";
import { officeEntries, zipOf } from "../../support/office-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

interface Sample {
  name: string;
  format: string;
  bytes: () => Promise<Buffer>;
}

function fileSample(path: string, name: string): Sample {
  return { name, format: extname(path).slice(1), bytes: () => readFile(path) };
}

const ours = ["moving.mp4", "moving.m4v", "moving.mov", "tone.m4a", "moving.avi", "tone.wav", "tone.mp3"];
const others = ["tone.flac", "page.pdf", "note.md"];
const corpus = [
  "plain/video1_no_manifest.mp4",
  "signed/video1.mp4",
  "fragmented/dashinit.mp4",
  "plain/c.mov",
  "plain/test.avi",
  "plain/sample1.wav",
  "plain/sample1.mp3",
  "plain/sample1.flac",
  "plain/basic.pdf",
  "signed/adobe-20240110-single_manifest_store.pdf",
];

const made: Sample[] = madeExtensions.map((extension) => {
  let film: Promise<Buffer> | undefined;
  return { name: `made.${extension}`, format: extension, bytes: () => (film ??= madeFilm(extension)) };
});

const office: Sample[] = ["docx", "xlsx", "pptx"].map((format) => ({
  name: `small.${format}`,
  format,
  bytes: async () => zipOf(officeEntries()),
}));

const samples: Sample[] = [
  ...[...ours, ...others]
    .map((name) => fileSample(fixture(name), name))
    .filter(({ name }) => existsSync(fixture(name))),
  ...corpus.flatMap((name) => {
    const path = corpusFile(name);
    return path === undefined ? [] : [fileSample(path, name)];
  }),
  ...made,
  ...office,
];

const isDecodable = /^(mp4|m4v|mov|m4a|avi|wav|mp3|flac|ogg|opus|mkv|webm)$/;
/** No film of its own, or one so large that decoding it twice takes minutes; its samples do not move. */
const isNotDecoded = /^fragmented|c\.mov$/;
const takesXmp = /^(mp4|m4v|mov|m4a|avi|wav|mp3|pdf)$/;

function containerOf(format: string): MetadataContainer {
  const container = containerFor(format);
  if (container === undefined) throw new Error(`no container for ${format}`);
  return container;
}

async function labelsOf(container: MetadataContainer, bytes: Uint8Array) {
  const marks = await container.read(sourceOf(bytes));
  return marks.filter(({ kind }) => kind === "aigc").map(({ text, isNormative }) => ({ text, isNormative }));
}

async function write(container: MetadataContainer, bytes: Uint8Array, aigc: string): Promise<Buffer> {
  return applied(bytes, await container.write(sourceOf(bytes), { aigc }));
}

const anyId = fc.string({
  unit: fc.integer({ min: 0x23, max: 0x5b }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 300,
});

describe.each(samples)("a label in $name", ({ name, format, bytes: load }) => {
  const container = containerOf(format);

  it("is read back as it was written, at the place of the standard", async () => {
    const bytes = await load();
    await fc.assert(
      fc.asyncProperty(anyId, async (id) => {
        const edits = await container.write(sourceOf(bytes), { aigc: labelFor(id) });
        const after = await applied(bytes, edits);
        expect(await labelsOf(container, after)).toEqual([{ text: labelFor(id), isNormative: true }]);
        const [kept, found] = untouched(bytes, after, edits);
        expect(found.equals(kept)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it("is there once, however often and with whatever length it is written", async () => {
    const bytes = await load();
    await fc.assert(
      fc.asyncProperty(fc.array(anyId, { minLength: 2, maxLength: 4 }), async (ids) => {
        let after: Buffer = bytes;
        for (const id of ids) after = await write(container, after, labelFor(id));
        const last = labelFor(ids.at(-1) ?? "");
        expect(await labelsOf(container, after)).toEqual([{ text: last, isNormative: true }]);
        expect(await container.write(sourceOf(after), { aigc: last })).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });

  it.runIf(takesXmp.test(format))("stands beside a packet of XMP that says its own", async () => {
    const bytes = await load();
    const wanted = { aigc: labelFor("first"), xmp: packetWithLabel("in-the-packet") };
    const after = await applied(bytes, await container.write(sourceOf(bytes), wanted));
    const marks = await container.read(sourceOf(after));
    expect(marks.filter(({ kind }) => kind === "xmp").map(({ text }) => text)).toEqual([wanted.xmp]);
    expect(await labelsOf(container, after)).toEqual([{ text: wanted.aigc, isNormative: true }]);
    expect(await container.write(sourceOf(after), wanted)).toEqual([]);
    const longer = { ...wanted, xmp: `${wanted.xmp}${" ".repeat(5000)}` };
    const again = await applied(after, await container.write(sourceOf(after), longer));
    expect((await readMarks(container, sourceOf(again))).filter(({ kind }) => kind === "xmp")).toHaveLength(
      1,
    );
  });

  it.runIf(!takesXmp.test(format))("is all that there is a place for", async () => {
    const wanted = { xmp: packetWithLabel("x") };
    await expect(async () => container.write(sourceOf(await load()), wanted)).toThrowWithCode(
      "format.not-writable",
    );
  });

  it.runIf(isDecodable.test(format) && !isNotDecoded.test(name))(
    "leaves every picture and every sample as it was",
    async () => {
      const folder = temporaryFolder();
      const [before, after] = [join(folder, `before.${format}`), join(folder, `after.${format}`)];
      const bytes = await load();
      const long = labelFor("x".repeat(1500));
      const wanted = takesXmp.test(format) ? { aigc: long, xmp: packetWithLabel("x") } : { aigc: long };
      await writeFile(before, bytes);
      await writeFile(after, await applied(bytes, await container.write(sourceOf(bytes), wanted)));
      expect(await decodedHashes(after)).toEqual(await decodedHashes(before));
    },
  );

  it("is looked for in broken files without an end or a crash", async () => {
    const whole = await load();
    const bytes = await write(
      container,
      whole.subarray(0, Math.min(whole.length, 300_000)),
      labelFor("a"),
    ).catch(() => whole);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.nat(),
        fc.nat(255),
        async (places, cut, value) => {
          const broken = Buffer.from(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes);
          // The structure is in front and at the end; the middle is samples.
          for (const place of places) {
            const at = place % 2 === 0 ? place % 6000 : broken.length - (place % 6000);
            if (at >= 0 && at < broken.length) broken[at] = place % 5 === 0 ? value : 0xff;
          }
          await container.read(sourceOf(broken));
          const edits = await container
            .write(sourceOf(broken), { aigc: labelFor("b") })
            .catch((error: unknown) => {
              expect(error).toBeInstanceOf(ColophonError);
            });
          // Whatever it takes for its structure, the edits are such as can be applied, and the label is there.
          if (!edits) return;
          const labels = await labelsOf(container, await applied(broken, edits));
          expect(labels.map(({ text }) => text)).toContain(labelFor("b"));
        },
      ),
      { numRuns: 60 },
    );
  });
});
