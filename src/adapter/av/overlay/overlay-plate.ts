/** Burns a plate into every picture of a file; sound and everything else are copied packet by packet. */
import { readFileSync, rmSync } from "node:fs";
import { ColophonError } from "../../../error.js";
import type { Box } from "../../picture/orientation.js";
import { describeMedia, isPicture } from "../describe.js";
import { type Ffmpeg, type Packet, type Stream, seconds } from "../ffmpeg.js";
import type { Heartbeat } from "../heartbeat.js";
import { finishIso } from "../iso/finish.js";
import { addEncodedStream, containerOf, keepMetadata, type Muxer, openMuxer, writeHeader } from "../muxer.js";
import { openSource, packetsOf, type Source } from "../open-source.js";
import { seenSize } from "../orientation.js";
import { partPath } from "../part-files.js";
import type { OverlayRequest, OverlayResult } from "../wire.js";
import { type BurningTrack, openBurningTrack } from "./burn-track.js";
import { hasChapters } from "./chapters.js";
import { copyStream } from "./copied-streams.js";
import { lookAtFirst } from "./first-picture.js";
import { readPlate } from "./plate-frame.js";
import { keepSideData } from "./side-data.js";

/** What becomes of each stream of the source. */
interface Plan {
  burning: Map<number, { track: BurningTrack; to: Stream }>;
  copied: Map<number, Stream>;
  leftOut: OverlayResult["leftOut"][number][];
  notes: string[];
}

export async function overlayPlate(
  av: Ffmpeg,
  request: OverlayRequest,
  heartbeat: Heartbeat,
): Promise<OverlayResult> {
  const source = openSource(av, request.source);
  const container = containerOf(request.output);
  requireVideo(av, source);
  const isIso = container === "mp4" || container === "mov";
  const hasIsoSource = source.media.iformat?.name?.startsWith("mov,") ?? false;
  const made = isIso && hasIsoSource ? partPath(request.output) : request.output;
  const muxer = openMuxer(av, made, container);
  const plan = makePlan(av, source, muxer, request, container);
  if (!isIso && (await hasChapters(av, source.media))) plan.notes.push("chapters were left out");
  keepMetadata(av, muxer.media, source.media);
  writeHeader(av, muxer, headerOptions(source, isIso));
  await carryOver(av, source, muxer, plan, heartbeat);
  muxer.finish();
  if (made !== request.output) {
    plan.notes.push(...(await finishIso({ ...request, made, isLonger: false }, heartbeat)));
    rmSync(made);
  }
  return {
    burnt: [...plan.burning.values()].map(({ track }) => track.summarize()),
    copied: [...plan.copied.keys()],
    leftOut: plan.leftOut,
    notes: plan.notes,
  };
}

function requireVideo(av: Ffmpeg, source: Source): void {
  const { streams } = describeMedia(av, source);
  if (streams.some(({ kind }) => kind === "video")) return;
  const held = streams.map(({ kind, codec }) => `${kind} (${codec})`).join(", ");
  throw new ColophonError("format.unsupported", `expected video in ${source.name}, found only ${held}`);
}

function isVideo(av: Ffmpeg, stream: Stream): boolean {
  return stream.codecpar.codecType === av.constants.AVMEDIA_TYPE_VIDEO && !isPicture(av, stream);
}

function makePlan(
  av: Ffmpeg,
  source: Source,
  muxer: Muxer,
  request: OverlayRequest,
  container: string,
): Plan {
  const plan: Plan = { burning: new Map(), copied: new Map(), leftOut: [], notes: [] };
  const png = typeof request.plate === "string" ? readFileSync(request.plate) : request.plate;
  const main = source.media.streams.find((stream) => isVideo(av, stream));
  for (const stream of source.media.streams) {
    if (main && isVideo(av, stream)) {
      const plate = readPlate(av, png);
      const box = boxOn(av, stream, main, request.box);
      const first = lookAtFirst(av, request.source, stream.index);
      const track = openBurningTrack(av, { ...source, stream, plate, box, container, first, ...muxer });
      const to = addEncodedStream(av, muxer, stream, track.encoder);
      plan.notes.push(...keepSideData(av, to, stream, first));
      plan.burning.set(stream.index, { track, to });
      continue;
    }
    const to = copyStream(av, muxer, stream, container);
    if (typeof to !== "string") plan.copied.set(stream.index, to);
    else
      plan.leftOut.push({
        stream: stream.index,
        codec: stream.codecpar.codecTagString ?? "none",
        reason: to,
      });
  }
  return plan;
}

/** The box is meant for the first video; on another one it takes the same share. */
function boxOn(av: Ffmpeg, stream: Stream, main: Stream, box: Box): Box {
  const [own, first] = [seenSize(av, stream), seenSize(av, main)];
  const [x, y] = [own.seenWidth / first.seenWidth, own.seenHeight / first.seenHeight];
  return { x: box.x * x, y: box.y * y, width: box.width * x, height: box.height * y };
}

function headerOptions({ media }: Source, isIso: boolean): Record<string, string> {
  if (!isIso) return {};
  const hasTimecode = media.streams.some(({ codecpar }) => codecpar.codecTagString === "tmcd");
  // MP4 has no timecode tracks by default, QuickTime has.
  return hasTimecode ? { write_tmcd: "1" } : {};
}

async function carryOver(
  av: Ffmpeg,
  source: Source,
  muxer: Muxer,
  plan: Plan,
  heartbeat: Heartbeat,
): Promise<void> {
  const total = Number(source.media.duration) / 1_000_000;
  const write = (packet: Packet, to: Stream, timeBase: Stream["timeBase"]) =>
    muxer.write(packet, to, timeBase);
  let done = 0;
  for (const packet of packetsOf(av, source)) {
    const from = source.media.streams[packet.streamIndex];
    const burning = plan.burning.get(packet.streamIndex);
    const copied = plan.copied.get(packet.streamIndex);
    if (burning && from) {
      done = Math.max(done, seconds(packet.dts, from.timeBase));
      for (const encoded of burning.track.burn(packet)) write(encoded, burning.to, from.timeBase);
    } else if (copied && from) {
      shortenLast(av, packet, from);
      write(packet, copied, from.timeBase);
    }
    await heartbeat(done, total);
  }
  for (const { track, to } of plan.burning.values()) {
    for (const encoded of track.burn(null)) write(encoded, to, track.stream.timeBase);
  }
}

/** Silence that only fills the last packet is not played; MP4 says so by a shorter duration. */
function shortenLast(av: Ffmpeg, packet: Packet, { codecpar, timeBase }: Stream): void {
  const skip = packet.getSideData(av.constants.AV_PKT_DATA_SKIP_SAMPLES);
  const unplayed = skip && skip.length >= 8 ? skip.readUInt32LE(4) : 0;
  if (unplayed === 0 || codecpar.sampleRate === 0) return;
  const left =
    packet.duration - av.lib.avRescaleQ(BigInt(unplayed), { num: 1, den: codecpar.sampleRate }, timeBase);
  if (left > 0n) packet.duration = left;
}
