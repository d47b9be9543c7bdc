/** The main part of an Office document, such as the text of a Word file: read, and put back changed. */
import { boundSource, damaged } from "../bounded-source.js";
import { fromUtf8, utf8 } from "../byte-building.js";
import type { ByteSource, Edit } from "../container.js";
import { localName, scanTags } from "../tags.js";
import { setEntries } from "./set-entries.js";
import { type Entry, entryNamed, readZip, unpack } from "./zip.js";

export interface MainPart {
  /** XML. */
  text: string;
  /** The document is signed inside, in a way of its own, which holds for the text as it was. */
  isSignedInside: boolean;
  /** The edits of the file after which its main part reads so. */
  replace(text: string): Promise<Edit[]>;
}

// ECMA-376 Part 1 §9.1 and Part 2 §13; the strict form has a name of its own.
const types = [
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
  "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
];
const RELATIONSHIPS = "_rels/.rels";
const signatures = /^_xmlsignatures\//i;

/** The text of a thick book takes a few of them. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Throws `format.damaged` where it is missing, too large, or not in UTF-8. */
export async function openMainPart(source: ByteSource): Promise<MainPart> {
  const bounded = boundSource(source);
  const zip = await readZip(bounded);
  const read = async (name: string) => {
    const entry = entryNamed(zip, name);
    if (entry === undefined) throw damaged(`"${name}" is missing inside it`);
    return textIn(await unpack(bounded, entry, MOST_BYTES), entry);
  };
  const name = targetOf(await read(RELATIONSHIPS));
  return {
    text: await read(name),
    isSignedInside: zip.entries.some((entry) => signatures.test(entry.name)),
    replace: (text) => setEntries(bounded, zip, [{ name, content: utf8(text) }]),
  };
}

/** Only what comes out the same when it is written again. */
function textIn(bytes: Uint8Array, { name }: Entry): string {
  const text = fromUtf8(bytes);
  if (Buffer.compare(utf8(text), bytes) !== 0) throw damaged(`"${name}" inside it is not in UTF-8`);
  return text;
}

function targetOf(relationships: string): string {
  for (const { name, attributes } of scanTags(relationships)) {
    if (localName(name) !== "Relationship" || !types.includes(attributes.get("Type") ?? "")) continue;
    const target = attributes.get("Target");
    if (target !== undefined) return target.replace(/^\//, "");
  }
  throw damaged("nothing inside it says which part is the document");
}
