/** An XMP packet as a tree of elements, each with its place in the text, so that one can be changed alone. */
import { longestPacket } from "../packet.js";
import { visitXml, type XmlOpening } from "./xml.js";

export interface XmlNode extends XmlOpening {
  parent?: XmlNode;
  children: XmlNode[];
  /** Its own text, without that of its children. */
  text: string;
}

export const namespaces = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  meta: "adobe:ns:meta/",
  xml: "http://www.w3.org/XML/1998/namespace",
  xmlns: "http://www.w3.org/2000/xmlns/",
} as const;

/** The longest editing histories seen have some ten thousand elements, five deep. */
const limits = { depth: 64, parts: 100_000 };

/** The root, or what is wrong with the text in words of the parser. */
export function readTree(text: string, isLenient: boolean): { root: XmlNode } | { fault: string } {
  if (text.length > longestPacket) return { fault: `it is longer than ${longestPacket} characters` };
  let root: XmlNode | undefined;
  let current: XmlNode | undefined;
  const fault = visitXml(
    text,
    {
      open(opening) {
        const node: XmlNode = Object.assign(opening, { children: [], text: "" });
        if (current) node.parent = current;
        current?.children.push(node);
        root ??= node;
        current = node;
      },
      close(start, end) {
        if (!current) return;
        current.closeStart = start;
        current.closeEnd = end;
        current = current.parent;
      },
      text(piece) {
        if (current) current.text += piece;
      },
    },
    { ...limits, isLenient, mayHaveType: false },
  );
  if (fault !== undefined) return { fault };
  return root ? { root } : { fault: "it has no root element" };
}

export function isNamed(node: { ns: string; local: string }, ns: string, local: string): boolean {
  return node.ns === ns && node.local === local;
}

export function attributeOf(node: XmlNode, ns: string, local: string): string | undefined {
  return node.attributes.find((attribute) => isNamed(attribute, ns, local))?.value;
}

/** The first one in the order of the text, the node itself included. */
export function findNode(node: XmlNode, ns: string, local: string): XmlNode | undefined {
  if (isNamed(node, ns, local)) return node;
  for (const child of node.children) {
    const found = findNode(child, ns, local);
    if (found) return found;
  }
  return undefined;
}

/** What a prefix means inside a node; `""` asks for the namespace of names without one. */
export function meaningOf(prefix: string, node: XmlNode | undefined): string | undefined {
  if (prefix === "xml") return namespaces.xml;
  for (let at = node; at; at = at.parent) {
    const declared = at.attributes.find((attribute) =>
      prefix === ""
        ? attribute.prefix === "" && attribute.local === "xmlns"
        : attribute.prefix === "xmlns" && attribute.local === prefix,
    );
    if (declared) return declared.value;
  }
  return undefined;
}
