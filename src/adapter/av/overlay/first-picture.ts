/** What only the pictures themselves say: their light, and whether each of them is two fields. */
import { type Ffmpeg, fresh, type Stream } from "../ffmpeg.js";
import { openDecoder } from "../open-decoder.js";
import { openSource, packetsOf } from "../open-source.js";

export interface FirstPicture {
  /** FFmpeg's structures for SMPTE ST 2086 and CTA-861.3, from the container or else from the first frame. */
  mastering?: Buffer;
  lightLevel?: Buffer;
  isInterlaced: boolean;
  /** Of its two fields the upper one is shown first. */
  isTopFirst: boolean;
  hasDynamicHdr: boolean;
}

/** Looks into a stream no further than this for its first picture. */
const MOST_PACKETS = 500;

/** Opens the file for itself: what is read here is not missing elsewhere. */
export function lookAtFirst(av: Ffmpeg, path: string, index: number): FirstPicture {
  const { constants } = av;
  const source = openSource(av, path);
  const stream = source.media.streams[index];
  const frame = fresh(new av.lib.Frame());
  const isThere = stream !== undefined && decodeFirst(av, source, stream, frame);
  const beside = (
    packet: typeof constants.AV_PKT_DATA_CONTENT_LIGHT_LEVEL,
    inFrame: typeof constants.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
  ) => stream?.codecpar.getCodedSideData(packet) ?? (isThere ? frame.getSideData(inFrame) : null);
  const mastering = beside(
    constants.AV_PKT_DATA_MASTERING_DISPLAY_METADATA,
    constants.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
  );
  const lightLevel = beside(
    constants.AV_PKT_DATA_CONTENT_LIGHT_LEVEL,
    constants.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
  );
  const first: FirstPicture = {
    ...(mastering ? { mastering: Buffer.from(mastering) } : {}),
    ...(lightLevel ? { lightLevel: Buffer.from(lightLevel) } : {}),
    isInterlaced: isThere && frame.hasFlags(constants.AV_FRAME_FLAG_INTERLACED),
    isTopFirst: isThere && frame.hasFlags(constants.AV_FRAME_FLAG_TOP_FIELD_FIRST),
    hasDynamicHdr: isThere && frame.getSideData(constants.AV_FRAME_DATA_DYNAMIC_HDR_PLUS) !== null,
  };
  frame.free();
  source.close();
  return first;
}

function decodeFirst(
  av: Ffmpeg,
  source: ReturnType<typeof openSource>,
  stream: Stream,
  frame: import("node-av/lib").Frame,
): boolean {
  const decoder = openDecoder(av, stream, source.name);
  let read = 0;
  for (const packet of packetsOf(av, source)) {
    if (packet.streamIndex !== stream.index) continue;
    decoder.sendPacketSync(packet);
    if (decoder.receiveFrameSync(frame) >= 0) return true;
    if (++read > MOST_PACKETS) return false;
  }
  decoder.sendPacketSync(null);
  return decoder.receiveFrameSync(frame) >= 0;
}
