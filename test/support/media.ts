/** Our own small files, the corpus where it is, and what their pixels and samples are once decoded. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import sharp from "sharp";
import { sharedFolder } from "./shared.ts";

const folder = join(import.meta.dirname, "../../fixtures/media");

/** The path of a file in fixtures/media. */
export function fixture(name: string): string {
  return join(folder, name);
}

/** The path of a file of the corpus beside the repository, where there is one. */
export function corpusFile(name: string): string | undefined {
  const shared = sharedFolder();
  const path = shared === undefined ? undefined : join(shared, "corpus", name);
  return path !== undefined && existsSync(path) ? path : undefined;
}

const bySharp = new Set([".jpg", ".png", ".webp", ".avif", ".gif", ".tiff", ".dng", ".svg"]);

/** SHA-256 of every decoded pixel and sample, one a stream. Throws for what cannot be decoded. */
export async function decodedHashes(path: string): Promise<string[]> {
  if (!bySharp.has(extname(path))) return decodeStreams(path);
  const { data, info } = await sharp(path, { animated: true, failOn: "warning" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [hashOf([Buffer.from(`${info.width}x${info.height}x${info.channels}`), data])];
}

function hashOf(parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Loaded here, and only for what sharp cannot decode: FFmpeg is large. */
async function decodeStreams(path: string): Promise<string[]> {
  // node-av counts on Node 22.
  if (!("withResolvers" in Promise)) Object.assign(Promise, { withResolvers });
  const { Decoder, Demuxer } = await import("node-av/api");
  const { AV_LOG_QUIET } = await import("node-av/constants");
  const { Log } = await import("node-av/lib");
  Log.setLevel(AV_LOG_QUIET);
  const hashes: string[] = [];
  for (const kind of ["video", "audio"] as const) {
    // Opened anew for each: packets of the other stream are passed over for good.
    const input = await Demuxer.open(path);
    const stream = kind === "video" ? input.video() : input.audio();
    const parts: Buffer[] = [];
    const decoder = stream && (await Decoder.create(stream, { exitOnError: true }));
    if (stream && decoder) {
      for await (const frame of decoder.frames(input.packets(stream.index))) {
        if (frame) parts.push(frame.toBuffer());
      }
      if (parts.length === 0) throw new Error(`${path} holds no ${kind} that can be decoded`);
      hashes.push(hashOf(parts));
    }
    await input.close();
  }
  if (hashes.length === 0) throw new Error(`${path} holds nothing that can be decoded`);
  return hashes;
}

function withResolvers() {
  const made: { resolve?: unknown; reject?: unknown } = {};
  const promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return { promise, ...made };
}
