import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawing, until, type Workshop, workshop } from "../support/running.ts";

const names = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);
const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const pictures = 60;

function expectSourcesWhole({ folder }: Workshop) {
  const sums = new Set(names(join(folder, "shoot")).map((name) => sha256(join(folder, "shoot", name))));
  expect([...sums]).toEqual([sha256(drawing)]);
}

describe("Ctrl-C in the middle of a run", () => {
  it("drops what is in hand, says how to go on, and that command does the rest", async () => {
    const shop = workshop(pictures);
    const out = join(shop.folder, "out");
    const report = join(shop.folder, "r.jsonl");
    const sign = ["sign", "--as", "camera", "-o", "out/", "--report", "r.jsonl", "shoot"];
    const running = shop.start(...sign);
    await until(() => names(out).length >= 5, "some are signed");
    running.child.kill("SIGINT");
    expect(await running.ended).toBe(130);
    const signed = names(out);
    expect(signed.length).toBeLessThan(pictures);
    expect(signed.filter((name) => name.startsWith("."))).toEqual([]);
    expect(running.err()).toMatch(/interrupted after \d+ files/);
    expect(running.err()).toContain(
      "go on: colophon sign --continue --as camera -o out/ --report r.jsonl shoot",
    );
    expect(readFileSync(report, "utf8")).not.toContain('"kind":"end"');

    const rest = shop.run("sign", "--continue", ...sign.slice(1));
    expect(rest.code, rest.err).toBe(0);
    expect(rest.err).toMatch(/skipped \d+ files done before/);
    expect(names(out)).toHaveLength(pictures);
    const results = readFileSync(report, "utf8").trimEnd().split("\n");
    const files = results.flatMap(
      (line) => (JSON.parse(line) as { result?: { file: string } }).result?.file ?? [],
    );
    expect(new Set(files).size).toBe(pictures);
    expect(results.at(-1)).toContain('"kind":"end"');
    expectSourcesWhole(shop);
  });

  it("twice ends it at once, without temporaries", async () => {
    const shop = workshop(pictures);
    const out = join(shop.folder, "out");
    const running = shop.start("sign", "--as", "camera", "-o", "out/", "shoot");
    await until(() => names(out).length >= 3, "some are signed");
    running.child.kill("SIGINT");
    running.child.kill("SIGINT");
    expect(await running.ended).toBe(130);
    expect(names(out).filter((name) => name.startsWith("."))).toEqual([]);
    expectSourcesWhole(shop);
  });
});

describe("Ctrl-C while standard input does not end", () => {
  it("ends the run at once, time limit or not", async () => {
    const running = workshop(0).start("verify", "--timeout", "1", "-");
    // More than a pipe holds: all of it is taken only by who reads.
    const begun = Buffer.concat([readFileSync(drawing), Buffer.alloc(2 ** 20)]);
    await new Promise((taken) => running.child.stdin?.write(begun, taken));
    const started = performance.now();
    running.child.kill("SIGINT");
    expect(await running.ended).toBe(130);
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(running.err()).toBe("colophon: error: interrupted\n");
  });
});

describe("kill -9 in the middle of a run", () => {
  it("leaves a report that can be read to its last whole line, whole sources, and no half output", async () => {
    const shop = workshop(pictures);
    const out = join(shop.folder, "out");
    const report = join(shop.folder, "r.jsonl");
    const reported = () => (existsSync(report) ? readFileSync(report, "utf8").split("\n").length : 0);
    const running = shop.start("sign", "--as", "camera", "-o", "out/", "--report", "r.jsonl", "shoot");
    await until(() => reported() > 5, "some are reported");
    running.child.kill("SIGKILL");
    expect(await running.ended).toBe("SIGKILL");
    const lines = readFileSync(report, "utf8").split("\n").slice(0, -1);
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds[0]).toBe("start");
    expect(kinds).toContain("result");
    expect(kinds).not.toContain("end");
    expectSourcesWhole(shop);
    const finished = names(out).filter((name) => !name.startsWith("."));
    const verified = shop.run("verify", "--require", "valid", "-q", ...finished.map((name) => `out/${name}`));
    expect(verified.code, verified.err).toBe(0);
  });
});

describe.runIf(process.platform === "linux")("the processes that read the files", () => {
  it("end by themselves when the run is killed, even in the middle of a file that would take minutes", async () => {
    const shop = workshop(1);
    writeFileSync(join(shop.folder, "shoot", "trap.mp4"), boxesWithoutEnd());
    const running = shop.start("verify", "shoot");
    const parent = running.child.pid ?? 0;
    await until(() => childrenOf(parent).some(isAtWork), "one is at work");
    const children = childrenOf(parent);
    running.child.kill("SIGKILL");
    expect(await running.ended).toBe("SIGKILL");
    const killedAt = performance.now();
    await until(() => !children.some(isAlive), "they are gone");
    expect(performance.now() - killedAt).toBeLessThan(5000);
  });
});

/** The engine goes through it for minutes. */
function boxesWithoutEnd(): Buffer {
  const box = (type: string, content = "") => {
    const bytes = Buffer.from(`\0\0\0\0${type}${content}`, "latin1");
    bytes.writeUInt32BE(bytes.length);
    return bytes;
  };
  const boxes = Buffer.alloc(8_000_000, box("free"));
  return Buffer.concat([box("ftyp", "isom\0\0\0\0isommp42"), boxes, box("moov")]);
}

/** Behind the name, which may hold anything: state, parent, … and at the places 11 and 12 the time it took. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  } catch {
    return [];
  }
}

const childrenOf = (parent: number) =>
  readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && statOf(pid)[1] === String(parent));

/** A second of the processor is more than it takes to start. */
const isAtWork = (pid: number) => Number(statOf(pid)[11]) + Number(statOf(pid)[12]) > 100;

const isAlive = (pid: number) => statOf(pid).length > 0 && statOf(pid)[0] !== "Z";
