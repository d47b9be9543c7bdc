/** The body of a Word document, gone through once: where its text begins and ends, and what it says there. */
import { ColophonError } from "../../error.js";
import { decodeReferences, localName, scanTags, type Tag } from "../metadata/index.js";

export interface WordBody {
  /** Of the elements of Word, with its colon, or nothing. */
  prefix: string;
  /** The one that stands for the same in attributes; undefined where the root declares none. */
  attributePrefix: string | undefined;
  namespace: string;
  tag: Tag;
  /** In front of the properties of the last section, or of the end of the body. */
  contentEnd: number;
  /** Paragraphs that say something, and the first and last of them. */
  count: number;
  first: string | undefined;
  last: string | undefined;
  /** The beginning and the end of all of them. */
  head: string;
  tail: string;
}

// ECMA-376 Part 1 §17 and its strict form.
const namespaces = [
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

const mostTags = 5_000_000;
const shownCharacters = 200;

/** Throws `format.damaged` for what is no text of Word's. */
export function surveyBody(xml: string): WordBody {
  const reader = createReader();
  for (const tag of scanTags(xml, { mostTags })) reader.take(tag, xml);
  return reader.finish();
}

type Names = Pick<WordBody, "prefix" | "attributePrefix" | "namespace">;

function createReader() {
  const lines = createLines();
  let names: Names | undefined;
  let depth = 0;
  let body: Tag | undefined;
  let end: number | undefined;
  let lastChild: Tag | undefined;
  return {
    take(tag: Tag, xml: string) {
      if (tag.kind === "close") depth--;
      names ??= namesOf(tag);
      const { prefix } = names;
      if (depth === 1 && tag.name === `${prefix}body`) {
        if (tag.kind === "close") end = tag.offset;
        else if (body) throw unlike("it has two bodies");
        else body = tag;
      } else if (body && end === undefined) {
        if (depth === 2 && tag.kind !== "close") lastChild = tag;
        if (tag.name.startsWith(prefix)) lines.take(tag, tag.name.slice(prefix.length), xml);
      }
      if (tag.kind === "open") depth++;
    },
    finish(): WordBody {
      const bodyEnd = body?.kind === "empty" ? body.end : end;
      if (!names || !body || bodyEnd === undefined || depth !== 0) throw unlike("its text is cut short");
      const hasSection = lastChild?.name === `${names.prefix}sectPr`;
      const contentEnd = hasSection && lastChild ? lastChild.offset : bodyEnd;
      return { ...names, tag: body, contentEnd, ...lines.said };
    },
  };
}

function namesOf({ name, attributes }: Tag): Names {
  const prefix = name.slice(0, -localName(name).length);
  const namespace = attributes.get(prefix === "" ? "xmlns" : `xmlns:${prefix.slice(0, -1)}`) ?? "";
  if (localName(name) !== "document" || !namespaces.includes(namespace))
    throw unlike("it is no text of Word");
  const declared = [...attributes].find(([key, value]) => key.startsWith("xmlns:") && value === namespace);
  return { prefix, namespace, attributePrefix: declared?.[0].slice("xmlns:".length) };
}

/** Paragraphs in the order in which they stand there; what is hidden from readers says nothing. */
function createLines() {
  const said: Pick<WordBody, "count" | "first" | "last" | "head" | "tail"> = {
    count: 0,
    first: undefined,
    last: undefined,
    head: "",
    tail: "",
  };
  let line = "";
  let isHidden = false;
  let textFrom: number | undefined;
  const endLine = () => {
    if (line.trim() !== "") {
      said.count += 1;
      said.first ??= line;
      said.last = line;
      if (said.head.length < shownCharacters) said.head += `${line}\n`;
      said.tail = `${said.tail}\n${line}`.slice(-shownCharacters);
    }
    line = "";
  };
  return {
    said,
    take({ kind, attributes, offset, end }: Tag, name: string, xml: string) {
      if (name === "p") endLine();
      if (name === "r") isHidden = false;
      if (name === "vanish") isHidden = !/^(0|false|off)$/.test([...attributes.values()][0] ?? "");
      if (name === "tab" || name === "br") line += " ";
      if (name !== "t") return;
      if (kind === "open") textFrom = end;
      else if (kind === "close" && textFrom !== undefined && !isHidden) {
        line += decodeReferences(xml.slice(textFrom, offset));
      }
    },
  };
}

function unlike(why: string): ColophonError {
  return new ColophonError("format.damaged", `no line can be put into the document: ${why}`);
}
