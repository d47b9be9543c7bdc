/** Text strings of PDF (ISO 32000-2 §7.9.2): in brackets or hexadecimal, in PDFDocEncoding, UTF-16 or UTF-8. */
import { fromUtf8, latin1 } from "../byte-building.js";

/** `value`: with its brackets. Undefined where it is no string. */
export function readTextString(value: string): string | undefined {
  const isPlain = value.startsWith("(") && value.endsWith(")");
  const isHex = value.startsWith("<") && value.endsWith(">") && !value.startsWith("<<");
  if (!isPlain && !isHex) return undefined;
  const inside = value.slice(1, -1);
  const bytes = isPlain ? latin1(withoutEscapes(inside)) : fromHex(inside);
  const [first, second, third] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes.subarray(2));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes.subarray(2));
  if (first === 0xef && second === 0xbb && third === 0xbf) return fromUtf8(bytes.subarray(3));
  // The letters of labels are the same in PDFDocEncoding and in Latin-1.
  return Buffer.from(bytes).toString("latin1");
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|(\r\n|[\s\S]))|\r\n?/g, (whole, octal?: string, letter?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (letter === undefined) return whole === "\r" || whole === "\r\n" ? "\n" : "";
    // A line that is broken behind a backslash goes on.
    return /^[\r\n]/.test(letter) ? "" : (escapes[letter] ?? letter);
  });
}

function fromHex(text: string): Uint8Array {
  const digits = text.replace(/[^0-9a-f]/gi, "");
  return new Uint8Array(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex"));
}

export function writeTextString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, "\\$&")})`;
  return `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
}
