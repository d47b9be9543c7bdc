/** What a media file is said to hold. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openAv } from "../../support/av.ts";
import { makeClip } from "../../support/clip.ts";
import { fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const av = openAv();

describe("probing a file", () => {
  it("names its tracks, their sizes and rates", async () => {
    const source = await makeClip(join(temporaryFolder(), "clip.mp4"), {
      container: "mp4",
      video: "libx264",
      audio: "aac",
    });
    expect(await av.probe(source)).toEqual({
      container: "mov,mp4,m4a,3gp,3g2,mj2",
      durationSeconds: expect.closeTo(2, 1),
      streams: [
        {
          index: 0,
          kind: "video",
          codec: "h264",
          durationSeconds: expect.closeTo(2, 1),
          width: 160,
          height: 96,
          seenWidth: 160,
          seenHeight: 96,
          rotation: 0,
          isMirrored: false,
          frameRate: expect.closeTo(25, 0),
          pixelFormat: "yuv420p",
          color: { primaries: 2, transfer: 2, matrix: 2, isFullRange: false },
          hdr: "none",
          isDolbyVision: false,
        },
        {
          index: 1,
          kind: "audio",
          codec: "aac",
          durationSeconds: expect.closeTo(2, 1),
          sampleRate: 48000,
          channels: 2,
          layout: "stereo",
          bitRate: expect.any(Number),
        },
      ],
    });
  });

  it("names the one channel of a WAV file that does not name it itself", async () => {
    const { streams } = await av.probe(fixture("tone.wav"));
    expect(streams).toMatchObject([{ kind: "audio", codec: "pcm_s16le", channels: 1, layout: "mono" }]);
  });

  it("refuses a picture", async () => {
    await expect(() => av.probe(fixture("drawing.png"))).toThrowWithCode(
      "format.unsupported",
      /drawing.png"/,
    );
  });
});
