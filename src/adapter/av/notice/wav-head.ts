/** The head of a WAV file, RIFF or (above 4 GB) RF64 of EBU Tech 3306: where its samples are, and how long it says. */

export interface WavLayout {
  fileSize: number;
  dataStart: number;
  dataEnd: number;
  /** Behind the samples and the byte that may fill them up. */
  restStart: number;
  /** Places of chunks that count samples, behind their headers. */
  ds64?: number;
  fact?: number;
  /** Cue points or loops, in the head or behind the samples. */
  hasMarkers: boolean;
}

/** 0xffffffff in a size: it stands in the chunk `ds64`. */
const ELSEWHERE = 0xffffffff;

type Reader = (at: number, length: number) => Buffer;

/** Undefined where there are no samples. */
export function readWav(read: Reader, fileSize: number): WavLayout | undefined {
  const found = { fileSize, hasMarkers: false } as { -readonly [Key in keyof WavLayout]?: WavLayout[Key] };
  for (let at = 12; at + 8 <= fileSize; ) {
    const head = read(at, 8);
    const type = head.toString("latin1", 0, 4);
    const length = sizeOf(head.readUInt32LE(4), type, found.ds64, read);
    const end = Math.min(at + 8 + length, fileSize);
    if (type === "ds64") found.ds64 = at + 8;
    if (type === "fact") found.fact = at + 8;
    if (type === "cue " || type === "smpl") found.hasMarkers = true;
    if (type === "data") {
      // A stream that was cut off never got its length: then everything is samples.
      found.dataStart = at + 8;
      found.dataEnd = length === 0 || at + 8 + length > fileSize ? fileSize : end;
    }
    at = (type === "data" ? (found.dataEnd ?? end) : end) + (length % 2);
    if (type === "data") found.restStart = Math.min(at, fileSize);
  }
  const { dataStart, dataEnd, restStart } = found;
  if (dataStart === undefined || dataEnd === undefined || restStart === undefined) return undefined;
  return {
    ...found,
    fileSize,
    dataStart,
    dataEnd,
    restStart,
    hasMarkers: found.hasMarkers ?? false,
  } as WavLayout;
}

function sizeOf(length: number, type: string, ds64: number | undefined, read: Reader): number {
  if (length !== ELSEWHERE || type !== "data" || ds64 === undefined) return length;
  return Number(read(ds64 + 8, 8).readBigUInt64LE());
}

/** The head again, everything before the samples, saying how long the file is with `bytes` more of them. */
export function withLonger(head: Buffer, layout: WavLayout, bytes: number, samples: number): Buffer {
  const copy = Buffer.from(head);
  const oldData = layout.dataEnd - layout.dataStart;
  const data = oldData + bytes;
  const size = layout.dataStart + data + (data % 2) + (layout.fileSize - layout.restStart) - 8;
  if (layout.fact !== undefined && layout.fact + 4 <= copy.length) {
    copy.writeUInt32LE(Math.min(copy.readUInt32LE(layout.fact) + samples, ELSEWHERE), layout.fact);
  }
  if (layout.ds64 !== undefined) {
    copy.writeBigUInt64LE(BigInt(size), layout.ds64);
    copy.writeBigUInt64LE(BigInt(data), layout.ds64 + 8);
    copy.writeBigUInt64LE(copy.readBigUInt64LE(layout.ds64 + 16) + BigInt(samples), layout.ds64 + 16);
    return copy;
  }
  if (size >= ELSEWHERE) return asRf64(copy, layout, size, data);
  copy.writeUInt32LE(size, 4);
  copy.writeUInt32LE(data, layout.dataStart - 4);
  return copy;
}

/** The notice made it grow above 4 GB. */
function asRf64(head: Buffer, { dataStart }: WavLayout, size: number, data: number): Buffer {
  const ds64 = Buffer.alloc(36);
  ds64.write("ds64", "latin1");
  ds64.writeUInt32LE(28, 4);
  ds64.writeBigUInt64LE(BigInt(size + ds64.length), 8);
  ds64.writeBigUInt64LE(BigInt(data), 16);
  head.write("RF64", "latin1");
  head.writeUInt32LE(ELSEWHERE, 4);
  head.writeUInt32LE(ELSEWHERE, dataStart - 4);
  return Buffer.concat([head.subarray(0, 12), ds64, head.subarray(12)]);
}
