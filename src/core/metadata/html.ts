/** HTML: a `meta` element named AIGC, which is read; the standard names no place to write it. */
import { type BoundedSource, collectMarks, noPlaceFor } from "./bounded-source.js";
import { fromUtf8, utf8 } from "./byte-building.js";
import type { FoundMark, MetadataContainer } from "./container.js";
import { foundLabel } from "./found-label.js";
import { scanTags } from "./tags.js";

export const html: MetadataContainer = {
  formats: ["html"],
  aigcPlace: "none",
  holdsXmp: false,
  read: (source) => collectMarks(source, findMarks),
  async write(_source, { xmp, aigc }) {
    if (xmp === undefined && aigc === undefined) return [];
    throw noPlaceFor(xmp === undefined ? "the AIGC label" : "XMP", "HTML");
  },
};

/** Heads of pages end long before that. */
const HEAD_BYTES = 1024 * 1024;

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const text = fromUtf8(await source.upTo(0, HEAD_BYTES));
  for (const { name, attributes, offset, end } of scanTags(text, { isHtml: true })) {
    if (name.toLowerCase() !== "meta" || attributes.get("name")?.toUpperCase() !== "AIGC") continue;
    const content = attributes.get("content") ?? "";
    const length = utf8(text.slice(offset, end)).length;
    yield foundLabel(
      { place: "meta AIGC", text: content, offset: utf8(text.slice(0, offset)).length, length },
      false,
    );
  }
}
