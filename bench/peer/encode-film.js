/** What a label does to the pictures of a film, by FFmpeg alone: a plate over each, the same encoder. encode-film.js FILM OUTPUT */
import { ffmpeg } from "./ffmpeg.js";

const [source, output] = process.argv.slice(2);
const { Decoder, Demuxer, Encoder, FilterAPI, Muxer } = await ffmpeg();

const input = await Demuxer.open(source);
const muxer = await Muxer.open(output, { format: "mp4" });
const [video, audio] = [input.video(), input.audio()];
const decoder = await Decoder.create(video);
const plate = await FilterAPI.create("drawbox=x=iw-400:y=ih-100:w=360:h=60:color=black@0.7:t=fill");
// As colophon encodes H.264.
const options = { crf: "16", preset: "medium", "forced-idr": "1", threads: "auto" };
const encoder = await Encoder.create("libx264", { decoder, filter: plate, autoFormat: true, options });
const pictures = muxer.addStream(encoder, { inputStream: video });
const sound = audio ? muxer.addStream(audio) : undefined;

for await (const packet of encoder.packets(plate.frames(decoder.frames(input.packets(video.index)))))
  if (packet) await muxer.writePacket(packet, pictures);
if (audio) {
  const again = await Demuxer.open(source);
  for await (const packet of again.packets(audio.index)) if (packet) await muxer.writePacket(packet, sound);
}
await muxer[Symbol.asyncDispose]();
process.exit(0);
