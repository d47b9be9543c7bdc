/** Packets out of every encoding that XMP allows. */
import { describe, expect, it } from "vitest";
import { decodePacket } from "../../../src/core/metadata/packet.ts";

const text = '<?xpacket begin="\ufeff"?><a>é😀</a>';
const utf16 = Buffer.from(text, "utf16le");
const utf32 = Buffer.concat(
  [...text].map((character) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(character.codePointAt(0) ?? 0);
    return bytes;
  }),
);
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap32();

describe("a packet", () => {
  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16, little endian", utf16],
    ["UTF-16, little endian, with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, big endian", Buffer.from(utf16).swap16()],
    ["UTF-16, big endian, with a mark", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["UTF-32, big endian", utf32],
    ["UTF-32, big endian, with a mark", Buffer.concat([Buffer.from([0, 0, 0xfe, 0xff]), utf32])],
    ["UTF-32, little endian", swapped(utf32)],
    ["UTF-32, little endian, with a mark", swapped(Buffer.concat([Buffer.from([0, 0, 0xfe, 0xff]), utf32]))],
    ["UTF-8, filled up with zeros", Buffer.from(`${text}\0\0\0`)],
  ])("is read as %s", (_, bytes) => {
    expect(decodePacket(bytes)).toEqual({ text, isExact: true });
  });

  it.each([
    ["bytes that are no UTF-8", Buffer.from("<a>\xe9</a>", "latin1")],
    ["half a character", Buffer.from(utf16.subarray(0, -1))],
    ["numbers that are no characters", Buffer.from([0, 0, 0, 0x3c, 0, 0x11, 0, 0])],
  ])("is not exact where it has %s", (_, bytes) => {
    expect(decodePacket(bytes).isExact).toBe(false);
  });
});
