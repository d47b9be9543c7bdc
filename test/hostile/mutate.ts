/** Real files, broken in every way that a file breaks or is broken: each a case, the same for the same seed. */
import { boxesIn, damageBox, damageCbor } from "./box-damage.ts";
import type { Chance } from "./chance.ts";
import type { Span, Specimen } from "./specimen.ts";

export interface Case {
  family: string;
  name: string;
  bytes: Buffer;
  sidecar?: Buffer | undefined;
  /** What was signed is no longer what is there: neither `trusted` nor `valid` may come of it. */
  isMediaChanged: boolean;
  /** Something that its signer signed in the credential, or the signature. */
  isCredentialChanged: boolean;
}

interface Mutated {
  bytes: Buffer;
  sidecar?: Buffer | undefined;
  isMediaChanged?: boolean;
  isCredentialChanged?: boolean;
}

type Family = (specimen: Specimen, chance: Chance) => Mutated | undefined;

/** XOR with anything but zero: the byte is another one for certain. */
function flip(bytes: Buffer, at: number, chance: Chance): void {
  bytes[at] = (bytes[at] ?? 0) ^ (chance.below(2) === 0 ? 1 << chance.below(8) : chance.between(1, 255));
}

function placeIn(spans: readonly Span[], chance: Chance): number | undefined {
  if (spans.length === 0) return undefined;
  const { from, to } = chance.pick(spans);
  return to > from ? from + chance.below(to - from) : undefined;
}

const truncate: Family = ({ bytes, sidecar, media, isSigned }, chance) => {
  const wide = chance.below(bytes.length);
  const length = chance.pick([10, 100, 1000, wide, wide, wide, bytes.length - chance.between(1, 64)]);
  const cut = Math.min(Math.max(1, length), bytes.length - 1);
  const end = Math.max(0, ...media.map(({ to }) => to));
  return { bytes: bytes.subarray(0, cut), sidecar, isMediaChanged: isSigned && cut < end };
};

const flipMedia: Family = ({ bytes, sidecar, media, isSigned }, chance) => {
  const changed = Buffer.from(bytes);
  const places = Array.from({ length: chance.between(1, 4) }, () => placeIn(media, chance));
  if (places[0] === undefined) return undefined;
  // The same bit twice would be no change.
  for (const at of new Set(places)) if (at !== undefined) flip(changed, at, chance);
  return { bytes: changed, sidecar, isMediaChanged: isSigned };
};

const flipCredential: Family = (specimen, chance) =>
  inStore(specimen, (bytes, store) => {
    for (let left = chance.between(1, 6); left > 0; left -= 1)
      flip(bytes, store.from + chance.below(store.to - store.from), chance);
  });

const flipAnywhere: Family = ({ bytes, sidecar }, chance) => {
  const changed = Buffer.from(bytes);
  for (let left = chance.between(1, 16); left > 0; left -= 1)
    flip(changed, chance.below(bytes.length), chance);
  return { bytes: changed, sidecar };
};

/** The structure of most formats is in front, of some at the end. */
const falseLength: Family = ({ bytes, sidecar }, chance) => {
  const changed = Buffer.from(bytes);
  for (let left = chance.between(1, 4); left > 0; left -= 1) {
    const reach = Math.min(bytes.length, chance.pick([64, 512, 4096, bytes.length]));
    const at = chance.below(4) === 0 ? bytes.length - 1 - chance.below(reach) : chance.below(reach);
    const width = chance.pick([1, 2, 4, 8]);
    const value = chance.pick([0, 1, 2, 7, 8, 255, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, bytes.length]);
    const field = Buffer.alloc(8);
    field.writeBigUInt64BE(BigInt(value));
    const kept = field.subarray(8 - width);
    (chance.below(2) === 0 ? kept : Buffer.from(kept).reverse()).copy(changed, at);
  }
  return { bytes: changed, sidecar };
};

const splice: Family = ({ bytes, sidecar }, chance) => {
  const [from, length] = [chance.below(bytes.length), chance.between(1, Math.max(1, bytes.length >> 2))];
  const piece = bytes.subarray(from, from + length);
  const at = chance.below(bytes.length);
  const ways = [
    () => [bytes.subarray(0, from), bytes.subarray(from + length)],
    () => [bytes.subarray(0, at), piece, bytes.subarray(at)],
    () => [bytes.subarray(0, at), chance.bytes(Math.min(length, 300)), bytes.subarray(at)],
    () => [bytes, piece],
    () => [bytes.subarray(from), bytes.subarray(0, from)],
  ];
  return { bytes: Buffer.concat(chance.pick(ways)()), sidecar };
};

const nested = ["moov", "meta", "udta", "jumb", "uuid", "trak", "LIST", "RIFF", "ilst"];

/** The same container inside itself, some thousand times over, somewhere in a real file. */
const nest: Family = ({ bytes, sidecar }, chance) => {
  const type = Buffer.from(chance.pick(nested), "latin1");
  const levels = chance.pick([40, 400, 4000]);
  const isLittle = type.toString("latin1") === type.toString("latin1").toUpperCase();
  const heads = Array.from({ length: levels }, (_, index) => {
    const head = Buffer.alloc(8);
    const length = (levels - index) * 8;
    if (isLittle) type.copy(head);
    else type.copy(head, 4);
    if (isLittle) head.writeUInt32LE(length, 4);
    else head.writeUInt32BE(length);
    return head;
  });
  const at = chance.pick([0, 8, 12, bytes.length, chance.below(bytes.length)]);
  return { bytes: Buffer.concat([bytes.subarray(0, at), ...heads, bytes.subarray(at)]), sidecar };
};

function inStore(
  { bytes, sidecar, store, pad }: Specimen,
  damage: (bytes: Buffer, store: Span) => void,
): Mutated | undefined {
  if (!store) return undefined;
  const before = sidecar ?? bytes;
  const changed = Buffer.from(before);
  damage(changed, store);
  const isCredentialChanged = isSignedPartChanged(before, changed, store, pad);
  return { bytes, isCredentialChanged, ...(sidecar ? { sidecar: changed } : { bytes: changed }) };
}

/** The frames around claim and signature are not signed, and no more is the padding: everything else is. */
function isSignedPartChanged(before: Buffer, after: Buffer, store: Span, pad: Span | undefined): boolean {
  if (!pad) return false;
  return boxesIn(before, store)
    .filter(({ type }) => /^(cbor|json|bfdb|bidb)$/.test(type))
    .some(({ at, length }) => {
      const [from, to] = [at + 8, at + length];
      const isAround = from < pad.from && pad.from < to;
      const parts = isAround
        ? [
            [from, pad.from],
            [pad.to, to],
          ]
        : [[from, to]];
      return parts.some(([start, end]) => !before.subarray(start, end).equals(after.subarray(start, end)));
    });
}

const families: Readonly<Record<string, Family>> = {
  truncate,
  "flip media": flipMedia,
  "flip credential": flipCredential,
  "flip anywhere": flipAnywhere,
  "false length": falseLength,
  splice,
  nest,
  "damage box": (specimen, chance) => inStore(specimen, (bytes, store) => damageBox(bytes, store, chance)),
  "damage cbor": (specimen, chance) => inStore(specimen, (bytes, store) => damageCbor(bytes, store, chance)),
};

/** `count` cases, the families in turn. */
export function* mutations(specimens: readonly Specimen[], count: number, chance: Chance): Iterable<Case> {
  const signed = specimens.filter(({ isSigned }) => isSigned);
  for (let made = 0; made < count; ) {
    for (const [family, mutate] of Object.entries(families)) {
      if (made >= count) return;
      const specimen = chance.pick(chance.below(5) === 0 ? specimens : signed);
      const mutated = mutate(specimen, chance);
      if (!mutated) continue;
      made += 1;
      yield {
        family,
        name: `${made}-${specimen.name}`,
        isMediaChanged: false,
        isCredentialChanged: false,
        ...mutated,
      };
    }
  }
}
