/** Labels in the movie box of an MP4: at moov.udta.meta with handler mdta, and wherever else they were seen. */
import { letters, uint } from "../../asset/bytes.js";
import { fromUtf8, withoutZeros } from "../byte-building.js";
import { looksLikeLabel } from "../label-form.js";
import { type Box, boxesFrom, boxesIn, contentOf, type Held } from "./box.js";

/** A box of metadata: a handler, and a list whose items are numbered after `keys` or named by four letters. */
export interface Meta {
  box: Box;
  /** "mdta" numbers its items, "mdir" is the list of iTunes. */
  handler: string;
  keys: Box | undefined;
  keyNames: string[];
  list: Box | undefined;
  /** Its boxes lead to its end. */
  isWhole: boolean;
}

export interface Mp4Label {
  place: string;
  /** moov.udta.meta, handler mdta, key AIGC. */
  isRightPlace: boolean;
  text: string;
  item: Box;
  /** From the outermost inwards; absent where it stands bare in the user data. */
  meta?: Meta;
  parents: Box[];
}

export function readMeta(held: Held, box: Box): Meta {
  // QuickTime has no version and flags in front of the handler, MP4 does.
  const isPlain = letters(contentOf(held, box), 4, 4) === "hdlr";
  const children = boxesFrom(held, box.start + (isPlain ? 0 : 4), box.end);
  const find = (type: string) => children.find((child) => child.type === type);
  const [handler, keys, list] = [find("hdlr"), find("keys"), find("ilst")];
  return {
    box,
    handler: handler ? letters(contentOf(held, handler), 8, 4) : "",
    keys,
    keyNames: keys ? readKeys(contentOf(held, keys)) : [],
    list,
    isWhole: children.at(-1)?.end === box.end,
  };
}

/** Cameras write a dozen; a box of nothing but empty ones would fill the memory. */
const MAX_KEYS = 10_000;

/** QuickTime File Format, "Metadata item keys atom": a count, then size, namespace and name of each. */
function readKeys(content: Uint8Array): string[] {
  const names: string[] = [];
  for (let at = 8; at + 8 <= content.length && names.length < MAX_KEYS; ) {
    const size = uint(content, at, 4);
    if (size < 8 || at + size > content.length) break;
    names.push(fromUtf8(content.subarray(at + 8, at + size)));
    at += size;
  }
  return names;
}

/** One by one: a movie box of nothing but labels holds millions. */
export function* findLabels(held: Held, moov: Box): Generator<Mp4Label> {
  for (const child of boxesIn(held, moov)) {
    if (child.type === "meta") yield* labelsOf(held, readMeta(held, child), "moov.meta", [moov]);
    if (child.type !== "udta") continue;
    for (const data of boxesIn(held, child)) {
      const parents = [moov, child];
      if (data.type === "meta") {
        yield* labelsOf(held, readMeta(held, data), "moov.udta.meta", parents);
      } else if (data.type === "AIGC") {
        const text = withoutZeros(fromUtf8(contentOf(held, data)));
        yield { place: "moov.udta.AIGC", isRightPlace: false, text, item: data, parents };
      }
    }
  }
}

function* labelsOf(held: Held, meta: Meta, path: string, parents: readonly Box[]): Generator<Mp4Label> {
  const { handler, keyNames, list } = meta;
  if (list === undefined) return;
  for (const item of boxesIn(held, list)) {
    const parts = boxesIn(held, item);
    const data = parts.find(({ type }) => type === "data");
    if (data === undefined) continue;
    const text = withoutZeros(fromUtf8(contentOf(held, data).subarray(8)));
    const key = handler === "mdta" ? keyNames[indexOf(item) - 1] : nameOf(held, item, parts);
    const isNamed = /(^|\.)AIGC$/i.test(key ?? "");
    if (!isNamed && (handler === "mdta" || !looksLikeLabel(text.slice(0, 4096)))) continue;
    const isRightPlace = path === "moov.udta.meta" && handler === "mdta" && key === "AIGC";
    const place = `${path} ${handler === "mdta" ? "" : "mdir "}${isNamed ? key : "without a key"}`;
    yield { place, isRightPlace, text, item, meta, parents: [...parents, meta.box, list] };
  }
}

function indexOf({ type }: Box): number {
  return uint(Buffer.from(type, "latin1"), 0, 4);
}

/** Items of iTunes have four letters, or four dashes and a box with the name. */
function nameOf(held: Held, { type }: Box, parts: readonly Box[]): string {
  const name = type === "----" ? parts.find((part) => part.type === "name") : undefined;
  return name ? fromUtf8(contentOf(held, name).subarray(4)) : type;
}
