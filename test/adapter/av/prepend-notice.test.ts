/** The audible mark: heard at the start, and everything behind it as it was. */
import { execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { voicePath } from "../../../src/adapter/av/voice.ts";
import type { NoticePart, NoticeResult } from "../../../src/adapter/av/wire.ts";
import { hearMorse } from "../../../src/core/label/hear-morse.ts";
import { morseSamples } from "../../../src/core/label/morse.ts";
import { openAv } from "../../support/av.ts";
import { makeSound, tone } from "../../support/clip.ts";
import { readPackets, readSound } from "../../support/ffmpeg.ts";
import { corpusFile, fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const av = openAv();
const morse: NoticePart = { kind: "samples", samples: morseSamples(48_000), sampleRate: 48_000 };
const voice: NoticePart = { kind: "clip", path: voicePath("generated") };

async function prepend(
  source: string,
  notice: readonly NoticePart[] = [morse],
): Promise<{ output: string; result: NoticeResult }> {
  const output = join(temporaryFolder(), `marked${source.slice(source.lastIndexOf("."))}`);
  return { output, result: await av.prependNotice({ source, output, notice }) };
}

async function hear(source: string, from: "start" | "end" = "start") {
  const { samples, sampleRate } = await av.readSamples({ source, from, seconds: 5 });
  return hearMorse(samples, sampleRate).hearing;
}

async function expectLonger(source: string, output: string, seconds: number): Promise<void> {
  const [before, after] = [await av.probe(source), await av.probe(output)];
  expect((after.durationSeconds ?? 0) - (before.durationSeconds ?? 0)).toBeCloseTo(seconds, 1);
}

function expectTail(after: readonly Buffer[], before: readonly Buffer[]): void {
  expect(after).toHaveLength(before.length);
  for (const [channel, samples] of before.entries()) {
    expect(samples.length).toBeGreaterThan(1000);
    expect(after[channel]?.subarray(-samples.length).equals(samples)).toBe(true);
  }
}

/** Containers, FFmpeg's encoders and what must be left of the old sound. */
const sounds = [
  ["wav", "wav", "pcm_s16le", "samples"],
  ["wav", "wav", "pcm_s24le", "samples"],
  ["wav", "wav", "pcm_f32le", "samples"],
  ["wav", "wav", "pcm_alaw", "samples"],
  ["flac", "flac", "flac", "samples"],
  ["m4a", "mp4", "alac", "samples"],
  ["ogg", "ogg", "flac", "samples"],
  ["mp3", "mp3", "libmp3lame", "packets"],
  ["m4a", "mp4", "aac", "packets"],
  ["opus", "ogg", "libopus", "packets"],
  ["ogg", "ogg", "libvorbis", "re-encoded"],
] as const;

describe("a notice before a sound", () => {
  for (const [extension, container, encoder, kept] of sounds) {
    it(`is heard in ${encoder} in .${extension}, and keeps its ${kept === "re-encoded" ? "length" : kept}`, async () => {
      const source = await makeSound(join(temporaryFolder(), `sound.${extension}`), container, encoder, 6);
      expect(await hear(source)).toBe("not-heard");
      const { output, result } = await prepend(source);
      expect(result.kept).toBe(kept);
      expect(result.addedSeconds).toBeGreaterThan(1.32);
      await expectLonger(source, output, result.addedSeconds);
      expect(await hear(output)).toBe("heard");
      expect(await hear(output, "end")).toBe("not-heard");
      const [before, after] = [await readSound(source), await readSound(output)];
      if (kept === "samples") expectTail(after, before);
      if (kept === "packets") {
        const [old, all] = [await readPackets(source, "audio"), await readPackets(output, "audio")];
        expect(old.length).toBeGreaterThan(20);
        expect(all.slice(-old.length).map(({ hash }) => hash)).toEqual(old.map(({ hash }) => hash));
      }
      if (kept === "re-encoded")
        expect(result).toMatchObject({ reason: /vorbis/, quality: "quality 8 of 10" });
      expect(existsSync(output.replace("marked.", "markedpart."))).toBe(false);
    });
  }

  it("is spoken, and Morse may follow it", async () => {
    const source = await makeSound(join(temporaryFolder(), "sound.wav"), "wav", "pcm_s16le", 6);
    const { output, result } = await prepend(source, [voice, morse]);
    expect(result.addedSeconds).toBeCloseTo(0.2 + 6.53 + 0.35 + 1.32 + 0.6, 1);
    const { samples, sampleRate } = await av.readSamples({ source: output, from: "start", seconds: 10 });
    expect(hearMorse(samples, sampleRate)).toEqual({ hearing: "heard", atSeconds: expect.closeTo(7.08, 1) });
    // Speech alone is no rhythm.
    expect(hearMorse(samples.subarray(0, 6.5 * sampleRate), sampleRate).hearing).toBe("not-heard");
  });

  it("takes the project's own small files", async () => {
    for (const name of ["tone.wav", "tone.flac", "tone.mp3", "tone.m4a"]) {
      const { output, result } = await prepend(fixture(name));
      await expectLonger(fixture(name), output, result.addedSeconds);
      expect(await hear(output)).toBe("heard");
    }
  });

  for (const name of ["sample1.wav", "sample1.flac", "sample1.mp3"]) {
    const path = corpusFile(`plain/${name}`);
    it.skipIf(path === undefined)(`leaves the music of ${name} as it is`, async () => {
      const { output } = await prepend(path ?? "");
      const [before, after] = [await readSound(path ?? ""), await readSound(output)];
      expectTail(after, before);
      expect([await hear(path ?? ""), await hear(path ?? "", "end"), await hear(output)]).toEqual([
        "not-heard",
        "not-heard",
        "heard",
      ]);
    });
  }
});

describe("what stands beside the sound", () => {
  it("stays byte for byte in WAV, before and behind the samples", async () => {
    const source = await makeSound(join(temporaryFolder(), "sound.wav"), "wav", "pcm_s16le", 1);
    const extra = Buffer.concat([chunk("AIGC", '{"Label":"1"}'), chunk("LIST", "INFOIART\x04\0\0\0Ana\0")]);
    const bytes = Buffer.concat([readFileSync(source), extra]);
    bytes.writeUInt32LE(bytes.length - 8, 4);
    writeFileSync(source, bytes);
    const { output } = await prepend(source);
    const after = readFileSync(output);
    expect(after.subarray(-extra.length).equals(extra)).toBe(true);
    expect(after.readUInt32LE(4)).toBe(after.length - 8);
    const data = bytes.indexOf("data");
    expect(after.subarray(8, data).equals(bytes.subarray(8, data))).toBe(true);
    expect(after.readUInt32LE(data + 4) - bytes.readUInt32LE(data + 4)).toBe(after.length - bytes.length);
  });

  it("stays byte for byte in MP3: the tag before and the tag behind", async () => {
    const source = await makeSound(join(temporaryFolder(), "sound.mp3"), "mp3", "libmp3lame", 1);
    const frames = readFileSync(source);
    const size = 10 + frames.subarray(6, 10).reduce((sum, byte) => sum * 128 + byte, 0);
    const head = frames.subarray(0, frames.toString("latin1", 0, 3) === "ID3" ? size : 0);
    const tail = Buffer.alloc(128);
    tail.write("TAGHarbour");
    writeFileSync(source, Buffer.concat([frames, tail]));
    const after = readFileSync((await prepend(source)).output);
    expect(after.subarray(0, head.length).equals(head)).toBe(true);
    expect(after.subarray(-128).equals(tail)).toBe(true);
  });

  it("stays byte for byte in FLAC: comments and pictures", async () => {
    const source = await makeSound(join(temporaryFolder(), "sound.flac"), "flac", "flac", 1);
    const bytes = readFileSync(source);
    // A block of an application, put behind the first one, which has 34 bytes.
    const block = Buffer.concat([Buffer.from([2, 0, 0, 12]), Buffer.from("COLOphon1234")]);
    writeFileSync(source, Buffer.concat([bytes.subarray(0, 42), block, bytes.subarray(42)]));
    const after = readFileSync((await prepend(source)).output);
    expect(after.includes(block)).toBe(true);
    const comment = bytes.indexOf("reference") - 8;
    if (comment > 0) expect(after.includes(bytes.subarray(comment, comment + 20))).toBe(true);
  });

  it("is said where iTunes counted the samples: the count is blanked, or players would cut the end off", async () => {
    const source = await makeSound(join(temporaryFolder(), "sound.m4a"), "mp4", "aac", 1);
    const item = box(
      "----",
      box("mean", "\0\0\0\0com.apple.iTunes"),
      box("name", "\0\0\0\0iTunSMPB"),
      box("data", "12345678"),
    );
    const bytes = readFileSync(source);
    const moov = bytes.indexOf("moov") - 4;
    const udta = box("udta", item);
    const end = moov + bytes.readUInt32BE(moov);
    const longer = Buffer.concat([bytes.subarray(0, end), udta, bytes.subarray(end)]);
    longer.writeUInt32BE(bytes.readUInt32BE(moov) + udta.length, moov);
    writeFileSync(source, longer);
    const after = readFileSync((await prepend(source)).output);
    expect(after.includes("iTunSMPB")).toBe(true);
    expect(after.toString("latin1", after.indexOf("mean") - 8, after.indexOf("mean") - 4)).toBe("free");
  });
});

function chunk(type: string, body: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  const odd = Buffer.alloc(body.length % 2);
  return Buffer.concat([Buffer.from(type, "latin1"), size, Buffer.from(body, "latin1"), odd]);
}

function box(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)),
  );
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

describe("a sound of twelve hours", () => {
  it("takes no more memory than a short one", async () => {
    const source = join(temporaryFolder(), "day.wav");
    const dataBytes = 12 * 3600 * 8000;
    const file = openSync(source, "w");
    const head = Buffer.from(
      "524946460000000057415645666d74201000000001000100401f0000401f00000100080064617461ffffffff",
      "hex",
    );
    head.writeUInt32LE(36 + dataBytes, 4);
    head.writeUInt32LE(dataBytes, 40);
    writeSync(file, head);
    ftruncateSync(file, 44 + dataBytes);
    closeSync(file);
    let highest = 0;
    const timer = setInterval(() => {
      highest = Math.max(highest, ...workerMemory());
    }, 50);
    const { output, result } = await prepend(source);
    clearInterval(timer);
    expect(result.kept).toBe("samples");
    expect(statSync(output).size - statSync(source).size).toBe(Math.round(result.addedSeconds * 8000));
    expect(highest).toBeGreaterThan(10_000);
    expect(highest).toBeLessThan(250_000);
    expect(await hear(output)).toBe("heard");
    expect((await av.readSamples({ source: output, from: "end", seconds: 5 })).samples).toHaveLength(
      5 * 8000,
    );
  });
});

/** Kilobytes held by each process that this one has started. */
function workerMemory(): number[] {
  const lines = execFileSync("ps", ["-o", "rss=,args=", "--ppid", String(process.pid)], { encoding: "utf8" });
  return lines
    .split("\n")
    .filter((line) => line.includes("worker"))
    .map((line) => Number.parseInt(line, 10));
}

describe("what gets no notice", () => {
  const ask = (source: string, name: string) => () =>
    av.prependNotice({ source, output: join(temporaryFolder(), name), notice: [morse] });

  it("is a film: it gets a plate", async () => {
    await expect(ask(fixture("moving.mp4"), "marked.m4a")).toThrowWithCode(
      "format.unsupported",
      /found video too/,
    );
  });

  it("is a sound that would change its container", async () => {
    await expect(ask(fixture("tone.wav"), "marked.flac")).toThrowWithCode(
      "format.unsupported",
      /expected wav/,
    );
  });

  it("is a file that is cut off in its head", async () => {
    const source = join(temporaryFolder(), "cut.flac");
    writeFileSync(source, readFileSync(fixture("tone.flac")).subarray(0, 60));
    await expect(ask(source, "marked.flac")).toThrowWithCode("format.damaged", /cut.flac"/);
  });

  it("is refused with a recording that is not there", async () => {
    const output = join(temporaryFolder(), "marked.wav");
    const work = () =>
      av.prependNotice({
        source: fixture("tone.wav"),
        output,
        notice: [{ kind: "clip", path: "/nowhere/voice.wav" }],
      });
    await expect(work).toThrowWithCode("file.missing", '"/nowhere/voice.wav"');
    expect(existsSync(output)).toBe(false);
  });
});

describe("reading samples", () => {
  it("gives the first and the last seconds, in one channel", async () => {
    const source = await makeSound(join(temporaryFolder(), "sound.wav"), "wav", "pcm_s16le", 4);
    const all = tone(4, 48_000);
    const start = await av.readSamples({ source, from: "start", seconds: 1 });
    const end = await av.readSamples({ source, from: "end", seconds: 1 });
    expect([start.sampleRate, start.samples.length, end.samples.length]).toEqual([48_000, 48_000, 48_000]);
    expect(start.samples[1000]).toBeCloseTo(all[1000] ?? 9, 3);
    expect(end.samples.at(-1000)).toBeCloseTo(all.at(-1000) ?? 9, 3);
  });
});
