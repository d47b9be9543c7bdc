/** Opens what decodes a stream, with a limit on what it may unpack. */
import { ColophonError } from "../../error.js";
import { type Coder, type Ffmpeg, must, optionsOf, type Stream } from "./ffmpeg.js";

/** A bomb of a picture is refused before it is unpacked: 16K video has 132 million pixels. */
const MAX_PIXELS = "150000000";

/** Throws `format.unsupported` where FFmpeg has no decoder, `format.damaged` where it cannot begin. */
export function openDecoder(av: Ffmpeg, stream: Stream, name: string): Coder {
  const decoder = new av.lib.CodecContext();
  const codec = av.lib.Codec.findDecoder(stream.codecpar.codecId);
  if (!codec) {
    const found = av.lib.avGetCodecName(stream.codecpar.codecId) ?? "none";
    throw new ColophonError("format.unsupported", `${name} holds ${found}, which FFmpeg cannot decode`);
  }
  decoder.allocContext3(codec);
  must(av, decoder.parametersToContext(stream.codecpar), "preparing the decoder");
  decoder.pktTimebase = stream.timeBase;
  const options = optionsOf(av, { threads: "auto", max_pixels: MAX_PIXELS });
  must(av, decoder.open2Sync(codec, options), `decoding ${name}`, "format.damaged");
  return decoder;
}
