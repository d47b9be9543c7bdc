/** Which properties a packet holds, each with its values and its place: RDF/XML as XMP uses it. */
import { attributeOf, findNode, isNamed, namespaces, type XmlNode } from "./tree.js";
import type { XmlAttribute } from "./xml.js";

/** One property as it stands in one rdf:Description, as an attribute or as an element. */
export interface PlacedProperty {
  ns: string;
  prefix: string;
  name: string;
  values: string[];
  description: XmlNode;
  at: { kind: "attribute"; attribute: XmlAttribute } | { kind: "element"; element: XmlNode };
}

export function descriptionsIn(root: XmlNode): XmlNode[] {
  const rdf = findNode(root, namespaces.rdf, "RDF");
  return rdf?.children.filter((child) => isNamed(child, namespaces.rdf, "Description")) ?? [];
}

/** In the order of the text, a description's attributes first. */
export function propertiesIn(root: XmlNode): PlacedProperty[] {
  return descriptionsIn(root).flatMap((description) => [
    ...description.attributes
      .filter(
        ({ ns, prefix, local }) =>
          !isSyntax(ns) && prefix !== "xmlns" && local !== "xmlns" && prefix !== "xml",
      )
      .map(
        (attribute): PlacedProperty => ({
          ns: attribute.ns,
          prefix: attribute.prefix,
          name: attribute.local,
          values: [attribute.value],
          description,
          at: { kind: "attribute", attribute },
        }),
      ),
    ...description.children.map(
      (element): PlacedProperty => ({
        ns: element.ns,
        prefix: element.prefix,
        name: element.local,
        values: valuesOf(element),
        description,
        at: { kind: "element", element },
      }),
    ),
  ]);
}

function isSyntax(ns: string): boolean {
  return ns === namespaces.rdf || ns === namespaces.xml || ns === namespaces.xmlns;
}

/** The fields of a structure, in any of the three forms ISO 16684-1 §7.9.2 allows. */
export function fieldsOf(element: XmlNode): { ns: string; name: string; value: string }[] {
  const inner = element.children.find((child) => isNamed(child, namespaces.rdf, "Description"));
  return [element, ...(inner ? [inner] : [])].flatMap((holder) => [
    ...holder.attributes
      .filter(({ ns, prefix }) => !isSyntax(ns) && prefix !== "xmlns")
      .map(({ ns, local, value }) => ({ ns, name: local, value })),
    ...holder.children
      .filter(({ ns }) => ns !== namespaces.rdf)
      .map((child) => ({ ns: child.ns, name: child.local, value: valuesOf(child)[0] ?? "" })),
  ]);
}

function valuesOf(element: XmlNode): string[] {
  const list = listIn(element);
  if (list) return itemsOf(list).map(textOf);
  return isStructure(element) ? [] : [textOf(element)];
}

export function listIn(element: XmlNode): XmlNode | undefined {
  return element.children.find(({ ns, local }) => ns === namespaces.rdf && /^(Alt|Bag|Seq)$/.test(local));
}

export function itemsOf(list: XmlNode): XmlNode[] {
  return list.children.filter((child) => isNamed(child, namespaces.rdf, "li"));
}

/** A value is text, an address in `rdf:resource`, or has qualifiers and stands in `rdf:value`. */
function textOf(element: XmlNode): string {
  const value = findValue(element);
  if (value !== undefined) return value;
  return attributeOf(element, namespaces.rdf, "resource") ?? element.text;
}

function findValue(element: XmlNode): string | undefined {
  const inner = element.children.find((child) => isNamed(child, namespaces.rdf, "Description"));
  for (const holder of [element, ...(inner ? [inner] : [])]) {
    const child = holder.children.find((candidate) => isNamed(candidate, namespaces.rdf, "value"));
    const value = child?.text ?? attributeOf(holder, namespaces.rdf, "value");
    if (value !== undefined) return value;
  }
  return undefined;
}

function isStructure(element: XmlNode): boolean {
  return findValue(element) === undefined && fieldsOf(element).length > 0;
}
