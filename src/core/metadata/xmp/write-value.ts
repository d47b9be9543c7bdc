/** Property values as XML: escaped, in the form the property has, with names that are declared where they stand. */
import { ColophonError } from "../../../error.js";
import type { XmpProperty } from "../properties.js";

/** For text and for values in either kind of quote. Throws `usage.invalid` for what XML cannot hold. */
export function escapeXml(value: string): string {
  // XML 1.0 §2.2 has no way to write these, and lone surrogates are no characters at all.
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/u.test(value)) {
    throw new ColophonError(
      "usage.invalid",
      `"${printable(value)}": expected text, found characters XML cannot hold`,
    );
  }
  // A carriage return would be read back as a line feed, white space in an attribute as a space.
  return value.replace(/[&<>"'\r\n\t]/g, (character) => references[character] ?? character);
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};

function printable(value: string): string {
  return value.slice(0, 60).replace(/[^ -~]/g, "?");
}

const listNames = { bag: "Bag", seq: "Seq", alt: "Alt" } as const;

/** `name` with its prefix; `declarations` stand in the opening tag, each beginning with a space. */
export function propertyElement(
  { form }: XmpProperty,
  values: readonly string[],
  names: { name: string; rdf: string; declarations: string },
): string {
  const { name, rdf, declarations } = names;
  const open = `<${name}${declarations}>`;
  if (form === "text") return `${open}${escapeXml(values[0] ?? "")}</${name}>`;
  const list = `${rdf}:${listNames[form]}`;
  const items = values.map((value) => listItem(value, rdf, form === "alt")).join("");
  return `${open}<${list}>${items}</${list}></${name}>`;
}

export function listItem(value: string, rdf: string, isDefaultLanguage: boolean): string {
  const language = isDefaultLanguage ? ' xml:lang="x-default"' : "";
  return `<${rdf}:li${language}>${escapeXml(value)}</${rdf}:li>`;
}
