/** What readers that are not ours make of the pictures we label: ExifTool where it is installed, and sharp. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { currentPacket, editXmp } from "../../../src/core/metadata/index.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelChanges, labelFor, sourceType } from "../../support/label-samples.ts";
import { corpusPictures, ownPictures, type SamplePicture } from "../../support/sample-pictures.ts";

const pictures = [...(await ownPictures()), ...corpusPictures()];

async function labeled({ container, bytes }: SamplePicture): Promise<{ packet: string; after: Buffer }> {
  const packet = editXmp(currentPacket(await container.read(sourceOf(bytes))), labelChanges("1"));
  return { packet, after: await applied(bytes, await container.write(sourceOf(bytes), { xmp: packet })) };
}

const version = spawnSync("exiftool", ["-ver"], { encoding: "utf8" }).stdout?.trim();
const describeWithExifTool = version ? describe : describe.skip;
const title = version ? `ExifTool ${version}` : "ExifTool (skipped: it is not on the PATH)";

/** It takes drawings for text where the root has a prefix or the letters two bytes. */
const isKnownToExifTool = ({ name }: SamplePicture) =>
  name !== "with a prefix.svg" && name !== "in UTF-16.svg";

describeWithExifTool(title, () => {
  const known = pictures.filter(isKnownToExifTool);
  const said: Record<string, string>[][] = [];
  let folder = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "colophon-exiftool-"));
    for (const [at, picture] of known.entries()) {
      writeFileSync(join(folder, `${at}-before.${picture.extension}`), picture.bytes);
      writeFileSync(join(folder, `${at}-after.${picture.extension}`), (await labeled(picture)).after);
    }
    const paths = known.flatMap(({ extension }, at) =>
      ["before", "after"].map((when) => join(folder, `${at}-${when}.${extension}`)),
    );
    const fields = ["-XMP-TC260:all", "-XMP-iptcExt:all", "-Warning", "-Error"];
    const json = execFileSync("exiftool", ["-j", "-G1", ...fields, ...paths], {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    const all = JSON.parse(json) as Record<string, string>[];
    for (let at = 0; at < all.length; at += 2) said.push(all.slice(at, at + 2));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(known.map(({ name }, at) => ({ name, at })))(
    "reads the label of $name and complains of nothing new",
    ({ at }) => {
      const [before = {}, after = {}] = said[at] ?? [];
      // In some drawings it puts the names of the elements around them before those of the properties.
      const valueAt = (tag: RegExp) => Object.entries(after).find(([name]) => tag.test(name))?.[1];
      expect(valueAt(/^XMP-TC260:(SvgMetadata)?AIGC$/i)).toBe(labelFor("1"));
      expect(valueAt(/^XMP-iptcExt:(SvgMetadata)?DigitalSourceType$/)).toBe(sourceType);
      expect([undefined, before["ExifTool:Warning"]]).toContain(after["ExifTool:Warning"]);
      expect([undefined, before["ExifTool:Error"]]).toContain(after["ExifTool:Error"]);
    },
  );
});

describe("sharp", () => {
  /** libvips hands out no packets of these. */
  const isMute = ({ extension }: SamplePicture) =>
    ["gif", "svg", "jxl", "heic", "heif", "dng"].includes(extension);
  const known = pictures.filter((picture) => picture.isDecodable && !isMute(picture));

  it.each(known)("reads the packet of $name as it was written", async (picture) => {
    const { packet, after } = await labeled(picture);
    expect((await sharp(after).metadata()).xmp?.toString()).toBe(packet);
  });
});
