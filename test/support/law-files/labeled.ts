/** Files that `label` itself made, with everything it can say. */
import { copyFile, writeFile } from "node:fs/promises";
import { xmpProperties } from "../../../src/core/metadata/index.ts";
import { evenTimes, makeClip } from "../clip.ts";
import { labelOne } from "../context.ts";
import { label } from "../evidence.ts";
import { recordFace } from "../face-consent.ts";
import { fixture } from "../media.ts";
import { plainPicture, type Recipe, type Shop } from "./shop.ts";
import { withMarks } from "./written.ts";

async function labelPicture(path: string, shop: Shop): Promise<void> {
  const described = { property: xmpProperties.altText, values: ["A gradient"] };
  const source = shop.at("described.png");
  await writeFile(source, await withMarks("png", await plainPicture(), { xmp: [described] }));
  await labelOne(shop.world, source, {
    by: label.ContentProducer,
    kinds: ["face-swap"],
    consents: [await recordFace(shop.at("face.jws"), shop.world)],
    trust: shop.trust,
    tsa: [shop.authority.url],
    output: path,
  });
}

async function labelFilm(path: string, { at, world }: Shop): Promise<void> {
  const wish = { container: "mp4", video: "libx264", width: 160, height: 96, times: evenTimes(25) };
  await labelOne(world, await makeClip(at("clip.mp4"), wish), { output: path });
}

async function labelCopy(path: string, { at, world }: Shop, name: string): Promise<void> {
  await copyFile(fixture(name), at(name));
  await labelOne(world, at(name), { rhythm: name.endsWith(".wav"), output: path });
}

/** Its head is longer than what is shown of a text. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A letter to a reader who has been
waiting for it</title><script>if (1 < 2) document.title += "!"</script></head><body><p>Dear reader.</p></body></html>`;

async function labelWords(path: string, { at, world }: Shop, name: string, words: Buffer): Promise<void> {
  await writeFile(at(name), words);
  await labelOne(world, at(name), { output: path });
}

export const labeled = {
  "labeled.png": {
    how: "label: a picture with an alternative text, a face swapped with a consent, a provider code, a timestamp",
    make: labelPicture,
  },
  "labeled.mp4": { how: "label: a film", make: labelFilm },
  "labeled.wav": {
    how: "label: a sound, with words and rhythm",
    make: (path, shop) => labelCopy(path, shop, "tone.wav"),
  },
  "labeled.html": {
    how: "label: a page",
    make: (path, shop) => labelWords(path, shop, "page.html", Buffer.from(page)),
  },
  "wide.txt": {
    how: "label: a text in UTF-16",
    make: (path, shop) =>
      labelWords(path, shop, "utf-16.txt", Buffer.from("\ufeffDear reader,\nyours\n", "utf16le")),
  },
  "labeled.txt": { how: "label: a text", make: (path, shop) => labelCopy(path, shop, "note.txt") },
} satisfies Record<string, Recipe>;
