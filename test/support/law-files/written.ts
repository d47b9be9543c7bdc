/** Files with marks that anybody can write: made with our own writers, or byte by byte, and signed by nobody. */
import { writeFile } from "node:fs/promises";
import { type AigcLabel, writeAigc } from "../../../src/core/label/aigc.ts";
import type { WantedMarks } from "../../../src/core/metadata/container.ts";
import { containerFor, editXmp, type XmpChange, xmpProperties } from "../../../src/core/metadata/index.ts";
import { applied, sourceOf } from "../byte-source.ts";
import { aiUri, cameraUri, label } from "../evidence.ts";
import { pngChunk, withChunk } from "../foreign-labels.ts";
import { protectedBy } from "./reserved-field.ts";
import { plainPicture, type Recipe } from "./shop.ts";

export interface Marks {
  /** The label as text. */
  aigc?: string;
  xmp?: readonly XmpChange[];
}

export async function withMarks(format: string, bytes: Uint8Array, marks: Marks): Promise<Buffer> {
  const container = containerFor(format);
  if (!container) throw new Error(`no container for ${format}`);
  const { aigc, xmp = [] } = marks;
  const isInXmp = container.aigcPlace === "xmp";
  const changes = [...xmp, ...(aigc && isInXmp ? [{ property: xmpProperties.aigc, values: [aigc] }] : [])];
  const wanted: WantedMarks = {
    ...(changes.length > 0 ? { xmp: editXmp(undefined, changes) } : {}),
    ...(aigc && !isInXmp ? { aigc } : {}),
  };
  return applied(bytes, await container.write(sourceOf(bytes), wanted));
}

export const labelWith = (fields: Partial<AigcLabel> = {}) => writeAigc({ ...label, ...fields });
/** As a writer that checks nothing would write it. */
const unchecked = (fields: Partial<AigcLabel>) => JSON.stringify({ ...label, ...fields });

export const typed = (uri: string): XmpChange => ({
  property: xmpProperties.digitalSourceType,
  values: [uri],
});

function picture(how: string, marks: Marks | (() => Promise<Marks>)): Recipe {
  return {
    how: `our own writers: ${how}`,
    async make(path) {
      const wanted = typeof marks === "function" ? await marks() : marks;
      await writeFile(path, await withMarks("png", await plainPicture(), wanted));
    },
  };
}

/** One in XMP, one in a text chunk, as two programs after each other leave them. */
async function writeTwoLabels(path: string): Promise<void> {
  const first = await withMarks("png", await plainPicture(), { aigc: labelWith({ ProduceID: "second" }) });
  const second = pngChunk("tEXt", `AIGC\0${JSON.stringify({ AIGC: label })}`);
  await writeFile(path, withChunk(first, second, "end"));
}

export const written = {
  "bare.png": {
    how: "a picture without any mark",
    make: async (path) => writeFile(path, await plainPicture()),
  },
  "xmp-only.png": picture("XMP alone says that AI made it", { xmp: [typed(aiUri)] }),
  "contrary.png": picture("an AIGC label, and XMP that says a camera took it", {
    aigc: labelWith(),
    xmp: [typed(cameraUri)],
  }),
  "nine.png": picture('an AIGC label whose Label is "9"', { aigc: unchecked({ Label: "9" }) }),
  "keyless.png": picture("an AIGC label with one key of seven", { aigc: '{"Label":"1"}' }),
  "spaced.png": picture("an AIGC label with a number in Chinese", {
    aigc: unchecked({ ProduceID: "编号 1" }),
  }),
  "miscoded.png": picture("an AIGC label with a provider code whose check digit is wrong", {
    aigc: unchecked({ ContentProducer: "001191110102MACQD9K65010000" }),
  }),
  "renumbered.png": picture("an AIGC label with another number", { aigc: labelWith({ ProduceID: "other" }) }),
  "two.png": { how: "an AIGC label in XMP and another one in a text chunk", make: writeTwoLabels },
  "protected.png": picture("an AIGC label that OpenSSL signed with an SM2 key", async () => ({
    aigc: labelWith({ ReservedCode1: await protectedBy(label) }),
  })),
  "forged.png": picture("an AIGC label with the SM2 signature of another one", async () => ({
    aigc: labelWith({ ReservedCode1: await protectedBy({ ...label, ProduceID: "other" }) }),
  })),
  "silent.txt": {
    how: "a text that says nothing of AI",
    make: (path) => writeFile(path, "Dear reader,\nyours\n"),
  },
} satisfies Record<string, Recipe>;
