/** Small pictures of a PNG in its own metadata, taken out: in EXIF, or in a profile that is written as text. */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { withoutExifPreview } from "./exif-preview.js";
import { withoutResourcePreview } from "./photoshop-preview.js";

/** The chunk, with length, name and checksum, without its small picture; the same bytes where it has none. */
export function withoutChunkPreview(name: string, chunk: Uint8Array): Uint8Array {
  const content = chunk.subarray(8, chunk.length - 4);
  const after = name === "eXIf" ? withoutExifPreview(content) : withoutProfilePreview(name, content);
  return after === content ? chunk : chunkOf(name, after);
}

function chunkOf(name: string, content: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(content.length + 12);
  chunk.writeUInt32BE(content.length);
  chunk.write(name, 4, "latin1");
  chunk.set(content, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, chunk.length - 4)), chunk.length - 4);
  return new Uint8Array(chunk);
}

/** As ImageMagick writes them: a keyword, then the name, the length and the bytes in hexadecimal digits, in lines. */
const keyword = /^Raw profile type (exif|app1|8bim|iptc)\0/i;
const profile = /^\s*(\S+)\s+(\d+)\s+([0-9a-f\s]*)$/i;
const longestProfile = 16 * 1024 * 1024;
const digitsInLine = 72;

function withoutProfilePreview(name: string, content: Uint8Array): Uint8Array {
  const bytes = Buffer.from(content);
  const [found = ""] = keyword.exec(bytes.toString("latin1", 0, 80)) ?? [];
  if (found === "" || (name !== "tEXt" && name !== "zTXt")) return content;
  const isPacked = name === "zTXt";
  const start = found.length + (isPacked ? 1 : 0);
  const text = isPacked ? unpacked(bytes.subarray(start)) : bytes.toString("latin1", start);
  const [, kind = "", , digits] = profile.exec(text) ?? [];
  if (digits === undefined) return content;
  const before = Buffer.from(digits.replace(/\s/g, ""), "hex");
  const after = cleaned(before);
  if (after === before) return content;
  const lines =
    Buffer.from(after)
      .toString("hex")
      .match(new RegExp(`.{1,${digitsInLine}}`, "g")) ?? [];
  const whole = Buffer.from(`\n${kind}\n${String(after.length).padStart(8)}\n${lines.join("\n")}\n`);
  return Buffer.concat([bytes.subarray(0, start), isPacked ? deflateSync(whole) : whole]);
}

function unpacked(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes, { maxOutputLength: longestProfile }).toString("latin1");
  } catch {
    return "";
  }
}

function cleaned(bytes: Buffer): Uint8Array {
  const head = "Exif\0\0";
  if (bytes.toString("latin1", 0, 4) === "8BIM") return withoutResourcePreview(bytes);
  const hasHead = bytes.toString("latin1", 0, head.length) === head;
  const tiff = hasHead ? bytes.subarray(head.length) : bytes;
  const after = withoutExifPreview(tiff);
  if (after === tiff) return bytes;
  return hasHead ? Buffer.concat([bytes.subarray(0, head.length), after]) : after;
}
