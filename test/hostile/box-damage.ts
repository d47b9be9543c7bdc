/** Damage that knows JUMBF and CBOR: false lengths and types of boxes, and heads of values that promise too much. */
import type { Chance } from "./chance.ts";
import type { Span } from "./specimen.ts";

const boxTypes = ["jumb", "jumd", "cbor", "json", "bfdb", "bidb", "c2sh", "brob", "uuid", "free"];

interface FoundBox {
  /** Of its length. */
  at: number;
  type: string;
  length: number;
}

/** Every place where a box of JUMBF may begin. */
export function boxesIn(bytes: Buffer, { from, to }: Span): FoundBox[] {
  const found: FoundBox[] = [];
  for (let at = from; at + 8 <= to; at += 1) {
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (!boxTypes.includes(type)) continue;
    const length = bytes.readUInt32BE(at);
    if (length >= 8 && at + length <= to) found.push({ at, type, length });
  }
  return found;
}

/** A box says another length, type or label, or its content is another's. Changes `bytes` in place. */
export function damageBox(bytes: Buffer, store: Span, chance: Chance): void {
  const boxes = boxesIn(bytes, store);
  if (boxes.length === 0) return;
  const { at, length } = chance.pick(boxes);
  const other = chance.pick(boxes);
  const ways: (() => void)[] = [
    () =>
      bytes.writeUInt32BE(chance.pick([0, 1, 7, 8, 9, 0x7fffffff, 0xffffffff, length - 1, length + 1]), at),
    () => bytes.write(chance.pick(boxTypes), at + 4, "latin1"),
    () => chance.bytes(4).copy(bytes, at + 4),
    () => bytes.copy(bytes, at, other.at, other.at + Math.min(length, other.length)),
    () => bytes.fill(chance.below(256), at + 8, at + length),
    // Of a description: toggles and label; of anything else: its first bytes.
    () => chance.bytes(chance.between(1, 12)).copy(bytes, Math.min(at + 24, store.to - 12)),
    () => bytes.writeUInt32BE(store.to - at, at),
  ];
  chance.pick(ways)();
}

/** Heads of CBOR values: endless, enormous, deeply nested, reserved, and tags that ask for work. */
const heads = [
  "5bffffffffffffffff", // 2^64 bytes
  "7bffffffffffffffff",
  "9bffffffffffffffff",
  "bbffffffffffffffff",
  "9b00000000ffffffff",
  "5a7fffffff",
  "9a7fffffff",
  "ba7fffffff",
  "5f",
  "7f",
  "9f",
  "bf",
  "ff",
  "818181818181818181818181818181818181",
  "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
  "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
  "c0",
  "c1fb7ff0000000000000",
  "c249ffffffffffffffffff",
  "c482",
  "d8401a",
  "d90102",
  "f97e00",
  "fb7ff0000000000000",
  "f8",
  "1c",
  "62c328", // not UTF-8
  "a26161016161", // the same key twice
];

/** Puts such a head somewhere into a box of CBOR. Changes `bytes` in place. */
export function damageCbor(bytes: Buffer, store: Span, chance: Chance): void {
  const boxes = boxesIn(bytes, store).filter(({ type }) => type === "cbor");
  if (boxes.length === 0) return;
  const { at, length } = chance.pick(boxes);
  const head = Buffer.from(chance.pick(heads), "hex");
  const many = chance.below(4) === 0 ? Buffer.concat(Array.from({ length: 40 }, () => head)) : head;
  many.copy(bytes, at + 8 + chance.below(Math.max(1, length - 8)), 0, Math.max(1, length - 8));
}
