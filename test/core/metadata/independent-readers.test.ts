/** What other programs find in files that were labeled here: skipped, by name, where they are not installed. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { containerFor } from "../../../src/core/metadata/index.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor } from "../../support/label-samples.ts";
import { madeExtensions, madeFilm, metadataByFfmpeg } from "../../support/made-films.ts";
import { fixture } from "../../support/media.ts";
import { officeEntries, zipOf } from "../../support/office-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const label = labelFor("0d5f");
const fixtures = [
  "moving.mp4",
  "moving.m4v",
  "moving.mov",
  "tone.m4a",
  "moving.avi",
  "tone.mp3",
  "tone.flac",
];
const documents = ["tone.wav", "page.pdf"];

async function load(name: string): Promise<Buffer> {
  const [kind = "", extension = ""] = name.split(".");
  if (kind === "made") return madeFilm(extension);
  return kind === "office" ? zipOf(officeEntries()) : readFile(fixture(name));
}

async function labeled(name: string): Promise<{ before: Buffer; after: Buffer }> {
  const before = await load(name);
  const container = containerFor(name.split(".")[1] ?? "");
  const edits = (await container?.write(sourceOf(before), { aigc: label })) ?? [];
  return { before, after: await applied(before, edits) };
}

async function onDisk(name: string): Promise<string> {
  const path = join(temporaryFolder(), name);
  await writeFile(path, (await labeled(name)).after);
  return path;
}

/** Where a program is on the PATH its version is, and else nothing. */
function isInstalled(program: string, option: string): boolean {
  return spawnSync(program, [option]).status === 0;
}

function describeWith(program: string, option: string, tests: () => void): void {
  if (isInstalled(program, option)) describe(program, tests);
  else describe.skip(`${program} (skipped: it is not installed)`, tests);
}

const films = [...fixtures, ...madeExtensions.map((extension) => `made.${extension}`)];

describe("the FFmpeg of the tests", () => {
  it.each(films)("reads the label in %s, and all that it read before", async (name) => {
    const { before, after } = await labeled(name);
    expect(await metadataByFfmpeg(after)).toEqual({ ...(await metadataByFfmpeg(before)), AIGC: label });
  });
});

describeWith("ffprobe", "-version", () => {
  it.each(films)("reads the label in %s without a complaint", async (name) => {
    const options = ["-v", "warning", "-show_entries", "format_tags=AIGC:stream_tags=AIGC", "-of", "json"];
    const { stdout, stderr } = spawnSync("ffprobe", [...options, await onDisk(name)], { encoding: "utf8" });
    expect(stdout).toContain(JSON.stringify(label));
    expect(stderr.replaceAll(/.*(Estimating duration|Could not find codec).*\n/g, "")).toBe("");
  });
});

describeWith("exiftool", "-ver", () => {
  const found = async (name: string) => {
    const path = await onDisk(name);
    const said = execFileSync("exiftool", ["-j", "-a", "-u", "-b", "-G1", path], { encoding: "utf8" });
    return { values: Object.values(JSON.parse(said)[0] as Record<string, unknown>), path };
  };

  // It reads no tags behind the pictures of a Matroska.
  it.each([...fixtures, ...documents, "made.ogg", "made.opus", "office.docx"])(
    "reads the label in %s",
    async (name) => {
      const { values } = await found(name);
      // It puts the description of a user text in front, packs what it has no name for, and counts its padding.
      const texts = values.map((value) => {
        const packed = String(value).match(/^base64:(.*)$/)?.[1];
        return packed === undefined ? value : Buffer.from(packed, "base64").toString().replace(/\0$/, "");
      });
      expect(texts.some((text) => text === label || text === `(AIGC) ${label}`)).toBe(true);
    },
  );

  it.each([...fixtures, ...documents])(
    "finds nothing wrong with %s but a second list of metadata",
    async (name) => {
      const { path } = await found(name);
      const said = execFileSync("exiftool", ["-validate", "-warning", "-error", "-a", path], {
        encoding: "utf8",
      });
      const complaints = said.split("\n").filter((line) => /^(Warning|Error)/.test(line));
      const isSecondList = (line: string) => /Duplicate tag '(meta|hdlr)' at MOV-Movie-UserData/.test(line);
      expect(complaints.filter((line) => !isSecondList(line))).toEqual([]);
    },
  );
});
