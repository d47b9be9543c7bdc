/** Ogg Vorbis, Opus, Matroska and WebM, made by FFmpeg when a test asks for them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

interface Track {
  kind: "video" | "audio";
  codec: string;
  options: Record<string, string | number>;
}

/** That of the script that makes the fixtures. */
type Film = (format: string, tracks: readonly Track[], extension?: string) => Promise<Buffer>;

const films: Readonly<Record<string, () => Promise<Buffer>>> = {
  ogg: () => sound("ogg", "vorbis"),
  opus: () => sound("opus", "opus"),
  mkv: () => film("matroska", "mpeg4", "flac"),
  webm: () => film("webm", "libvpx", "libopus"),
};

export const madeExtensions = Object.keys(films);

export async function madeFilm(extension: string): Promise<Buffer> {
  const make = films[extension];
  if (make === undefined) throw new Error(`no film is made as ${extension}`);
  return make();
}

async function film(format: string, picture: string, audio: string): Promise<Buffer> {
  const script = (await import(resolve(import.meta.dirname, "../../fixtures/movies.js"))) as { film: Film };
  const tracks: Track[] = [
    { kind: "video", codec: picture, options: {} },
    { kind: "audio", codec: audio, options: {} },
  ];
  return script.film(format, tracks);
}

const rate = 16000;
/** FFmpeg's Vorbis keeps the last twenty blocks to itself here, so there have to be many. */
const seconds = 20;

/** A tone that rises, in 16 bits. */
function samples(): Buffer {
  const bytes = Buffer.alloc(rate * seconds * 2);
  for (let at = 0; at < rate * seconds; at++) {
    bytes.writeInt16LE(Math.round(9000 * Math.sin((at * (300 + at / 100)) / rate)), at * 2);
  }
  return bytes;
}

async function sound(format: string, codec: "vorbis" | "opus"): Promise<Buffer> {
  // node-av counts on Node 22, and the script of the fixtures sees to that.
  await import(resolve(import.meta.dirname, "../../fixtures/movies.js"));
  const { Decoder, Demuxer, Encoder, Muxer } = await import("node-av/api");
  const constants = await import("node-av/constants");
  const { AV_SAMPLE_FMT_S16, FF_ENCODER_LIBOPUS, FF_ENCODER_LIBVORBIS } = constants;
  const encoders = { opus: FF_ENCODER_LIBOPUS, vorbis: FF_ENCODER_LIBVORBIS };
  const input = await Demuxer.open(
    { type: "audio", input: samples(), sampleRate: rate, channels: 1, sampleFormat: AV_SAMPLE_FMT_S16 },
    { format: "s16le", options: { sample_rate: String(rate) } },
  );
  const stream = input.audio();
  if (stream === undefined) throw new Error("the samples are no stream");
  const decoder = await Decoder.create(stream);
  const encoder = await Encoder.create(encoders[codec], {
    decoder,
    autoResample: true,
    context: { bitRate: "32k" },
  });
  const folder = mkdtempSync(join(tmpdir(), "colophon-film-"));
  const path = join(folder, `film.${format}`);
  const output = await Muxer.open(path, { format, options: { fflags: "bitexact" } });
  const index = output.addStream(encoder, { inputStream: stream });
  for await (const packet of encoder.packets(decoder.frames(input.packets(stream.index)))) {
    if (packet) await output.writePacket(packet, index);
  }
  await output[Symbol.asyncDispose]();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** The same packets in a container with other options of FFmpeg: fragmented, or with its index in front. */
export async function remuxed(
  bytes: Buffer,
  format: string,
  options: Record<string, string>,
): Promise<Buffer> {
  await import(resolve(import.meta.dirname, "../../fixtures/movies.js"));
  const { Demuxer, Muxer } = await import("node-av/api");
  const folder = mkdtempSync(join(tmpdir(), "colophon-film-"));
  const [before, after] = [join(folder, "before"), join(folder, "after")];
  writeFileSync(before, bytes);
  const input = await Demuxer.open(before);
  const output = await Muxer.open(after, { format, options: { fflags: "bitexact", ...options } });
  const indexes = input.streams.map((stream) => output.addStream(stream));
  for await (const packet of input.packets()) {
    const index = packet ? indexes[packet.streamIndex] : undefined;
    if (packet && index !== undefined) await output.writePacket(packet, index);
  }
  await output[Symbol.asyncDispose]();
  await input.close();
  const made = readFileSync(after);
  rmSync(folder, { recursive: true });
  return made;
}

/** What FFmpeg finds: entries of the file and of its first stream. */
export async function metadataByFfmpeg(bytes: Uint8Array): Promise<Record<string, string>> {
  await import(resolve(import.meta.dirname, "../../fixtures/movies.js"));
  const { Demuxer } = await import("node-av/api");
  const folder = mkdtempSync(join(tmpdir(), "colophon-film-"));
  const path = join(folder, "film");
  writeFileSync(path, bytes);
  const input = await Demuxer.open(path);
  const [stream] = input.streams;
  const found = { ...stream?.metadata?.getAll(), ...input.metadata };
  await input.close();
  rmSync(folder, { recursive: true });
  return found;
}
