/** Things that go wrong at a random moment while a file is signed: nothing is lost, and nothing half stands anywhere. */
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Authority, startAuthority } from "../support/authority.ts";
import { makeIdentity, testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  expectCleanedByNextRun,
  expectNothingLost,
  giveAway,
  isRoot,
  leftIn,
  makeArena,
  setWritable,
  startSigning,
} from "./arena.ts";
import { chanceFrom } from "./chance.ts";
import { extent, seed } from "./extent.ts";

const program = join(import.meta.dirname, "../../bin/colophon.js");
const times = extent(3, 60);
const world = testContext();
const chance = chanceFrom(seed);
let wav: Buffer;
/** How long signing takes when nothing happens. */
let usualMs = 0;
let authority: Authority;

beforeAll(async () => {
  spawnSync("chmod", ["755", world.folder]);
  await makeIdentity(world);
  wav = longer(readFileSync(fixture("tone.wav")), 12 * 1024 * 1024);
  const arena = makeArena(world, wav, "wav");
  const start = performance.now();
  const { code, said } = await startSigning(arena).done;
  expect(code, said).toBe(0);
  usualMs = performance.now() - start;
  authority = await startAuthority();
});

afterAll(() => authority.close());

/** The same sound with so many bytes of noise more: writing it takes a while, so that there is a middle. */
function longer(sound: Buffer, more: number): Buffer {
  const bytes = Buffer.concat([sound, Buffer.alloc(more, "noise")]);
  const data = bytes.indexOf("data");
  bytes.writeUInt32LE(bytes.length - data - 8, data + 4);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
}

/** Most moments in the middle, some at the ends. */
const moment = () => (chance.below(100) / 100) * usualMs * 1.1;

async function repeat(trial: (turn: number) => Promise<void>): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await trial(turn);
}

const longMs = times * 20_000;

describe("an end without warning", () => {
  it.each(["SIGKILL", "SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s",
    async (signal) => {
      await repeat(async (turn) => {
        const arena = makeArena(world, wav, "wav");
        const { child, done } = startSigning(arena);
        await wait(moment());
        child.kill(signal);
        const outcome = await done;
        await expectNothingLost(arena, outcome);
        if (signal !== "SIGKILL") {
          expect([0, 130, null], outcome.said).toContain(outcome.code);
          const left = leftIn(arena.folder).filter((name) => name.startsWith("."));
          expect(left, outcome.said).toEqual([]);
        }
        if (turn % 10 === 0) await expectCleanedByNextRun(arena);
      });
    },
    longMs,
  );
});

function mountSmall(folder: string, size: string): void {
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "none", folder]);
  if (status !== 0) throw new Error(`no file system of ${size}: ${stderr}`);
}

/** A container may be root and not be allowed to. */
function canMount(): boolean {
  const folder = temporaryFolder();
  try {
    mountSmall(folder, "64k");
  } catch {
    return false;
  }
  return spawnSync("umount", [folder]).status === 0;
}

describe("a disk that is full", () => {
  const isMountable = isRoot && canMount();

  it(
    "by a limit on the size of files",
    async () => {
      await repeat(async () => {
        const arena = makeArena(world, wav, "wav");
        const outcome = await startSigning(arena, { fileLimitKiB: chance.between(1, 12_000) }).done;
        await expectNothingLost(arena, outcome);
        expect(outcome.code, outcome.said).toBe(2);
        expect(outcome.said).toContain("no space");
        expect(leftIn(arena.folder).filter((name) => name.startsWith("."))).toEqual([]);
      });
    },
    longMs,
  );

  it.skipIf(!isMountable)(
    "by a small file system",
    async () => {
      await repeat(async () => {
        const arena = makeArena(world, wav, "wav");
        const size = `${chance.between(64, 12_000)}k`;
        mountSmall(arena.folder, size);
        try {
          const outcome = await startSigning(arena).done;
          await expectNothingLost({ ...arena, old: Buffer.alloc(0) }, outcome);
          expect(outcome.code, outcome.said).toBe(2);
          expect(outcome.said).toContain("no space");
          expect(leftIn(arena.folder)).toEqual([]);
        } finally {
          spawnSync("umount", [arena.folder]);
        }
      });
    },
    longMs,
  );

  it.skipIf(!isMountable)("where what does not fit into memory is put aside", () => {
    const folder = temporaryFolder();
    const shoot = join(folder, "shoot");
    mkdirSync(shoot);
    for (let at = 0; at < 300; at += 1) copyFileSync(fixture("drawing.gif"), join(shoot, `${at}.gif`));
    const small = join(folder, "small");
    mkdirSync(small);
    mountSmall(small, "64k");
    try {
      const env = { PATH: process.env.PATH, COLOPHON_HOME: world.home, TMPDIR: small };
      const argv = [program, "verify", "--json", shoot];
      const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8", env });
      expect(status, stderr).toBe(2);
      expect(stderr).toMatch(/^colophon: error: .*no space left.*\n(colophon: hint: .*\n)*$/);
      const { error, results } = JSON.parse(stdout);
      expect(error).toMatchObject({ code: "output.no-space" });
      expect(results.length).toBeGreaterThan(50);
      expect(leftIn(small)).toEqual([]);
    } finally {
      spawnSync("umount", [small]);
    }
  });

  it.skipIf(!existsSync("/dev/full"))("on standard output", () => {
    const { status, stderr } = intoFullDisk("verify", "--json", fixture("drawing.jpg"));
    expect(status, stderr).toBe(2);
    expect(stderr).toContain("no space");
  });

  it.skipIf(!existsSync("/dev/full"))("on standard output to which nothing was to be written", () => {
    const { status, stderr } = intoFullDisk("verify", "-q", fixture("drawing.jpg"));
    expect({ status, stderr }).toEqual({ status: 3, stderr: "" });
  });

  it.skipIf(!existsSync("/dev/full"))("where the signed file itself was to go", () => {
    const { status, stderr } = intoFullDisk("sign", "--as", "drawing", "-o", "-", fixture("drawing.jpg"));
    expect(status, stderr).toBe(2);
    expect(stderr).toMatch(/^colophon: error: .*no space left on the disk\n$/);
  });
});

function intoFullDisk(...argv: string[]) {
  return spawnSync("sh", ["-c", 'exec "$0" "$@" > /dev/full', process.execPath, program, ...argv], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, COLOPHON_HOME: world.home },
  });
}

describe("a folder that may not be written to", () => {
  it(
    "from a moment on",
    async () => {
      await repeat(async (turn) => {
        const arena = makeArena(world, wav, "wav");
        giveAway(join(arena.folder, ".."));
        const { done } = startSigning(arena, { isPlain: true });
        if (turn > 0) await wait(moment());
        setWritable(arena.folder, false);
        const outcome = await done;
        await expectNothingLost(arena, outcome);
        expect([0, 2], outcome.said).toContain(outcome.code);
        if (outcome.code === 2) expect(outcome.said).toMatch(/permission denied|colophon: error/);
        setWritable(arena.folder, true);
      });
    },
    longMs,
  );

  it(
    "because it is gone",
    async () => {
      await repeat(async () => {
        const arena = makeArena(world, wav, "wav");
        const { done } = startSigning(arena);
        await wait(moment());
        rmSync(arena.folder, { recursive: true, force: true });
        const outcome = await done;
        await expectNothingLost(arena, outcome);
        expect([0, 2], outcome.said).toContain(outcome.code);
        expect(outcome.said).not.toMatch(/defect|\n\s+at /);
        mkdirSync(arena.folder, { recursive: true });
      });
    },
    longMs,
  );
});

describe("a source that somebody changes meanwhile", () => {
  it.each(["longer", "shorter", "another"])(
    "%s",
    async (how) => {
      await repeat(async () => {
        const arena = makeArena(world, wav, "wav");
        const { done } = startSigning(arena);
        await wait(moment());
        if (how === "longer") appendFileSync(arena.source, Buffer.alloc(5000, 1));
        else writeFileSync(arena.source, how === "shorter" ? wav.subarray(0, 9000) : longer(wav, 100));
        const outcome = await done;
        await expectNothingLost(arena, outcome, false);
        expect([0, 2], outcome.said).toContain(outcome.code);
      });
    },
    longMs,
  );
});

describe("an authority that dies while it answers", () => {
  let proxy: Server;
  /** So many bytes of its answer come through. */
  let allowed = 0;

  beforeAll(async () => {
    const { port } = new URL(authority.url);
    proxy = createServer((client) => {
      const upstream = connect(Number(port), "127.0.0.1");
      let passed = 0;
      const end = () => {
        client.destroy();
        upstream.destroy();
      };
      client.on("error", end).pipe(upstream).on("error", end);
      upstream.on("data", (bytes) => {
        client.write(bytes.subarray(0, Math.max(0, allowed - passed)));
        passed += bytes.length;
        if (passed >= allowed) setImmediate(end);
      });
    });
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  });

  afterAll(() => void proxy.close());

  it(
    "leaves no output, or a stamped one",
    async () => {
      const { port } = proxy.address() as { port: number };
      const small = readFileSync(fixture("tone.wav"));
      await repeat(async (turn) => {
        allowed = turn === 0 ? 0 : chance.between(1, 1200);
        const arena = makeArena(world, small, "wav");
        const outcome = await startSigning(arena, { more: ["--tsa", `http://127.0.0.1:${port}/`] }).done;
        await expectNothingLost(arena, outcome);
        expect(outcome.code, outcome.said).toBe(2);
        expect(outcome.said).toContain("no timestamp");
        const left = leftIn(arena.folder);
        expect(left).toEqual(arena.old.length > 0 ? ["signed.wav"] : []);
      });
    },
    longMs,
  );
});
