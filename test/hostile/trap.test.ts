/** Files made to keep our own readers busy: they are done with soon, whatever they hold. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import {
  containerFor,
  currentPacket,
  editXmp,
  readMarks,
  xmpProperties,
} from "../../src/core/metadata/index.ts";
import { ColophonError } from "../../src/error.ts";
import { sourceOf } from "../support/byte-source.ts";
import { labelFor } from "../support/label-samples.ts";
import { peakKilobytes } from "../support/peak-memory.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { isFull } from "./extent.ts";
import { type Trap, traps } from "./trap.ts";

/** Most take a second on an idle machine, reading and writing together. */
const longestMs = 15_000;
const program = resolve(import.meta.dirname, "../../bin/colophon.js");
const some = traps.filter((_, index) => isFull || index % 3 === 0);

async function readAndWrite({ name }: Trap, bytes: Buffer): Promise<void> {
  const extension = extname(name).slice(1);
  const container = containerFor(extension === "jpg" ? "jpeg" : extension);
  if (!container) return;
  const packet = currentPacket(await readMarks(container, sourceOf(bytes)));
  try {
    const aigc = labelFor("t");
    const wanted =
      container.aigcPlace === "xmp"
        ? { xmp: editXmp(packet, [{ property: xmpProperties.aigc, values: [aigc] }]) }
        : { aigc };
    await container.write(sourceOf(bytes), wanted);
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
  }
}

describe("a trap for our readers", () => {
  it.each(some)("is gone through, or given up, in a while: $name", async (trap) => {
    const bytes = trap.bytes();
    const start = performance.now();
    await readAndWrite(trap, bytes);
    expect(performance.now() - start).toBeLessThan(longestMs);
  });
});

describe.skipIf(!isFull)("a trap for the whole program", () => {
  const heldMegabytes = 1000;

  it.each(traps)("is judged within its limits: $name", ({ name, bytes }) => {
    const folder = temporaryFolder();
    const path = join(folder, name);
    writeFileSync(path, bytes());
    const measure = `process.on("exit", () => console.error("MB", ${peakKilobytes} / 1024))`;
    writeFileSync(join(folder, "measure.cjs"), measure);
    const argv = ["--require", join(folder, "measure.cjs"), program];
    const options = ["check", "--law", "cn,eu", "--timeout", "5", "--json", path];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...argv, ...options], {
      encoding: "utf8",
      timeout: 60_000,
      env: { PATH: process.env.PATH, COLOPHON_HOME: folder },
    });
    expect([1, 2], stderr).toContain(status);
    expect(JSON.parse(stdout), stdout).toHaveProperty("schema");
    expect(Number(/MB ([\d.]+)/.exec(stderr)?.[1])).toBeLessThan(heldMegabytes);
  });
});
