/** The edits inside a movie box that put the label at moov.udta.meta, once. */
import { uint } from "../../asset/bytes.js";
import { damaged } from "../bounded-source.js";
import { bigEndian, join, joinAll, latin1, utf8 } from "../byte-building.js";
import type { Edit } from "../container.js";
import { type Box, boxesIn, buildBox, contentOf, type Held, type InnerEdit, resizeBoxes } from "./box.js";
import { findLabels, type Meta, type Mp4Label, readMeta } from "./labels.js";

/** None where it says so already. Throws `format.damaged` where its boxes do not fit together. */
export function setLabel(held: Held, moov: Box, text: string): Edit[] {
  const own = ownLabels(held, moov);
  if (own.length === 1 && own[0]?.text === text) return [];
  const replacing = own.map(({ item, parents }, index): InnerEdit => {
    const insert = index === 0 ? buildItem(latin1(item.type), text) : new Uint8Array();
    return { offset: item.offset, remove: item.end - item.offset, insert, inside: parents };
  });
  const edits = replacing.length > 0 ? replacing : addItem(held, moov, text);
  return [...edits.map(({ offset, remove, insert }) => ({ offset, remove, insert })), ...resizeBoxes(edits)];
}

/** Two are a mistake of some program; each is a change that everything behind it is moved by. */
const MAX_LABELS = 64;

function ownLabels(held: Held, moov: Box): Mp4Label[] {
  const own: Mp4Label[] = [];
  for (const label of findLabels(held, moov)) {
    if (label.isRightPlace && own.push(label) > MAX_LABELS) throw damaged("it has very many labels");
  }
  return own;
}

function addItem(held: Held, moov: Box, text: string): InnerEdit[] {
  const lists = boxesIn(held, moov).filter(({ type }) => type === "udta");
  for (const udta of lists) {
    for (const box of boxesIn(held, udta)) {
      const meta = box.type === "meta" ? readMeta(held, box) : undefined;
      if (meta?.handler === "mdta") return addTo(held, meta, [moov, udta], text);
    }
  }
  const [udta] = lists;
  const movie = movieMeta(held, moov);
  const meta = buildMeta(text, movie?.names ?? []);
  if (udta) return [{ offset: endOfList(held, udta), remove: 0, insert: meta, inside: [moov, udta] }];
  const end = endOfList(held, moov);
  return [{ offset: movie?.offset ?? end, remove: 0, insert: buildBox("udta", meta), inside: [moov] }];
}

/**
 * The keys that cameras put into moov.meta. FFmpeg numbers the items of both lists after the keys that stand
 * first, so ours begin with the same names and come before them: else it takes the camera's make for the label.
 */
function movieMeta(held: Held, moov: Box): { names: string[]; offset: number } | undefined {
  for (const box of boxesIn(held, moov)) {
    const meta = box.type === "meta" ? readMeta(held, box) : undefined;
    if (meta?.handler === "mdta") return { names: meta.keyNames, offset: box.offset };
  }
  return undefined;
}

/** Behind the last box, and before the four zeros with which QuickTime may end user data. */
function endOfList(held: Held, parent: Box): number {
  const end = boxesIn(held, parent).at(-1)?.end ?? parent.start;
  const rest = contentOf(held, parent).subarray(end - parent.start);
  const isClean = rest.length === 0 || (rest.length === 4 && rest.every((byte) => byte === 0));
  if (!isClean) throw damaged(`the boxes inside "${parent.type}" do not fill it`);
  return end;
}

function addTo(
  held: Held,
  { box, keys, keyNames, list, isWhole }: Meta,
  parents: readonly Box[],
  text: string,
): InnerEdit[] {
  if (!isWhole) throw damaged("the boxes of its metadata do not fill it");
  const inside = [...parents, box];
  const index = bigEndian(keyNames.length + 1, 4);
  if (keys === undefined && list === undefined) {
    const insert = join(buildKeys([]), buildBox("ilst", buildItem(index, text)));
    return [{ offset: box.end, remove: 0, insert, inside }];
  }
  if (keys === undefined || list === undefined || uint(contentOf(held, keys), 4, 4) !== keyNames.length) {
    throw damaged("the keys of its metadata do not fit together");
  }
  // Bytes behind the last item or key would be taken for the new one's.
  const isFilled = (boxesIn(held, list).at(-1)?.end ?? list.start) === list.end;
  const keysLength = keyNames.reduce((sum, name) => sum + 8 + utf8(name).length, 8);
  if (!isFilled || keysLength !== keys.end - keys.start) throw damaged("its list of metadata is broken");
  return [
    { offset: keys.start + 4, remove: 4, insert: index, inside: [] },
    { offset: keys.end, remove: 0, insert: buildBox("mdta", latin1("AIGC")), inside: [...inside, keys] },
    { offset: list.end, remove: 0, insert: buildItem(index, text), inside: [...inside, list] },
  ];
}

/** `before`: keys in front of the label's own. */
function buildKeys(before: readonly string[]): Uint8Array {
  const keys = [...before, "AIGC"].map((name) => buildBox("mdta", utf8(name)));
  return buildBox("keys", new Uint8Array(4), bigEndian(keys.length, 4), joinAll(keys));
}

/** The type is the number of the key; 1 says that the data is UTF-8. */
function buildItem(type: Uint8Array, text: string): Uint8Array {
  const data = buildBox("data", bigEndian(1, 4), new Uint8Array(4), utf8(text));
  return join(bigEndian(data.length + 8, 4), type, data);
}

function buildMeta(text: string, before: readonly string[]): Uint8Array {
  const handler = buildBox("hdlr", new Uint8Array(8), latin1("mdta"), new Uint8Array(13));
  const list = buildBox("ilst", buildItem(bigEndian(before.length + 1, 4), text));
  return buildBox("meta", new Uint8Array(4), handler, buildKeys(before), list);
}
