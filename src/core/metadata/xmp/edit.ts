/** Sets properties in a packet by position: what is not one of them stays as it is, letter by letter. */
import { damaged } from "../bounded-source.js";
import { withoutEndingZeros } from "../packet.js";
import type { XmpProperty } from "../properties.js";
import { inUtf8, keepLength } from "./padding.js";
import { append, fill, type Splice, splice } from "./splice.js";
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
  const last = [
    ...new Map(changes.map((change) => [`${change.property.ns} ${change.property.name}`, change])).values(),
  ];
  for (const { property, values } of last) {
    if (values.length === 0) throw new Error(`no value for ${property.prefix}:${property.name}`);
  }
  if (text === undefined || text.trim() === "") return newPacket(last);
  const packet = withoutEndingZeros(text);
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
  return `<rdf:RDF xmlns:rdf="${namespaces.rdf}">\n${newDescription(changes, "rdf")}\n</rdf:RDF>`;
}

function newDescription(changes: readonly XmpChange[], rdf: string): string {
  const prefixes = new Map(changes.map(({ property }) => [property.prefix, property.ns]));
  const declarations = [...prefixes].map(([prefix, ns]) => ` xmlns:${prefix}="${ns}"`).join("");
  const elements = changes.map(({ property, values }) =>
    propertyElement(property, values, { name: `${property.prefix}:${property.name}`, rdf, declarations: "" }),
  );
  const open = `<${rdf}:Description ${rdf}:about=""${declarations}>`;
  return [open, ...elements, `</${rdf}:Description>`].join("\n");
}

function splicesFor(root: XmlNode, changes: readonly XmpChange[], text: string): Splice[] {
  const rdf = findNode(root, namespaces.rdf, "RDF");
  if (!rdf) {
    if (!isNamed(root, namespaces.meta, "xmpmeta")) throw damaged("its XMP packet holds no RDF");
    return [append(root, [newRdf(changes)], text)];
  }
  const [description] = descriptionsIn(root);
  if (!description) return [append(rdf, [newDescription(changes, rdfPrefix(rdf))], text)];
  const placed = propertiesIn(root);
  const splices: Splice[] = [];
  const added: string[] = [];
  for (const change of changes) {
    const [first, ...others] = placed.filter(
      ({ ns, name }) => ns === change.property.ns && name === change.property.name,
    );
    // The first occurrence says the new value, the others go: they are the same property.
    splices.push(...others.map(withoutIt));
    const replaced = first && replaceOne(first, change);
    if (replaced) splices.push(replaced);
    else added.push(newElement(change, description, change.property.prefix));
    if (first && !replaced) splices.push(withoutIt(first));
  }
  return added.length === 0 ? splices : [...splices, append(description, added, text)];
}

/** Undefined where the place cannot hold the value: an attribute is no list. */
function replaceOne({ at, description }: PlacedProperty, change: XmpChange): Splice | undefined {
  const { property, values } = change;
  const [value = ""] = values;
  if (at.kind === "attribute") {
    if (property.form !== "text") return undefined;
    const { prefix, local, start, end } = at.attribute;
    return { start, end, insert: `${prefix}:${local}="${escapeXml(value)}"` };
  }
  const list = listIn(at.element);
  if (property.form === "alt" && list?.local === "Alt") return setDefault(list, value);
  const { start, closeEnd, prefix } = at.element;
  return { start, end: closeEnd, insert: newElement(change, description, prefix) };
}

function withoutIt({ at }: PlacedProperty): Splice {
  if (at.kind === "element") return { start: at.element.start, end: at.element.closeEnd, insert: "" };
  // With the white space before it: attributes are kept apart by one.
  return { start: at.attribute.start - 1, end: at.attribute.end, insert: "" };
}

function setDefault(list: XmlNode, value: string): Splice {
  const item = listItem(value, rdfPrefix(list), true);
  const old = itemsOf(list).find((one) => attributeOf(one, namespaces.xml, "lang") === "x-default");
  // ISO 16684-1 §8.2.2.4: the default stands first.
  return old ? { start: old.start, end: old.closeEnd, insert: item } : fill(list, item);
}

function newElement({ property, values }: XmpChange, parent: XmlNode, prefix: string): string {
  const declaration = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
  const isDeclared = meaningOf(prefix, parent) === property.ns;
  return propertyElement(property, values, {
    name: prefix === "" ? property.name : `${prefix}:${property.name}`,
    rdf: rdfPrefix(parent),
    declarations: isDeclared ? "" : ` ${declaration}="${property.ns}"`,
  });
}

/** `node` is one of RDF's own. */
function rdfPrefix(node: XmlNode): string {
  if (node.prefix !== "") return node.prefix;
  if (meaningOf("rdf", node) === namespaces.rdf) return "rdf";
  throw damaged("its XMP packet uses RDF without a prefix");
}
