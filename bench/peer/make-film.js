/** A film with a test picture that moves and a tone, 1080p, H.264 and AAC. make-film.js OUTPUT SECONDS */
import { ffmpeg } from "./ffmpeg.js";

const [output, seconds] = process.argv.slice(2);
const { Decoder, Demuxer, Encoder, Muxer } = await ffmpeg();

const sources = [
  {
    lavfi: `testsrc2=size=1920x1080:rate=25:duration=${seconds}`,
    codec: "libx264",
    options: { preset: "veryfast", crf: "20" },
  },
  { lavfi: `sine=frequency=440:duration=${seconds}`, codec: "aac", options: {} },
];
const muxer = await Muxer.open(output, { format: "mp4" });
const tracks = [];
for (const { lavfi, codec, options } of sources) {
  const input = await Demuxer.open(lavfi, { format: "lavfi" });
  const stream = input.video() ?? input.audio();
  const decoder = await Decoder.create(stream);
  const encoder = await Encoder.create(codec, { decoder, autoFormat: true, autoResample: true, options });
  const index = muxer.addStream(encoder, { inputStream: stream });
  tracks.push({ index, packets: encoder.packets(decoder.frames(input.packets(stream.index))) });
}
for (const { index, packets } of tracks)
  for await (const packet of packets) if (packet) await muxer.writePacket(packet, index);
await muxer[Symbol.asyncDispose]();
process.exit(0);
