/** What is broken: real files of every format, signed with the real engine, and what in them is what. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { makeIdentity, signOne, type TestWorld } from "../support/context.ts";
import { corpusFile, fixture } from "../support/media.ts";
import { sharedFolder } from "../support/shared.ts";

export interface Span {
  from: number;
  to: number;
}

export interface Specimen {
  name: string;
  bytes: Buffer;
  /** Credentials that stand beside the file. */
  sidecar?: Buffer;
  isSigned: boolean;
  /** Where the manifest store stands, in the file or in its sidecar. */
  store: Span | undefined;
  /** Room that the signer kept free beside its signature, and nobody signs. */
  pad: Span | undefined;
  /** Bytes that the signed hash covers: pixels and samples, and no others. */
  media: readonly Span[];
}

/** The engine reads these as any bytes, and its hash covers all of them. */
const besideOnly = ["note.txt", "note.md"];

/** Good for one verdict each: signed long ago by others. Of their bytes only the last part is surely covered. */
const corpus = [
  "signed/adobe-20220124-C.jpg",
  "signed/adobe-20220124-CA.jpg",
  "signed/boxhash.jpg",
  "signed/C_with_CAWG_data.jpg",
  "signed/update_manifest.jpg",
];
const unsignedCorpus = ["plain/basic.pdf", "plain/sample1.webp", "plain/sample1.svg"];

/** Signs every fixture, unsigned copies beside them; `trust` are the lists under which each signed one is trusted. */
export async function makeSpecimens(world: TestWorld): Promise<{ all: Specimen[]; trust: string[] }> {
  const { rootPath } = await makeIdentity(world);
  const folder = join(world.folder, "specimens");
  mkdirSync(folder);
  const names = readdirSync(fixture(".")).sort();
  const signed: Specimen[] = [];
  for (const name of names) {
    const path = join(folder, name);
    copyFileSync(fixture(name), path);
    const isBeside = besideOnly.includes(name) || name.endsWith(".pdf");
    const { output, sidecar } = await signOne(world, path, { as: "camera", sidecar: isBeside });
    const beside = isBeside ? readFileSync(sidecar ?? "") : undefined;
    signed.push(specimen(name, readFileSync(output ?? path), readFileSync(path), beside));
  }
  const plain = names.map((name): Specimen => ({ ...unsigned(name, readFileSync(fixture(name))) }));
  const lists = sharedFolder();
  const testRoots = lists === undefined ? [] : [join(lists, "trust/c2pa-rs-test-roots.pem")];
  return { all: [...signed, ...plain, ...fromCorpus()], trust: [rootPath, ...testRoots] };
}

function unsigned(name: string, bytes: Buffer): Specimen {
  return { name, bytes, isSigned: false, store: undefined, pad: undefined, media: [] };
}

function specimen(name: string, bytes: Buffer, source: Buffer, sidecar: Buffer | undefined): Specimen {
  const store = sidecar ? { from: 0, to: sidecar.length } : storeIn(bytes);
  const media = sidecar ? [{ from: 0, to: bytes.length }] : unmoved(bytes, source, dataOf(name, bytes));
  // In GIF and SVG the store does not stand there as it is.
  const isWhole = !/\.(gif|svg)$/.test(name);
  const pad = store && isWhole ? padIn(sidecar ?? bytes, store) : undefined;
  return { name, bytes, ...(sidecar ? { sidecar } : {}), isSigned: true, store, pad, media };
}

function fromCorpus(): Specimen[] {
  const named = (names: readonly string[]) =>
    names.flatMap((name) => {
      const path = corpusFile(name);
      return path !== undefined && existsSync(path) ? [{ name, bytes: readFileSync(path) }] : [];
    });
  const flat = (name: string) => `corpus-${name.replace("/", "-")}`;
  return [
    ...named(corpus).map(({ name, bytes }) => ({
      name: flat(name),
      bytes,
      isSigned: true,
      store: storeIn(bytes),
      pad: undefined, // what others left free is not known
      media: [{ from: Math.floor(bytes.length * 0.85), to: bytes.length - 2 }],
    })),
    ...named(unsignedCorpus).map(({ name, bytes }) => unsigned(flat(name), bytes)),
  ];
}

/** The first box of the store, as far as it stands in one piece; in SVG its text. */
function storeIn(bytes: Buffer): Span | undefined {
  const text = bytes.indexOf("<c2pa:manifest>");
  if (text !== -1) return { from: text + 15, to: bytes.indexOf("</c2pa:manifest>") };
  const at = bytes.indexOf("jumb") - 4;
  if (at < 0) return undefined;
  return { from: at, to: Math.min(bytes.length, at + Math.min(bytes.readUInt32BE(at), 60_000)) };
}

/** COSE's unprotected header is not signed: `pad`, a string of zeros, has the length that is left over. */
function padIn(bytes: Buffer, { from, to }: Span): Span | undefined {
  const key = bytes.subarray(from, to).lastIndexOf("cpad");
  if (key === -1) return undefined;
  let end = from + key + 7;
  while (end < to && bytes[end] === 0) end += 1;
  return { from: from + key, to: end };
}

const boxed = new Set([".mp4", ".m4v", ".mov", ".m4a", ".heic", ".heif", ".avif"]);

/** C2PA 2.4 §18.7.3: whole boxes such as `ftyp` and `free` are left out of the hash of ISO media. */
function dataOf(name: string, bytes: Buffer): Span {
  if (!boxed.has(extname(name))) return { from: 64, to: bytes.length };
  const at = bytes.indexOf("mdat") - 4;
  return { from: at + 8, to: Math.min(bytes.length, at + bytes.readUInt32BE(at)) };
}

const pieceBytes = 32;

/** Pieces of the source that stand in the signed file as they were. */
function unmoved(bytes: Buffer, source: Buffer, { from, to }: Span): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at + pieceBytes <= source.length; at += pieceBytes) {
    const piece = source.subarray(at, at + pieceBytes);
    // Zeros stand anywhere, also in the padding of the credential.
    if (new Set(piece).size < 6) continue;
    const found = bytes.indexOf(piece);
    if (found >= from && found + pieceBytes <= to) spans.push({ from: found, to: found + pieceBytes });
  }
  return spans;
}
