/** One MPEG audio frame header: enough to know an MP3 when it is seen and where its frames end. */

export interface AudioFrame {
  /** 0 where the bit rate is "free": such a frame does not say where it ends. */
  sizeBytes: number;
  /** Version, layer and sample rate: equal in every frame of one stream. */
  kind: number;
  /** Where the side information ends and a Xing or Info header would stand. */
  tagOffset: number;
}

// ISO 11172-3 and 13818-3, layer III: kbit/s by index.
const RATES_V1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_V2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44100, 48000, 32000];

/** Layer III only: the pattern of layer I is also the byte order mark of UTF-16. */
export function readAudioFrame(bytes: Uint8Array, offset: number): AudioFrame | undefined {
  if (offset + 4 > bytes.length) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(offset, offset + 4);
  const version = (second >> 3) & 3; // 3 = MPEG 1, 2 = MPEG 2, 0 = MPEG 2.5, 1 is reserved
  const isLayerThree = ((second >> 1) & 3) === 1;
  if (first !== 0xff || second < 0xe0 || version === 1 || !isLayerThree) return undefined;
  const rate = (version === 3 ? RATES_V1 : RATES_V2)[third >> 4];
  const baseSampleRate = SAMPLE_RATES[(third >> 2) & 3];
  if (rate === undefined || baseSampleRate === undefined) return undefined;
  const sampleRate = baseSampleRate / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (third >> 1) & 1;
  const isMono = fourth >> 6 === 3;
  const sideInformation = version === 3 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  return {
    sizeBytes: rate === 0 ? 0 : Math.floor(((version === 3 ? 144 : 72) * rate * 1000) / sampleRate) + padding,
    kind: ((second & 0xfe) << 8) | (third & 0x0c),
    tagOffset: 4 + sideInformation,
  };
}

/** The length of an ID3v2 tag standing at the beginning, header and footer included; 0 where there is none. */
export function id3Length(bytes: Uint8Array): number {
  const isTag = bytes[0] === 0x49 && bytes[1] === 0x44 && bytes[2] === 0x33;
  if (!isTag || bytes.length < 10) return 0;
  const size = bytes.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  const hasFooter = ((bytes[5] ?? 0) & 0x10) !== 0;
  return 10 + size + (hasFooter ? 10 : 0);
}
