/** The worker's process: it may be interrupted, crash, hang or be absent, and colophon goes on. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createAv } from "../../../src/adapter/av/av.ts";
import { openAv, workerAlone } from "../../support/av.ts";
import { evenTimes, makeClip } from "../../support/clip.ts";
import { fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const av = openAv();

/** Workers for sound and film that this process has started and that are still there. */
function workers(): string[] {
  const lines = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" });
  return lines.split("\n").filter((line) => line.includes("worker") && !line.includes("adapter/host/"));
}

function workerThat(does: string): URL {
  const path = join(temporaryFolder(), "worker.mjs");
  writeFileSync(path, `process.on("message", () => { ${does} });`);
  return pathToFileURL(path);
}

const plate = async () => {
  const create = { width: 40, height: 16, channels: 3 as const, background: "#fff" };
  return new Uint8Array(await sharp({ create }).png().toBuffer());
};

describe("a task in a process of its own", () => {
  it("ends at once when it is interrupted, and leaves no file behind", async () => {
    const folder = temporaryFolder();
    const times = evenTimes(120);
    const wish = {
      container: "webm",
      video: "libvpx",
      videoOptions: { deadline: "realtime", "cpu-used": "8" },
      width: 640,
      height: 480,
      times,
    };
    const source = await makeClip(join(folder, "clip.webm"), wish);
    const output = join(folder, "marked.webm");
    const stop = new AbortController();
    const work = av.overlayPlate(
      { source, output, plate: await plate(), box: { x: 8, y: 8, width: 40, height: 16 } },
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    await expect(() => work).toThrowWithCode("interrupted", /stopped while working on ".*clip.webm"/);
    expect(workers()).toEqual([]);
    expect(readdirSync(folder)).toEqual(["clip.webm"]);
  });

  it("does not begin after the interrupt", async () => {
    const signal = AbortSignal.abort();
    await expect(() => av.probe(fixture("moving.mp4"), { signal })).toThrowWithCode("interrupted");
  });

  it("says how far it is and how long it will take", async () => {
    const seen: unknown[] = [];
    const worker = workerThat(`
      setTimeout(() => process.send({ kind: "progress", done: 5, total: 10 }), 1200);
      setTimeout(() => process.send({ kind: "result", result: { container: "x", streams: [] } }), 1300);`);
    await createAv(worker).probe("film.mp4", { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ doneSeconds: 5, totalSeconds: 10, secondsLeft: expect.closeTo(1.25, 0) }]);
  });

  it("may crash", async () => {
    const broken = createAv(
      workerThat(
        'process.stderr.write("x\\nlibwhat: out of luck\\n", () => process.kill(process.pid, "SIGSEGV"));',
      ),
    );
    await expect(() => broken.probe("film.mp4")).toThrowWithCode(
      "av.failed",
      /FFmpeg ended by SIGSEGV while working on "film.mp4", it says: libwhat: out of luck/,
    );
  });

  it("is ended when it does not move any more", async () => {
    const stuck = createAv(workerThat("setInterval(() => {}, 1000);"));
    await expect(() => stuck.probe("film.mp4", { stallMs: 300 })).toThrowWithCode("timeout", /"film.mp4"/);
    expect(workers()).toEqual([]);
  });

  it("is ended when its time is over, however much it moves", async () => {
    const busy = workerThat('setInterval(() => process.send({ kind: "progress", done: 1, total: 9 }), 20);');
    const options = { stallMs: 20_000, longestMs: 600 };
    await expect(() => createAv(busy).probe("film.mp4", options)).toThrowWithCode("timeout", /"film.mp4"/);
    expect(workers()).toEqual([]);
  });

  it("is ended when what it looks at takes more time or memory than it has", async () => {
    const stuck = createAv(workerThat("setInterval(() => {}, 1000);"));
    const short = { limits: { timeoutMs: 400 } };
    await expect(() => stuck.probe("film.mp4", short)).toThrowWithCode("timeout", /within 0.4 s/);
    const greedy = createAv(
      workerThat("const held = []; setInterval(() => held.push(Buffer.alloc(2e7, 1)), 10);"),
    );
    const narrow = { limits: { maxMemoryBytes: 3e8 } };
    await expect(() => greedy.probe("film.mp4", narrow)).toThrowWithCode("engine.memory", /300 MB/);
    expect(workers()).toEqual([]);
  });
});

describe("when the package is not installed", () => {
  it("says so, with the one command that cures it", async () => {
    // A folder of its own below the temporary one, with no packages in reach.
    const folder = mkdtempSync(join(tmpdir(), "colophon-bare-"));
    try {
      const bare = createAv(workerAlone(folder));
      const work = bare.probe(fixture("moving.mp4"));
      await expect(() => work).toThrowWithCode("av.missing", /"node-av" is not installed/);
      await expect(work).rejects.toMatchObject({ hints: [expect.stringMatching(/npm install node-av$/)] });
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(existsSync(folder)).toBe(false);
  });
});
