/** The visible mark in a Word document: a paragraph before its text, and the same one behind it. */
import { encodeReferences } from "../metadata/index.js";
import { surveyBody, type WordBody } from "./word-body.js";

/**
 * The XML of the main part with the mark added, or the same where it stands there already. Throws
 * `format.damaged` for what is no text of Word's.
 */
export function markDocument(xml: string, words: string): string {
  const body = surveyBody(xml);
  const isFirst = body.first?.trim() === words;
  // One paragraph cannot be both: a document that holds nothing else has its first, and lacks its last.
  const isLast = body.count > 1 && body.last?.trim() === words;
  const paragraph = paragraphOf(body, words);
  const [before, after] = [isFirst ? "" : paragraph, isLast ? "" : paragraph];
  if (before + after === "") return xml;
  const { tag, contentEnd } = body;
  if (tag.kind === "open") {
    return xml.slice(0, tag.end) + before + xml.slice(tag.end, contentEnd) + after + xml.slice(contentEnd);
  }
  const opened = xml.slice(tag.offset, tag.end).replace(/\s*\/>$/, ">");
  return `${xml.slice(0, tag.offset)}${opened}${before}${after}</${tag.name}>${xml.slice(tag.end)}`;
}

/**
 * Bold, of 12 points, and in the color that reads on whatever is behind it, whatever the styles of the document
 * say. The order of the properties is that of ECMA-376 Part 1 §17.3.2.28.
 */
function paragraphOf({ prefix, namespace, attributePrefix }: WordBody, words: string): string {
  const at = attributePrefix ?? "w";
  // Attributes take no default namespace, and the root may have declared no other.
  const declared = attributePrefix === undefined ? ` xmlns:w="${namespace}"` : "";
  const properties = [`rFonts ${at}:hint="eastAsia"`, "b", `color ${at}:val="auto"`, `sz ${at}:val="24"`];
  const look = properties.map((property) => `<${prefix}${property}/>`).join("");
  const run = `<${prefix}r><${prefix}rPr>${look}</${prefix}rPr><${prefix}t>${encodeReferences(words)}</${prefix}t></${prefix}r>`;
  return `<${prefix}p${declared}>${run}</${prefix}p>`;
}
