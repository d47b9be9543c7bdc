/** docProps/custom.xml: the list of a document's own properties, of which one is the AIGC label. */
import { damaged } from "../bounded-source.js";
import { decodeReferences, encodeReferences, localName, scanTags, type Tag } from "../tags.js";

export interface Property {
  name: string;
  id: number;
  text: string;
  offset: number;
  end: number;
}

interface CustomProperties {
  properties: Property[];
  root: Tag;
  /** Its closing tag; undefined where the root is empty. */
  closing: Tag | undefined;
}

/** The format id of properties that users define, and the first number that they may have. */
const FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const FIRST_ID = 2;

// ECMA-376 Part 1 §22.3 and §22.4; the strict form has names of its own.
const transitional = "http://schemas.openxmlformats.org/officeDocument/2006";
const strict = "http://purl.oclc.org/ooxml/officeDocument";

export const relationshipTypes = {
  transitional: `${transitional}/relationships/custom-properties`,
  strict: `${strict}/relationships/customProperties`,
};

/** Throws `format.damaged` where it is no such list. */
export function readCustomProperties(text: string): CustomProperties {
  let root: Tag | undefined;
  let closing: Tag | undefined;
  let open: Tag | undefined;
  let depth = 0;
  const properties: Property[] = [];
  for (const tag of scanTags(text)) {
    if (tag.kind === "close") depth--;
    if (root === undefined) root = tag;
    else if (depth === 0 && tag.kind === "close") closing = tag;
    else if (depth === 1 && tag.kind === "open") open = tag;
    else if (depth === 1 && tag.kind === "empty") properties.push(propertyOf(text, tag, tag));
    else if (depth === 1 && tag.kind === "close" && open) properties.push(propertyOf(text, open, tag));
    if (tag.kind === "open") depth++;
  }
  const isWhole =
    root && localName(root.name) === "Properties" && (closing || root.kind === "empty") && depth === 0;
  if (!root || !isWhole) throw damaged("its list of custom properties is broken");
  return { properties, root, closing };
}

function propertyOf(text: string, open: Tag, close: Tag): Property {
  const { attributes, offset } = open;
  const inner = text.slice(open.end, close.offset).replace(/<!\[CDATA\[|\]\]>|<[^>]*>/g, "");
  return {
    name: attributes.get("name") ?? "",
    id: Number(attributes.get("pid")) || 0,
    text: decodeReferences(inner).trim(),
    offset,
    end: close.end,
  };
}

/** The whole list with the label in it, once; the same text where it is already. */
export function withLabel(text: string, label: string): string {
  const { properties, root, closing } = readCustomProperties(text);
  const own = properties.filter(({ name }) => name === "AIGC");
  const [first] = own;
  if (own.length === 1 && first?.text === label) return text;
  const id =
    first?.id || properties.reduce((most, property) => Math.max(most, property.id), FIRST_ID - 1) + 1;
  const property = buildProperty(root, id, label);
  if (first) {
    const kept = own.map(({ end }, index) => text.slice(end, own[index + 1]?.offset));
    return text.slice(0, first.offset) + property + kept.join("");
  }
  if (closing) return text.slice(0, closing.offset) + property + text.slice(closing.offset);
  const opened = text.slice(root.offset, root.end).replace(/\/>$/, ">");
  return `${text.slice(0, root.offset)}${opened}${property}</${root.name}>${text.slice(root.end)}`;
}

function buildProperty(root: Tag, id: number, label: string): string {
  const prefix = root.name.slice(0, -localName(root.name).length);
  const isStrict = [...root.attributes.values()].some((value) => value.startsWith(strict));
  const types = `${isStrict ? strict : transitional}/docPropsVTypes`;
  const value = `<vt:lpwstr xmlns:vt="${types}">${encodeReferences(label)}</vt:lpwstr>`;
  return `<${prefix}property fmtid="${FORMAT_ID}" pid="${id}" name="AIGC">${value}</${prefix}property>`;
}

export function newCustomProperties(label: string, isStrict: boolean): string {
  const namespace = `${isStrict ? strict : transitional}/custom${isStrict ? "P" : "-p"}roperties`;
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  return withLabel(`${head}<Properties xmlns="${namespace}"/>`, label);
}
