/** Text as bytes: which encoding, with or without a mark of it, and back again without changing a byte. */

/** "latin1" stands for any other encoding that contains ASCII: each byte is one sign. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "latin1";

export interface DecodedText {
  text: string;
  encoding: TextEncoding;
  /** The byte order mark, which stays where it is. */
  bom: Uint8Array;
}

const boms: readonly (readonly ["utf-8" | "utf-16le" | "utf-16be", readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** By its mark, UTF-8 without one; `markBytes` is how many bytes that takes. */
export function encodingOf(bytes: Uint8Array): {
  encoding: "utf-8" | "utf-16le" | "utf-16be";
  markBytes: number;
} {
  const found = boms.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  return { encoding: found?.[0] ?? "utf-8", markBytes: found?.[1].length ?? 0 };
}

/** Undefined for bytes that are no text in UTF-8 or in UTF-16 with its mark: changing those would break them. */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const { encoding, markBytes } = encodingOf(bytes);
  const body = bytes.subarray(markBytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
    return text.includes("\0") ? undefined : { text, encoding, bom: bytes.subarray(0, markBytes) };
  } catch {
    return undefined;
  }
}

export function encodeText({ text, encoding, bom }: DecodedText): Uint8Array {
  const body = Buffer.from(text, encoding === "utf-16be" ? "utf16le" : encoding);
  if (encoding === "utf-16be") body.swap16();
  return new Uint8Array(Buffer.concat([bom, body]));
}

/** The newline that the text uses first; a line feed where it has none. */
export function newlineOf(text: string): "\n" | "\r\n" | "\r" {
  const found = text.match(/\r\n|\n|\r/)?.[0];
  return found === "\r\n" || found === "\r" ? found : "\n";
}
