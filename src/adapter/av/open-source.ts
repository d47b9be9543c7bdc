/** Opens a media file and nothing else: no playlist, no network, no file that it points to. */
import { basename } from "node:path";
import { ColophonError } from "../../error.js";
import { type Ffmpeg, fresh, type Media, must, type Packet } from "./ffmpeg.js";

/** Containers that colophon marks; a playlist under another name is not one of them. */
const containers = "mov,mp4,matroska,webm,avi,wav,mp3,flac,ogg";

export interface Source {
  media: Media;
  /** In double quotes, for messages. */
  name: string;
  close(): void;
}

/** Throws `file.missing`, `file.permission`, `format.unsupported` and `format.damaged`. */
export function openSource(av: Ffmpeg, path: string): Source {
  const { Dictionary, FormatContext } = av.lib;
  const media = new FormatContext();
  const name = JSON.stringify(basename(path));
  const options = Dictionary.fromObject({ format_whitelist: containers, protocol_whitelist: "file" });
  // With "file:" before it, a name such as "concat:a|b" is a name.
  const opened = media.openInputSync(`file:${path}`, null, options);
  if (opened < 0) throw openFault(av, opened, name);
  const read = media.findStreamInfoSync();
  if (read < 0 || media.nbStreams === 0) {
    media.closeInputSync();
    throw new ColophonError("format.damaged", `${name} holds no stream that can be read`);
  }
  return { media, name, close: () => media.closeInputSync() };
}

function openFault(av: Ffmpeg, answer: number, name: string): ColophonError {
  const { FFmpegError } = av.lib;
  const error = FFmpegError.fromCode(answer);
  const said = FFmpegError.strerror(answer);
  if (error?.isENOENT) return new ColophonError("file.missing", `${name} does not exist`);
  if (error?.isEACCES) return new ColophonError("file.permission", `${name} may not be read`);
  // A container outside of the list is refused with EINVAL.
  if (error?.isEINVAL) {
    return new ColophonError("format.unsupported", `${name} is not audio or video that colophon can mark`);
  }
  return new ColophonError("format.damaged", `${name} cannot be opened: ${said}`);
}

/** One packet after the other, always the same object: keep none of them. Throws `format.damaged`. */
export function* packetsOf(av: Ffmpeg, source: Source): Generator<Packet> {
  const packet = fresh(new av.lib.Packet());
  try {
    for (;;) {
      const answer = source.media.readFrameSync(packet);
      if (answer === av.constants.AVERROR_EOF) return;
      must(av, answer, `reading ${source.name}`, "format.damaged");
      yield packet;
      packet.unref();
    }
  } finally {
    packet.free();
  }
}

