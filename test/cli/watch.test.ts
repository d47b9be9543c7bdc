import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { fixture } from "../support/media.ts";
import { drawing, type Running, until, type Workshop, workshop } from "../support/running.ts";

async function watching(shop: Workshop, ...argv: string[]): Promise<Running> {
  const running = shop.start("watch", "shoot", "--settle", "0.5", ...argv);
  await until(() => running.err().includes("watching"), "it watches");
  return running;
}

async function stop(running: Running): Promise<string> {
  running.child.kill("SIGINT");
  expect(await running.ended, running.err()).toBe(0);
  return running.out();
}

const lines = (text: string) => text.split("\n").filter((line) => line !== "");

describe("colophon watch --do sign", () => {
  it("signs what comes, once; leaves its own outputs and what is no medium alone; and repeats nothing", async () => {
    const shop = workshop(1);
    const at = (name: string) => join(shop.folder, "shoot", name);
    writeFileSync(at("notes.txt"), "no medium");
    writeFileSync(at("bad.jpg"), readFileSync(drawing).subarray(0, 500));
    const running = await watching(shop, "--do", "sign", "--as", "camera");
    await until(() => existsSync(at("p0.signed.jpg")), "the first is signed");
    copyFileSync(drawing, at("p1.jpg"));
    await until(() => existsSync(at("p1.signed.jpg")), "the second is signed");
    await until(() => running.err().includes("bad.jpg"), "the bad one is told of");
    await pause(1500);
    expect(lines(await stop(running)).map((line) => line.split(" ")[0])).toEqual([
      "shoot/p0.jpg",
      "shoot/p1.jpg",
    ]);
    expect(running.err().match(/bad\.jpg/g)).toHaveLength(1);

    const again = await watching(shop, "--do", "sign", "--as", "camera");
    await until(() => again.err().includes("skipped 2 files"), "it has looked");
    expect(lines(await stop(again))).toEqual([]);
    expect(existsSync(at("p0.signed.signed.jpg"))).toBe(false);
  });
});

describe("what stands in the way for a while", () => {
  it("costs the file that time, and not the rest of the watch", async () => {
    const shop = workshop(1);
    const at = (name: string) => join(shop.folder, name);
    mkdirSync(at("out"));
    writeFileSync(at("out/shoot"), "in the way");
    const output = ["-o", "out/{dir}/{name}{ext}", "--settle", "0.1"];
    const running = await watching(shop, "--do", "sign", "--as", "camera", ...output);
    await until(() => running.err().includes('"shoot/p0.jpg": is tried again in 3 s'), "it has failed");
    expect(running.err()).toContain('error: "shoot/p0.jpg": "out/shoot"');
    rmSync(at("out/shoot"));
    await until(() => existsSync(at("out/shoot/p0.jpg")), "it is signed after all");
    expect(lines(await stop(running))).toHaveLength(1);
  });
});

describe("files of one name in several folders", () => {
  it("have one output, and only the first of them gets it", async () => {
    const shop = workshop(0);
    const at = (name: string) => join(shop.folder, name);
    for (const folder of ["shoot/a", "shoot/b"]) mkdirSync(at(folder));
    const sign = ["--do", "sign", "--as", "camera", "-o", "out/"];
    copyFileSync(drawing, at("shoot/a/p.jpg"));
    const running = await watching(shop, ...sign);
    await until(() => existsSync(at("out/p.signed.jpg")), "the first is signed");
    const signed = readFileSync(at("out/p.signed.jpg"));
    copyFileSync(fixture("poster.jpg"), at("shoot/b/p.jpg"));
    await until(() => running.err().includes("made by you from another file"), "the second is refused");
    await stop(running);

    const again = await watching(shop, ...sign);
    await until(() => again.err().includes("made by you from another file"), "it is refused again");
    expect(lines(await stop(again))).toEqual([]);
    expect(again.err()).toContain("skipped 1 file done before");
    expect(readFileSync(at("out/p.signed.jpg"))).toEqual(signed);
  });
});

describe("colophon watch --do label", () => {
  it("labels what comes, also what was only signed here, once; and leaves its own outputs alone", async () => {
    const shop = workshop(1);
    const at = (name: string) => join(shop.folder, "shoot", name);
    const label = ["--do", "label", "--as", "ai-edited", "--by", "Studio", "--no-visible"];
    shop.run("sign", "-q", "--as", "camera", "shoot/p0.jpg", "-o", "shoot/p1.jpg");
    const running = await watching(shop, ...label);
    await until(() => existsSync(at("p1.labeled.jpg")), "both are labeled");
    await pause(1500);
    expect(lines(await stop(running)).map((line) => line.split(" ")[0])).toEqual([
      "shoot/p0.jpg",
      "shoot/p1.jpg",
    ]);

    const again = await watching(shop, ...label);
    await until(() => again.err().includes("skipped 2 files"), "it has looked");
    expect(lines(await stop(again))).toEqual([]);
    expect(existsSync(at("p0.labeled.labeled.jpg"))).toBe(false);
  });
});

describe("colophon watch --do check", () => {
  it("checks what comes, and says that it is no legal advice", async () => {
    const shop = workshop(1);
    const running = await watching(shop, "--do", "check", "--law", "c2pa");
    await until(() => running.out().includes("p0.jpg"), "it is checked");
    await stop(running);
    expect(running.err()).toContain("not legal advice");
  });
});

describe("colophon watch --do verify", () => {
  it("leaves a file alone until it has settled, and takes up after a restart only what is new", async () => {
    const shop = workshop(0);
    const at = (name: string) => join(shop.folder, "shoot", name);
    const whole = readFileSync(drawing);
    const verify = ["--do", "verify", "--report", "r.jsonl"];
    const running = await watching(shop, ...verify);
    writeFileSync(at("slow.jpg"), whole.subarray(0, 400));
    for (let done = 400; done < whole.length; done += Math.ceil(whole.length / 8)) {
      await pause(150);
      appendFileSync(at("slow.jpg"), whole.subarray(done, done + Math.ceil(whole.length / 8)));
    }
    await until(() => running.out().includes("slow.jpg"), "it is verified");
    expect(running.out()).toContain("No Content Credentials");
    expect(running.err()).not.toContain("damaged");
    await stop(running);

    copyFileSync(drawing, at("new.jpg"));
    const again = await watching(shop, ...verify);
    await until(() => again.out().includes("new.jpg"), "the new one is verified");
    expect(await stop(again)).not.toContain("slow.jpg");
    expect(
      lines(readFileSync(join(shop.folder, "r.jsonl"), "utf8")).map((line) => JSON.parse(line)),
    ).toMatchObject([
      { kind: "start" },
      { result: { file: "shoot/slow.jpg" } },
      { kind: "end" },
      { kind: "start" },
      { result: { file: "shoot/new.jpg" } },
      { kind: "end" },
    ]);
  });

  it("tells once of a file whose name is no UTF-8, and of a folder that goes and comes back", async () => {
    const shop = workshop(1);
    const at = (name: string) => join(shop.folder, name);
    const odd = Buffer.concat([Buffer.from(at("shoot/bad")), Buffer.from([0xff]), Buffer.from(".jpg")]);
    copyFileSync(drawing, odd);
    const running = await watching(shop, "--do", "verify");
    await until(() => running.err().includes("not valid UTF-8"), "the odd name is told of");
    await until(() => running.out().includes("p0.jpg"), "the other file is verified");
    renameSync(at("shoot"), at("away"));
    await until(() => running.err().includes("the folder has gone"), "the folder is missed");
    await pause(1000);
    renameSync(at("away"), at("shoot"));
    await until(() => running.err().includes("the folder is back"), "the folder is seen again");
    copyFileSync(drawing, at("shoot/p1.jpg"));
    await until(() => running.out().includes("p1.jpg"), "it is watched as before");
    expect(lines(await stop(running)).map((line) => line.split(" ")[0])).toEqual([
      "shoot/p0.jpg",
      "shoot/p1.jpg",
    ]);
    for (const said of [/not valid UTF-8/g, /has gone/g, /is back/g])
      expect(running.err().match(said)).toHaveLength(1);
  });

  it("looks again where the credential comes later, and after a restart only where it is newer", async () => {
    const shop = workshop(1);
    const verify = ["--do", "verify", "--report", "r.jsonl"];
    const said = (running: Running) => lines(running.out()).map((line) => line.replace(/^\S+ +/, ""));
    const running = await watching(shop, ...verify);
    await until(() => running.out().includes("p0.jpg"), "it is verified");
    shop.run("sign", "-q", "--sidecar", "--as", "drawing", "shoot/p0.jpg", "-o", "p0.c2pa");
    copyFileSync(join(shop.folder, "p0.c2pa"), join(shop.folder, "shoot/p0.jpg.c2pa"));
    await until(() => said(running).length > 1, "it is verified again");
    expect(said(running)).toEqual([
      expect.stringContaining("No Content Credentials"),
      expect.stringContaining("Issuer not recognized"),
    ]);
    await stop(running);

    const again = await watching(shop, ...verify);
    copyFileSync(drawing, join(shop.folder, "shoot/new.jpg"));
    await until(() => again.out().includes("new.jpg"), "the new one is verified");
    expect(await stop(again)).not.toContain("p0.jpg");
  });

  it("takes up after a restart what failed, also where a report names it", async () => {
    const shop = workshop(1);
    const report = ["--report", "r.jsonl"];
    const sign = ["--do", "sign", "--as", "camera", "--no-timestamp", "-o", "out/"];
    mkdirSync(join(shop.folder, "out"));
    const inTheWay = join(shop.folder, "out/p0.signed.jpg");
    copyFileSync(drawing, inTheWay);
    const running = await watching(shop, ...sign, ...report);
    await until(() => running.err().includes("error"), "it fails");
    await stop(running);

    renameSync(inTheWay, join(shop.folder, "aside.jpg"));
    const again = await watching(shop, ...sign, ...report);
    await until(() => again.out().includes("p0.jpg"), "it is signed");
    await stop(again);
  });

  it("refuses what is no folder", () => {
    const shop = workshop(1);
    expect(shop.run("watch", "shoot/p0.jpg", "--do", "verify")).toMatchObject({ code: 2 });
    const missing = shop.run("watch", "nowhere", "--do", "verify");
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.err).not.toContain("watching");
    expect(shop.run("watch", "shoot").err).toContain("--do");
  });
});

describe("a report that is a pipe", () => {
  it("is refused, and nobody is waited for at its other end", () => {
    const shop = workshop(0);
    execFileSync("mkfifo", [join(shop.folder, "pipe")]);
    const { code, err } = shop.run("watch", "shoot", "--do", "verify", "--report", "pipe");
    expect([code, err]).toEqual([2, expect.stringContaining("exists and is no report")]);
  });
});

describe("what is wrong with every file", () => {
  it.each([
    [["sign", "--as", "camera", "--identity", "nobody"], "no identity named"],
    [["sign", "--as", "nonsense"], "nonsense"],
    [["label"], "expected --as"],
    [["check", "--law", "atlantis"], "atlantis"],
    [["verify", "--trust", "none.pem"], "none.pem"],
    [["verify", "--report", "shoot"], '"shoot": exists and is no report'],
    [["verify", "--as", "camera"], "--as means nothing with --do verify"],
    [["sign", "--law", "eu"], "it goes with --do check or label"],
    [["sign", "-o", "one.jpg"], '-o "one.jpg" names one file, and watch writes many'],
    [["label", "--as", "ai-generated", "-o", "-"], "name a folder: -o done/"],
  ])("is said before anything is watched: %s", (action, says) => {
    const shop = workshop(0);
    const { code, err } = shop.run("watch", "shoot", "--do", ...action);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(err).not.toContain("watching");
  });
});
