/** Ogg, Opus, Matroska and fragmented MP4, made by FFmpeg when a test asks for them. */
import { resolve } from "node:path";

interface Track {
  kind: "video" | "audio";
  codec: string;
  options: Record<string, string | number>;
}

type Film = (
  format: string,
  tracks: readonly Track[],
  extension?: string,
  frames?: number,
) => Promise<Buffer>;

const sound = (codec: string): Track => ({ kind: "audio", codec, options: {} });
const picture = (codec: string): Track => ({ kind: "video", codec, options: {} });

const kinds: Readonly<Record<string, [format: string, tracks: readonly Track[]]>> = {
  ogg: ["ogg", [sound("libvorbis")]],
  opus: ["opus", [sound("libopus")]],
  mkv: ["matroska", [picture("mpeg4"), sound("flac")]],
  webm: ["webm", [picture("libvpx"), sound("libopus")]],
};

export const madeExtensions = Object.keys(kinds);

export async function madeFilm(extension: string): Promise<Buffer> {
  const { film } = (await import(resolve(import.meta.dirname, "../../fixtures/movies.js"))) as { film: Film };
  const [format, tracks] = kinds[extension] ?? ["", []];
  return film(format, tracks, extension);
}
