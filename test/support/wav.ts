/** WAV files in every form that a test asks for, from samples of one channel. */

export interface WavWish {
  sampleRate?: number;
  channels?: number;
  bits?: 8 | 16 | 24 | 32 | 64;
  isFloat?: boolean;
  isExtensible?: boolean;
  /** Chunks before the samples. */
  before?: Buffer;
  /** What the size of the samples is said to be. */
  saidBytes?: number;
}

/** The samples on the first channel, silence on the others. */
export function wavOf(samples: Float32Array, wish: WavWish = {}): Buffer {
  const { sampleRate = 16_000, channels = 1, bits = 16, isFloat = false, isExtensible = false } = wish;
  const width = bits / 8;
  const data = Buffer.alloc(samples.length * channels * width, bits === 8 ? 128 : 0);
  for (const [index, sample] of samples.entries()) put(data, index * channels * width, sample, bits, isFloat);
  const format = Buffer.alloc(isExtensible ? 40 : 16);
  format.writeUInt16LE(isExtensible ? 0xfffe : isFloat ? 3 : 1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * channels * width, 8);
  format.writeUInt16LE(channels * width, 12);
  format.writeUInt16LE(bits, 14);
  if (isExtensible) format.writeUInt16LE(isFloat ? 3 : 1, 24);
  const body = Buffer.concat([
    Buffer.from("WAVE"),
    chunk("fmt ", format),
    wish.before ?? Buffer.alloc(0),
    chunk("data", data, wish.saidBytes),
  ]);
  return chunk("RIFF", body);
}

export function chunk(name: string, content: Buffer, saidBytes = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(saidBytes, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function put(data: Buffer, at: number, sample: number, bits: number, isFloat: boolean): void {
  if (isFloat) bits === 64 ? data.writeDoubleLE(sample, at) : data.writeFloatLE(sample, at);
  else if (bits === 8) data.writeUInt8(Math.round(sample * 127) + 128, at);
  else data.writeIntLE(Math.round(sample * (2 ** (bits - 1) - 1)), at, bits / 8);
}
