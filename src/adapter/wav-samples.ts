/** The first or last seconds of an uncompressed WAV file, without FFmpeg: all channels mixed into one. */
import { openRange, type RangeReader } from "./files/open.js";

export interface Samples {
  /** All channels mixed into one, between −1 and 1. */
  samples: Float32Array;
  sampleRate: number;
}

interface WavForm {
  isFloat: boolean;
  channels: number;
  sampleRate: number;
  /** Bytes of one sample of one channel. */
  width: number;
  dataStart: number;
  dataEnd: number;
}

const mostChunks = 1000;
const mostChannels = 64;
/** Two minutes of eight channels in studio quality; what claims more per second was made to. */
const mostBytes = 256 * 1024 * 1024;
const PCM = 1;
const FLOAT = 3;
/** The true format stands in the first two bytes of a GUID behind the usual fields. */
const EXTENSIBLE = 0xfffe;

/** Undefined for what is no WAV, is compressed, has no samples or far too many. Throws `file.*`. */
export async function readWavSamples(
  path: string,
  from: "start" | "end",
  seconds: number,
): Promise<Samples | undefined> {
  const file = await openRange(path);
  try {
    const form = await readForm(file);
    if (!form) return undefined;
    const frame = form.width * form.channels;
    const frames = Math.floor((form.dataEnd - form.dataStart) / frame);
    const wanted = Math.min(frames, Math.round(seconds * form.sampleRate));
    const start = form.dataStart + (from === "start" ? 0 : (frames - wanted) * frame);
    if (wanted * frame > mostBytes) return undefined;
    const bytes = await file.read(start, wanted * frame);
    return { samples: mixDown(bytes, form), sampleRate: form.sampleRate };
  } finally {
    await file.close();
  }
}

async function readForm(file: RangeReader): Promise<WavForm | undefined> {
  const head = viewOf(await file.read(0, 12));
  if (head.byteLength < 12 || !["RIFF", "RF64"].includes(nameAt(head, 0)) || nameAt(head, 8) !== "WAVE")
    return undefined;
  let format: Omit<WavForm, "dataStart" | "dataEnd"> | undefined;
  let at = 12;
  for (let count = 0; count < mostChunks && at + 8 <= file.sizeBytes; count++) {
    const chunk = viewOf(await file.read(at, 8));
    const [name, length] = [nameAt(chunk, 0), chunk.getUint32(4, true)];
    if (name === "fmt ") format = formIn(viewOf(await file.read(at + 8, Math.min(length, 40))));
    // A recording that was cut off, or is longer than its size can say, lasts to the end.
    if (name === "data") {
      const dataEnd = length === 0 ? file.sizeBytes : Math.min(at + 8 + length, file.sizeBytes);
      return format && { ...format, dataStart: at + 8, dataEnd };
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}

function formIn(fields: DataView): Omit<WavForm, "dataStart" | "dataEnd"> | undefined {
  if (fields.byteLength < 16) return undefined;
  const tag = fields.getUint16(0, true);
  const code = tag === EXTENSIBLE && fields.byteLength >= 26 ? fields.getUint16(24, true) : tag;
  const channels = fields.getUint16(2, true);
  const sampleRate = fields.getUint32(4, true);
  const width = fields.getUint16(14, true) / 8;
  const isFloat = code === FLOAT;
  const widths = isFloat ? [4, 8] : [1, 2, 3, 4];
  const isKnown = (isFloat || code === PCM) && widths.includes(width);
  const isSound = channels > 0 && channels <= mostChannels && sampleRate >= 1000 && sampleRate <= 1_000_000;
  return isKnown && isSound ? { isFloat, channels, sampleRate, width } : undefined;
}

function mixDown(bytes: Uint8Array, { channels, width, isFloat }: WavForm): Float32Array {
  const view = viewOf(bytes);
  const frames = Math.floor(bytes.length / (width * channels));
  return Float32Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      sum += sampleAt(view, (frame * channels + channel) * width, width, isFloat);
    const mean = sum / channels;
    return Number.isFinite(mean) ? mean : 0;
  });
}

function sampleAt(view: DataView, at: number, width: number, isFloat: boolean): number {
  if (isFloat) return width === 8 ? view.getFloat64(at, true) : view.getFloat32(at, true);
  switch (width) {
    case 1:
      return (view.getUint8(at) - 128) / 128;
    case 2:
      return view.getInt16(at, true) / 0x8000;
    case 3:
      return (view.getUint16(at, true) + view.getInt8(at + 2) * 0x10000) / 0x800000;
    default:
      return view.getInt32(at, true) / 0x80000000;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}
