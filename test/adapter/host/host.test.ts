import { closeSync, copyFileSync, existsSync, openSync, truncateSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { createEngine } from "../../../src/adapter/engine/engine.ts";
import { createHost, type Host } from "../../../src/adapter/host/host.ts";
import { allowanceFor, startClock, within } from "../../../src/adapter/host/limits.ts";
import { residentBytes } from "../../../src/adapter/host/memory.ts";
import { ColophonError } from "../../../src/error.ts";
import type { Surroundings } from "../../../src/world.ts";
import { makeIdentity, signOne, testContext, verifyOne } from "../../support/context.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = resolve(import.meta.dirname, "../../..");
const built = join(root, "dist/adapter/host/worker.js");
const worker = new URL(`file://${built}`);
const drawing = join(root, "fixtures/media/drawing.jpg");
const interrupt = new AbortController();

afterAll(() => interrupt.abort());

function host(wishes: Partial<NonNullable<Surroundings["containment"]>> = {}): Host {
  return createHost({ jobs: 2, worker, ...wishes }, interrupt.signal);
}

/** A picture that was signed, in a world of its own. */
async function signed() {
  const world = testContext();
  await makeIdentity(world);
  const path = join(world.folder, "a.jpg");
  copyFileSync(drawing, path);
  const { output = "" } = await signOne(world, path, { as: "camera", thumbnail: 128 });
  return { world, path, output };
}

describe("a file read in a process of its own", () => {
  it("is built", () => expect(existsSync(built), "run: npm run build").toBe(true));

  it("gives what the engine gives here", async () => {
    const { output } = await signed();
    const asset = { path: output, mimeType: "image/jpeg" };
    const [there, here] = [await host().read(asset), await createEngine().read(asset)];
    expect(there?.json).toEqual(here?.json);
    expect(there?.isEmbedded).toBe(true);
    expect(await there?.manifestBytes()).toEqual(await here?.manifestBytes());
    const label = (here?.json as { active_manifest: string } | undefined)?.active_manifest;
    const uri = `self#jumbf=/c2pa/${label}`;
    expect(await there?.resource(uri)).toEqual(await here?.resource(uri));
  });

  it("is null without credentials, and an error of ours where it cannot be read", async () => {
    const one = host();
    expect(await one.read({ path: drawing, mimeType: "image/jpeg" })).toBeNull();
    await expect(one.read({ path: "/nowhere.jpg", mimeType: "image/jpeg" })).rejects.toMatchObject({
      code: "file.missing",
    });
  });

  it("has its thumbnail made there too", async () => {
    const bytes = await host().makeThumbnail(drawing, "image/jpeg", 64);
    expect(bytes?.slice(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]));
  });
});

describe("a file signed in a process of its own", () => {
  it("is signed with a key that stays here, and holds", async () => {
    const world = testContext({ containment: { jobs: 2, worker } });
    const { rootPath } = await makeIdentity(world);
    const path = join(world.folder, "a.jpg");
    copyFileSync(drawing, path);
    const { output = "" } = await signOne(world, path, { as: "camera", thumbnail: 128 });
    const { state } = await verifyOne(world, output, { trust: [rootPath] });
    expect(state).toBe("trusted");
  });
});

describe("the time of a file that is signed", () => {
  it.each([
    ["here", {}],
    ["in a process", { containment: { jobs: 1, worker } }],
  ])("stands still while an authority is waited for, %s", async (_, wishes) => {
    const world = testContext(wishes);
    await makeIdentity(world);
    const path = join(world.folder, "a.jpg");
    copyFileSync(drawing, path);
    const stampOne = async () => {
      await wait(2500);
      throw new ColophonError("timestamp.failed", "the authority is asleep");
    };
    const slow = { ...world, context: { ...world.context, stampOne } };
    const signing = signOne(slow, path, { as: "camera", tsa: ["http://tsa.test/"], timeoutMs: 2000 });
    await expect(signing).rejects.toMatchObject({ code: "timestamp.failed" });
  });

  it("goes on afterwards, and is over when it is over", async () => {
    const over = vi.fn();
    const clock = startClock(300, over);
    await clock.waitFor(() => wait(500));
    expect(over).not.toHaveBeenCalled();
    await wait(500);
    expect(over).toHaveBeenCalledOnce();
    const stopped = startClock(50, over);
    await stopped.waitFor(async () => stopped.stop());
    await wait(150);
    expect(over).toHaveBeenCalledOnce();
  });
});

describe("a single small file", () => {
  it("is read here, without the start of a process", async () => {
    const lone = createHost(
      { jobs: 1, lone: drawing, worker: new URL("file:///nowhere.js") },
      interrupt.signal,
    );
    const asset = { path: drawing, mimeType: "image/jpeg" };
    expect(await lone.read(asset)).toBeNull();
  });

  it("has the same limits: a hang or too much memory is told of in time", async () => {
    const never = () => new Promise(() => {});
    const ample = { timeoutMs: 60_000, maxMemoryBytes: 1e12 };
    await expect(within({ ...ample, timeoutMs: 20 }, interrupt.signal, never)).rejects.toMatchObject({
      code: "timeout",
    });
    await expect(within({ ...ample, maxMemoryBytes: 1 }, interrupt.signal, never)).rejects.toMatchObject({
      code: "engine.memory",
    });
  });

  it("is read in a process when its format goes deep, and so is any other file", async () => {
    const lone = createHost(
      { jobs: 1, lone: drawing, worker: new URL("file:///nowhere.js") },
      interrupt.signal,
    );
    for (const mimeType of ["video/mp4", "audio/mpeg"])
      await expect(lone.read({ path: drawing, mimeType })).rejects.toMatchObject({ code: "engine.crashed" });
    await expect(lone.read({ path: `${drawing}.other`, mimeType: "image/jpeg" })).rejects.toMatchObject({
      code: "engine.crashed",
    });
  });
});

describe("a single small file with much work beside it", () => {
  it("is read in a process when its credential is large, though that is kept outside it", async () => {
    const lone = createHost(
      { jobs: 1, lone: drawing, worker: new URL("file:///nowhere.js") },
      interrupt.signal,
    );
    const manifest = new Uint8Array(3_000_000);
    await expect(lone.read({ path: drawing, mimeType: "image/jpeg" }, { manifest })).rejects.toMatchObject({
      code: "engine.crashed",
    });
  });

  it("is signed in a process when it is made of another file", async () => {
    const containment = { jobs: 1, lone: drawing, worker: new URL("file:///nowhere.js") };
    const world = testContext({ containment });
    await makeIdentity(world);
    const other = join(world.folder, "other.jpg");
    copyFileSync(drawing, other);
    const signing = signOne(world, drawing, { as: "composite", ingredients: [other] });
    await expect(signing).rejects.toMatchObject({ code: "engine.crashed" });
  });
});

describe("a process that is started before it is asked", () => {
  /** A worker that leaves a trace of having been started. */
  function tracedWorker() {
    const folder = temporaryFolder();
    const [path, trace] = [join(folder, "worker.mjs"), join(folder, "trace")];
    writeFileSync(
      path,
      `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(trace)}, ""); process.send({ kind: "ready" });`,
    );
    return { worker: pathToFileURL(path), isStarted: () => existsSync(trace) };
  }

  it.each([undefined, "film.mp4", "-"])("is there for a run of: %s", async (lone) => {
    const { worker, isStarted } = tracedWorker();
    const one = createHost({ jobs: 1, lone, worker }, interrupt.signal);
    one.prepare();
    await vi.waitFor(() => expect(isStarted()).toBe(true), 20_000);
    await one.close();
  });

  it("is none for a single small picture, and none once the run is over", async () => {
    const { worker, isStarted } = tracedWorker();
    const lone = createHost({ jobs: 1, lone: drawing, worker }, interrupt.signal);
    lone.prepare();
    expect(await lone.read({ path: drawing, mimeType: "image/jpeg" })).toBeNull();
    const over = createHost({ jobs: 1, worker }, interrupt.signal);
    await over.close();
    over.prepare();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(isStarted()).toBe(false);
  });
});

describe("thousands of small files", () => {
  it.runIf(process.platform === "linux")("leave no more memory taken than hundreds", async () => {
    const one = host();
    const asset = { path: drawing, mimeType: "image/jpeg" };
    const readMany = async (count: number) => {
      for (let at = 0; at < count; at += 4) await Promise.all([1, 2, 3, 4].map(() => one.read(asset)));
      return (await residentBytes(process.pid)) ?? 0;
    };
    const early = await readMany(400);
    const late = await readMany(2_600);
    expect(late - early).toBeLessThan(80_000_000);
  });
});

describe("what a file may take", () => {
  it("is half a minute and 2 GB for a small one, and more for a large one", async () => {
    const small = await allowanceFor([{ path: drawing }], {});
    expect(Math.round(small.timeoutMs / 1000)).toBe(30);
    expect(small.maxMemoryBytes).toBeLessThan(2_010_000_000);
    const large = join(temporaryFolder(), "large.mp4");
    closeSync(openSync(large, "w"));
    truncateSync(large, 10_000_000_000);
    expect(await allowanceFor([{ path: large }], {})).toEqual({
      timeoutMs: 530_000,
      maxMemoryBytes: 12_000_000_000,
    });
  });

  it("is what was asked for", async () => {
    const wished = { timeoutMs: 5, maxMemoryBytes: 6 };
    expect(await allowanceFor([{ path: drawing }], wished)).toEqual(wished);
  });
});
