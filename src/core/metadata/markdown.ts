/** Markdown: the AIGC label is a mapping in the YAML front matter, whose other lines stay as they are. */
import { type BoundedSource, boundSource, collectMarks, noPlaceFor } from "./bounded-source.js";
import { utf8 } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer } from "./container.js";
import { foundLabel } from "./found-label.js";
import { readMatter } from "./markdown/front-matter.js";
import { readMapping, writeMapping } from "./markdown/mapping.js";

export const markdown: MetadataContainer = {
  formats: ["md"],
  aigcPlace: "own",
  holdsXmp: false,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    if (xmp !== undefined) throw noPlaceFor("XMP", "Markdown");
    if (aigc === undefined) return [];
    const matter = await readMatter(boundSource(source));
    const own = matter.labels;
    if (own.length === 1 && readMapping(own[0]?.lines ?? []).text === aigc) return [];
    const mapping = writeMapping(aigc, matter.lineEnd);
    if (!matter.isThere) {
      const fence = `---${matter.lineEnd}`;
      return [{ offset: matter.start, remove: 0, insert: utf8(`${fence}${mapping}${fence}`) }];
    }
    if (own.length === 0) return [{ offset: matter.end, remove: 0, insert: utf8(mapping) }];
    return own.map(({ offset, end }, index): Edit => {
      return { offset, remove: end - offset, insert: index === 0 ? utf8(mapping) : new Uint8Array() };
    });
  },
};

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const { labels } = await readMatter(source);
  for (const { lines, offset, end } of labels) {
    const { text, isMapping } = readMapping(lines);
    yield foundLabel({ place: "front matter AIGC", text, offset, length: end - offset }, isMapping);
  }
}
