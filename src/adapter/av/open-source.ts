/** Opens a media file and nothing else: no playlist, no network, no file that it points to. */
import { closeSync, openSync } from "node:fs";
import { ColophonError } from "../../error.js";
import { type Ffmpeg, fresh, type Media, must, optionsOf, type Packet } from "./ffmpeg.js";
import { readAt } from "./iso/box.js";

/** Containers that colophon marks; a playlist under another name is not one of them. */
const containers = "mov,mp4,matroska,webm,avi,wav,mp3,flac,ogg";

const PROBED_BYTES = 1 << 16;

export interface Source {
  media: Media;
  /** The path in double quotes, for messages: whoever knows the file by it need not name it once more. */
  name: string;
  close(): void;
}

/** Throws `file.missing`, `file.permission`, `format.unsupported` and `format.damaged`. */
export function openSource(av: Ffmpeg, path: string): Source {
  const media = new av.lib.FormatContext();
  const name = JSON.stringify(path);
  const options = optionsOf(av, { format_whitelist: containers, protocol_whitelist: "file" });
  // With "file:" before it, a name such as "concat:a|b" is a name.
  const opened = media.openInputSync(`file:${path}`, null, options);
  if (opened < 0) throw openFault(av, opened, path, name);
  const read = media.findStreamInfoSync();
  if (read < 0 || media.nbStreams === 0) {
    media.closeInputSync();
    throw new ColophonError("format.damaged", `${name} holds no stream that can be read`);
  }
  return { media, name, close: () => media.closeInputSync() };
}

function openFault(av: Ffmpeg, answer: number, path: string, name: string): ColophonError {
  const { FFmpegError } = av.lib;
  const error = FFmpegError.fromCode(answer);
  const said = FFmpegError.strerror(answer);
  if (error?.isENOENT) return new ColophonError("file.missing", `${name} does not exist`);
  if (error?.isEACCES) return new ColophonError("file.permission", `${name} may not be read`);
  if (!isContainer(av, path)) {
    return new ColophonError("format.unsupported", `${name} is not audio or video that colophon can mark`);
  }
  return new ColophonError("format.damaged", `${name} cannot be opened: ${said}`);
}

/** Whether the first bytes are those of a container from the list: then the fault is in what follows. */
function isContainer(av: Ffmpeg, path: string): boolean {
  const file = openSync(path, "r");
  // Without a name: FFmpeg takes anything called "film.mp4" for one.
  const found = av.lib.InputFormat.probe(readAt(file, 0, PROBED_BYTES), "");
  closeSync(file);
  const known = new Set(containers.split(","));
  return found?.name?.split(",").some((name) => known.has(name)) ?? false;
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
