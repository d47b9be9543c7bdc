/** Word, Excel and PowerPoint: the AIGC label is a custom property of the document. */
import { type BoundedSource, boundSource, collectMarks, damaged, noPlaceFor } from "./bounded-source.js";
import { fromUtf8, utf8 } from "./byte-building.js";
import type { FoundMark, MetadataContainer } from "./container.js";
import { foundLabel } from "./found-label.js";
import {
  newCustomProperties,
  readCustomProperties,
  relationshipTypes,
  withLabel,
} from "./ooxml/custom-properties.js";
import { type Part, setEntries } from "./ooxml/set-entries.js";
import { entryNamed, readZip, unpack, type Zip } from "./ooxml/zip.js";
import { localName, scanTags } from "./tags.js";

const CONTENT_TYPES = "[Content_Types].xml";
const RELATIONSHIPS = "_rels/.rels";
const USUAL_NAME = "docProps/custom.xml";
const CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml";

export const ooxml: MetadataContainer = {
  formats: ["docx", "xlsx", "pptx"],
  aigcPlace: "own",
  holdsXmp: false,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    if (xmp !== undefined) throw noPlaceFor("XMP", "Office");
    if (aigc === undefined) return [];
    const bounded = boundSource(source);
    const zip = await readZip(bounded);
    const relationships = await textOf(bounded, zip, RELATIONSHIPS);
    const target = customTarget(relationships);
    if (target !== undefined) {
      const text = await textOf(bounded, zip, target);
      const changed = withLabel(text, aigc);
      return changed === text ? [] : setEntries(bounded, zip, [part(target, changed)]);
    }
    if (entryNamed(zip, USUAL_NAME)) throw damaged(`"${USUAL_NAME}" inside it belongs to nothing`);
    const isStrict = relationships.includes("http://purl.oclc.org/ooxml/");
    return setEntries(bounded, zip, [
      part(CONTENT_TYPES, withContentType(await textOf(bounded, zip, CONTENT_TYPES))),
      part(RELATIONSHIPS, withRelationship(relationships, isStrict)),
      part(USUAL_NAME, newCustomProperties(aigc, isStrict)),
    ]);
  },
};

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const zip = await readZip(source);
  const target = customTarget(await textOf(source, zip, RELATIONSHIPS));
  // Without its relationship no program shows it, and it is a label all the same.
  const entry = entryNamed(zip, target ?? USUAL_NAME);
  if (entry === undefined) return;
  const { properties } = readCustomProperties(fromUtf8(await unpack(source, entry)));
  const [offset, length] = [entry.localOffset, entry.record.length];
  for (const { name, text } of properties) {
    if (name !== "AIGC") continue;
    yield foundLabel({ place: `${entry.name} AIGC`, text, offset, length }, target !== undefined);
  }
}

function part(name: string, text: string): Part {
  return { name, content: utf8(text) };
}

/** Throws `format.damaged` where it is missing or not in UTF-8, so that writing it again loses nothing. */
async function textOf(source: BoundedSource, zip: Zip, name: string): Promise<string> {
  const entry = entryNamed(zip, name);
  if (entry === undefined) throw damaged(`"${name}" is missing inside it`);
  const bytes = await unpack(source, entry);
  const text = fromUtf8(bytes);
  if (Buffer.compare(utf8(text), bytes) !== 0) throw damaged(`"${name}" inside it is not in UTF-8`);
  return text;
}

/** Where the list of custom properties is, as a name inside the ZIP. */
function customTarget(relationships: string): string | undefined {
  for (const { name, attributes } of scanTags(relationships)) {
    const type = attributes.get("Type") ?? "";
    if (localName(name) !== "Relationship" || !Object.values(relationshipTypes).includes(type)) continue;
    return attributes.get("Target")?.replace(/^\//, "");
  }
  return undefined;
}

function withContentType(text: string): string {
  return insertLast(text, "Types", "Override", `PartName="/${USUAL_NAME}" ContentType="${CONTENT_TYPE}"`);
}

function withRelationship(text: string, isStrict: boolean): string {
  const longest = [...text.matchAll(/"rIdAIGC(x*)"/g)].reduce(
    (most, [, end = ""]) => Math.max(most, end.length + 1),
    0,
  );
  const id = `rIdAIGC${"x".repeat(longest)}`;
  const type = isStrict ? relationshipTypes.strict : relationshipTypes.transitional;
  return insertLast(
    text,
    "Relationships",
    "Relationship",
    `Id="${id}" Type="${type}" Target="${USUAL_NAME}"`,
  );
}

/** An empty element in front of the end of the root. */
function insertLast(text: string, root: string, name: string, attributes: string): string {
  const closing = [...scanTags(text)].at(-1);
  if (closing?.kind !== "close" || localName(closing.name) !== root) {
    throw damaged(`expected "${root}" around the parts of it, found something else`);
  }
  const prefix = closing.name.slice(0, -root.length);
  return `${text.slice(0, closing.offset)}<${prefix}${name} ${attributes}/>${text.slice(closing.offset)}`;
}
