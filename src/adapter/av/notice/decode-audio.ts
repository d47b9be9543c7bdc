/** Sound as frames of samples, one after the other. */

import { namedLayout } from "../channel-layout.js";
import { type Coder, type Ffmpeg, type Frame, fresh, must, type Packet, type Stream } from "../ffmpeg.js";
import { addChain, addFilter, type FilterWords, newGraph } from "../filter-chain.js";
import { openDecoder } from "../open-decoder.js";
import { packetsOf, type Source } from "../open-source.js";
import { type AudioForm, sourceWords } from "./audio-form.js";

/** Always the same object: keep none of them. Damaged packets are passed over, as players do. */
export function* decodeAudio(av: Ffmpeg, source: Source, stream: Stream): Generator<Frame> {
  const decoder = openDecoder(av, stream, source.name);
  const frame = fresh(new av.lib.Frame());
  try {
    for (const packet of packetsOf(av, source)) {
      if (packet.streamIndex === stream.index) yield* decodePacket(decoder, packet, frame);
    }
    yield* decodePacket(decoder, null, frame);
  } finally {
    frame.free();
    decoder.freeContext();
  }
}

function* decodePacket(decoder: Coder, packet: Packet | null, frame: Frame): Generator<Frame> {
  decoder.sendPacketSync(packet);
  while (decoder.receiveFrameSync(frame) >= 0) {
    yield frame;
    frame.unref();
  }
}

export function formOf(av: Ffmpeg, frame: Frame): AudioForm {
  return {
    sampleRate: frame.sampleRate,
    channelLayout: namedLayout(av, frame.channelLayout),
    sampleFormat: frame.format as AudioForm["sampleFormat"],
  };
}

export interface AudioFilter {
  /** Null is the end. */
  put(frame: Frame | null): Generator<Frame>;
}

/** Samples through FFmpeg's filters; timestamps are counted anew from `start`. */
export function openAudioFilter(av: Ffmpeg, form: AudioForm, chain: readonly FilterWords[]): AudioFilter {
  const graph = newGraph(av);
  const input = addFilter(av, graph, sourceWords(av, form));
  const output = addChain(av, graph, input, [...chain, ["abuffersink", ""]]);
  must(av, graph.configSync(), "preparing the sound");
  const made = fresh(new av.lib.Frame());
  let counted = 0n;
  return {
    *put(frame) {
      if (frame) {
        frame.pts = counted;
        frame.channelLayout = form.channelLayout;
        counted += BigInt(frame.nbSamples);
      }
      must(
        av,
        input.buffersrcAddFrameSync(frame, av.constants.AV_BUFFERSRC_FLAG_KEEP_REF),
        "filtering the sound",
      );
      while (output.buffersinkGetFrameSync(made) >= 0) {
        yield made;
        made.unref();
      }
      if (frame === null) graph.free();
    },
  };
}
