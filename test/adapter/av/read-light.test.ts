/** A plate on film is found again, whatever the film's codec, turn and light. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { measureLight } from "../../../src/adapter/measure-ink.ts";
import { plateSvg } from "../../../src/core/label/plate-svg.ts";
import { openAv } from "../../support/av.ts";
import { type ClipWish, evenTimes, makeClip } from "../../support/clip.ts";
import { planFor } from "../../support/marked-picture.ts";
import { fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const av = openAv();
const size = { width: 480, height: 320 };
const plan = planFor(size);

const wishes: Readonly<Record<string, ClipWish>> = {
  mp4: { container: "mp4", video: "libx264", ...size, times: evenTimes(20) },
  webm: { container: "webm", video: "libvpx-vp9", ...size, times: evenTimes(10) },
  avi: { container: "avi", video: "mpeg4", ...size, times: evenTimes(20) },
};

async function films(extension: string) {
  const folder = temporaryFolder();
  const plain = await makeClip(
    join(folder, `plain.${extension}`),
    wishes[extension] ?? { container: extension },
  );
  const output = join(folder, `marked.${extension}`);
  const plate = new Uint8Array(
    await sharp(Buffer.from(plateSvg(plan)))
      .png()
      .toBuffer(),
  );
  await av.overlayPlate({ source: plain, output, plate, box: plan.box });
  return { plain, marked: output };
}

describe("the light of a film", () => {
  it.each(Object.keys(wishes))(
    "shows the plate from the first picture to the last: %s",
    async (extension) => {
      const { plain, marked } = await films(extension);
      for (const atSeconds of [0, 0.3, 100]) {
        const seen = await av.readLight({ source: marked, box: plan.box, atSeconds });
        expect(seen).toMatchObject(size);
        const measured = measureLight(seen.light, plan);
        expect(measured).toMatchObject({ kind: "found" });
        if (measured.kind === "found")
          expect(Math.abs(measured.inkHeight - plan.inkHeight)).toBeLessThanOrEqual(2);
      }
      const bare = await av.readLight({ source: plain, box: plan.box, atSeconds: 0 });
      expect(measureLight(bare.light, plan)).toMatchObject({ kind: "not-found" });
    },
    60_000,
  );

  it("is none beyond the picture, and none of sound alone", async () => {
    const far = { x: 60, y: 40, width: 50, height: 20 };
    const beyond = await av.readLight({ source: fixture("moving.mp4"), box: far, atSeconds: 0 });
    expect(beyond).toMatchObject({ width: 64, height: 48, light: new Uint8Array() });
    const sound = await av.readLight({ source: fixture("tone.m4a"), box: plan.box, atSeconds: 0 });
    expect(sound).toMatchObject({ width: 0, height: 0 });
  });

  it("of a file that is none is refused", async () => {
    const path = join(temporaryFolder(), "noise.mp4");
    writeFileSync(path, Buffer.alloc(4000, 7));
    await expect(() => av.readLight({ source: path, box: plan.box, atSeconds: 0 })).toThrowWithCode(
      "format.unsupported",
    );
  });
});
