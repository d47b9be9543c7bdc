/** Sets properties in a packet by position: what is not one of them stays as it is, letter by letter. */
import { damaged } from "../bounded-source.js";
import type { XmpProperty } from "../properties.js";
import { keepLength } from "./padding.js";
import { type Splice, splice } from "./splice.js";
import { attributeOf, findNode, isNamed, meaningOf, namespaces, readTree, type XmlNode } from "./tree.js";
import { descriptionsIn, itemsOf, listIn, type PlacedProperty, propertiesIn } from "./values.js";
import { escapeXml, listItem, propertyElement } from "./write-value.js";

export interface XmpChange {
  property: XmpProperty;
  /** All values of a bag or sequence; of the others the one. */
  values: readonly string[];
}

/**
 * The packet with every changed property said exactly once. A text per language keeps its other languages.
 * Without a packet, a new one. Throws `format.damaged` where `text` is no XMP that is fully understood.
 */
export function editXmp(text: string | undefined, changes: readonly XmpChange[]): string {
  const last = [...new Map(changes.map((change) => [`${change.property.ns} ${change.property.name}`, change])).values()];
  for (const { property, values } of last) {
    if (values.length === 0) throw new Error(`no value for ${property.prefix}:${property.name}`);
  }
  if (text === undefined || text.trim() === "") return newPacket(last);
  const packet = text.replace(/\0+$/, "");
  const tree = readTree(packet, false);
  if ("fault" in tree) throw damaged(`its XMP packet is not well-formed: ${tree.fault}`);
  const edited = splice(packet, splicesFor(tree.root, last, packet));
  return inUtf8(keepLength(packet, edited));
}

function newPacket(changes: readonly XmpChange[]): string {
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="${namespaces.meta}">`,
    newRdf(changes),
    "</x:xmpmeta>",
    '<?xpacket end="w"?>',
  ].join("\n");
}

function newRdf(changes: readonly XmpChange[]): string {
  return `<rdf:RDF xmlns:rdf="${namespaces.rdf}">\n${newDescription(changes, "rdf", "")}\n</rdf:RDF>`;
}

function newDescription(changes: readonly XmpChange[], rdf: string, about: string): string {
  const prefixes = new Map(changes.map(({ property }) => [property.prefix, property.ns]));
  const declarations = [...prefixes].map(([prefix, ns]) => ` xmlns:${prefix}="${ns}"`).join("");
  const elements = changes.map(({ property, values }) =>
    propertyElement(property, values, { name: `${property.prefix}:${property.name}`, rdf, declarations: "" }),
  );
  const open = `<${rdf}:Description ${rdf}:about="${escapeXml(about)}"${declarations}>`;
  return [open, ...elements, `</${rdf}:Description>`].join("\n");
}

function splicesFor(root: XmlNode, changes: readonly XmpChange[], text: string): Splice[] {
  const rdf = findNode(root, namespaces.rdf, "RDF");
  if (!rdf) {
    if (!isNamed(root, namespaces.meta, "xmpmeta")) throw damaged("its XMP packet holds no RDF");
    return [append(root, `\n${newRdf(changes)}\n`, text)];
  }
  const [description] = descriptionsIn(root);
  if (!description) return [append(rdf, `\n${newDescription(changes, rdfPrefix(rdf), "")}\n`, text)];
  const placed = propertiesIn(root);
  const missing: XmpChange[] = [];
  const splices = changes.flatMap((change) => {
    const found = placed.filter(({ ns, name }) => ns === change.property.ns && name === change.property.name);
    if (found.length === 0) missing.push(change);
    return replaceProperty(found, change);
  });
  const added = missing.map((change) => newElement(change, description)).join("");
  return added === "" ? splices : [...splices, append(description, added, text)];
}

/** The first occurrence says the new value, the others go: they are the same property. */
function replaceProperty([first, ...others]: PlacedProperty[], change: XmpChange): Splice[] {
  if (!first) return [];
  return [...replaceOne(first, change), ...others.map(withoutIt)];
}

function replaceOne(placed: PlacedProperty, change: XmpChange): Splice[] {
  const { property, values } = change;
  if (placed.at.kind === "attribute") {
    const { attribute } = placed.at;
    if (property.form !== "text") return [withoutIt(placed), ...appendTo(placed.description, change)];
    const name = attribute.prefix === "" ? attribute.local : `${attribute.prefix}:${attribute.local}`;
    return [{ start: attribute.start, end: attribute.end, insert: `${name}="${escapeXml(values[0] ?? "")}"` }];
  }
  const { element } = placed.at;
  const list = listIn(element);
  if (property.form === "alt" && list?.local === "Alt") return [setDefault(list, values[0] ?? "")];
  const { start, closeEnd: end } = element;
  return [{ start, end, insert: newElement(change, placed.description, element.prefix) }];
}

/** A self-closing description would end before an element added behind it: that case rewrites nothing else. */
function appendTo(description: XmlNode, change: XmpChange): Splice[] {
  return [append(description, newElement(change, description), undefined)];
}

function withoutIt({ at }: PlacedProperty): Splice {
  if (at.kind === "element") return { start: at.element.start, end: at.element.closeEnd, insert: "" };
  // With the white space before it: attributes are kept apart by one.
  return { start: at.attribute.start - 1, end: at.attribute.end, insert: "" };
}

function setDefault(list: XmlNode, value: string): Splice {
  const rdf = rdfPrefix(list);
  const item = itemsOf(list).find((one) => attributeOf(one, namespaces.xml, "lang") === "x-default");
  if (item) return { start: item.start, end: item.closeEnd, insert: listItem(value, rdf, true) };
  return prepend(list, listItem(value, rdf, true));
}
