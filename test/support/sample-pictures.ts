/** Pictures of every kind that carries XMP: made by sharp, by hand, our own fixtures, and the corpus where it is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { detectFormat } from "../../src/core/asset/detect.ts";
import { containerFor, type MetadataContainer } from "../../src/core/metadata/index.ts";
import { fixture } from "./media.ts";
import { sharedFolder } from "./shared.ts";
import { bareJxl, boxedJxl, tinyHeif, tinyTiff } from "./tiny-pictures.ts";

export interface SamplePicture {
  name: string;
  extension: string;
  container: MetadataContainer;
  bytes: Buffer;
  /** Made by hand without picture data. */
  isDecodable: boolean;
}

const gradient = (channels: 3 | 4) => {
  const data = Buffer.from(Array.from({ length: 24 * 16 * channels }, (_, at) => (at * 7) % 256));
  return sharp(data, { raw: { width: 24, height: 16, channels } });
};

const made: Record<string, () => Sharp> = {
  "plain.jpg": () => gradient(3).jpeg(),
  "progressive with a profile.jpg": () =>
    gradient(3)
      .withIccProfile("p3")
      .withExif({ IFD0: { Artist: "Ana" } })
      .jpeg({ progressive: true }),
  "with foreign XMP.jpg": () => gradient(3).withXmp(foreignXmp).jpeg(),
  "plain.png": () => gradient(4).png(),
  "of a palette.png": () => gradient(3).png({ palette: true }),
  "with compressed XMP.png": () => gradient(3).withXmp(foreignXmp).png(),
  "lossy.webp": () => gradient(3).webp(),
  "lossless.webp": () => gradient(3).webp({ lossless: true }),
  "lossless with alpha.webp": () => gradient(4).webp({ lossless: true }),
  "lossy with alpha.webp": () => gradient(4).webp(),
  "with foreign XMP.webp": () => gradient(3).withXmp(foreignXmp).webp(),
  "plain.gif": () => gradient(3).gif(),
  "plain.tiff": () => gradient(3).tiff(),
  "big.tiff": () => gradient(3).tiff({ bigtiff: true }),
  "with foreign XMP.tiff": () => gradient(3).withXmp(foreignXmp).tiff({ compression: "deflate" }),
  "plain.avif": () => gradient(3).avif(),
  "with foreign XMP.avif": () => gradient(3).withXmp(foreignXmp).avif(),
};

export const foreignTool = "A tool 1.0";
const foreignXmp =
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ' +
  `xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${foreignTool}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const byHand: Record<string, Buffer> = {
  "big-endian.tiff": tinyTiff({ order: "big" }),
  "big-endian and big.tiff": tinyTiff({ order: "big", isBig: true }),
  "of one tag.svg": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'),
  "with other metadata.svg": Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><metadata><note xmlns="">é</note></metadata></svg>',
  ),
};

const withoutPixels: Record<string, Buffer> = {
  "bare.jxl": bareJxl,
  "boxed.jxl": boxedJxl(),
  "locations 0.heic": tinyHeif({ version: 0 }),
  "locations 1.heic": tinyHeif({ version: 1, hasReferences: true, isOpen: true }),
  "locations 2 with bases.heic": tinyHeif({ version: 2, baseBytes: 8, offsetBytes: 8 }),
  "only bases.heic": tinyHeif({ version: 1, baseBytes: 4, offsetBytes: 0 }),
  "with XMP.heic": tinyHeif({ packet: foreignXmp }),
  "with XMP in pieces.heic": tinyHeif({ packet: foreignXmp, packetIn: "pieces" }),
  "with XMP in idat.heic": tinyHeif({ packet: foreignXmp, packetIn: "idat", isOpen: true }),
  "with XMP of a depth map.heic": tinyHeif({ packet: foreignXmp, aside: "<a/>" }),
  "with a film.heic": tinyHeif({ film: "stco" }),
  "with a large film.heic": tinyHeif({ film: "co64", packet: foreignXmp }),
};

/** sharp knows an SVG by its first letters. */
const unknownToSharp: Record<string, Buffer> = {
  "with a prefix.svg": Buffer.from(
    '\ufeff<?xml version="1.0"?>\n<s:svg xmlns:s="http://www.w3.org/2000/svg" width="8" height="8"><s:rect width="4" height="4"/></s:svg>\n',
  ),
  "in UTF-16.svg": Buffer.from(
    '\ufeff<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>',
    "utf16le",
  ),
};

/** Those made here and in fixtures/media. */
export async function ownPictures(): Promise<SamplePicture[]> {
  const all: SamplePicture[] = [];
  for (const [name, make] of Object.entries(made)) all.push(sample(name, await make().toBuffer()));
  for (const [name, bytes] of Object.entries(byHand)) all.push(sample(name, bytes));
  for (const [name, bytes] of Object.entries({ ...withoutPixels, ...unknownToSharp }))
    all.push({ ...sample(name, bytes), isDecodable: false });
  return [...all, ...picturesIn(fixture("."), "fixture ")];
}

/** Those of the corpus: signed and not, none of them made here. */
export function corpusPictures(): SamplePicture[] {
  const shared = sharedFolder();
  if (shared === undefined) return [];
  return ["plain", "signed"].flatMap((folder) => picturesIn(join(shared, "corpus", folder), `${folder} `));
}

function picturesIn(folder: string, title: string): SamplePicture[] {
  return readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp|gif|tiff|dng|avif|hei[cf]|jxl|svg)$/.test(name))
    .map((name) => ({ ...sample(name, readFileSync(join(folder, name))), name: title + name }));
}

function sample(name: string, bytes: Buffer): SamplePicture {
  const extension = name.split(".").at(-1) ?? "";
  const { format } = detectFormat(bytes.subarray(0, 65536), bytes.subarray(-65536), extension);
  const container = containerFor(format?.id ?? "");
  if (!container) throw new Error(`no container for ${name}`);
  return { name, extension, container, bytes, isDecodable: true };
}
