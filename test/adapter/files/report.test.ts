import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openReport, readLines } from "../../../src/adapter/files/report.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { transpile } from "../../support/transpiled.ts";

const anew = { isReplacing: false, isContinued: false, schema: "verify@1" };
const start = '{"kind":"start","schema":"verify@1"}\n';

function place(content?: string): string {
  const path = join(temporaryFolder(), "results.jsonl");
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

function write(path: string, rules: Parameters<typeof openReport>[1], text: string): string {
  const report = openReport(path, rules);
  report.write(text);
  report.close();
  return readFileSync(path, "utf8");
}

describe("a report", () => {
  it("has each line on the disk as soon as it is written", () => {
    const path = place();
    const report = openReport(path, anew);
    report.write(start);
    expect(readFileSync(path, "utf8")).toBe(start);
    report.close();
  });

  it("is not replaced unasked", async () => {
    const path = place(start);
    await expect(() => openReport(path, anew)).toThrowWithCode("output.exists");
    expect(write(path, { ...anew, isReplacing: true }, '{"kind":"start","n":2}\n')).toContain('"n":2');
  });

  it("never replaces what is no report, not even by force", async () => {
    const path = place("a picture, or a thesis");
    await expect(() => openReport(path, { ...anew, isReplacing: true })).toThrowWithCode("output.exists");
    await expect(() => openReport(path, { ...anew, isContinued: true })).toThrowWithCode("output.exists");
    expect(readFileSync(path, "utf8")).toBe("a picture, or a thesis");
  });

  it("goes on behind a line that was cut", () => {
    const path = place(`${start}{"kind":"resu`);
    expect(write(path, { ...anew, isContinued: true }, "next\n")).toBe(`${start}{"kind":"resu\nnext\n`);
  });

  it("is not gone on with by another command, but may be replaced by it", async () => {
    const path = place(start);
    const other = { ...anew, schema: "check@1" };
    await expect(() => openReport(path, { ...other, isContinued: true })).toThrowWithCode("output.exists");
    expect(readFileSync(path, "utf8")).toBe(start);
    expect(write(path, { ...other, isReplacing: true }, "x\n")).toBe("x\n");
  });

  it.each([
    ["new", undefined, anew],
    ["gone on with", start, { ...anew, isContinued: true }],
    ["replaced", start, { ...anew, isReplacing: true }],
  ])("that is %s loses no line where another run writes into it too", (_, content, rules) => {
    const path = place(content);
    const [one, other] = [openReport(path, rules), openReport(path, { ...anew, isContinued: true })];
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at}\n`);
    for (const [at, line] of lines.entries()) (at % 3 ? one : other).write(line);
    for (const report of [one, other]) report.close();
    expect(readFileSync(path, "utf8")).toMatch(new RegExp(`${lines.join("")}$`));
  });

  it("says what the disk says", async () => {
    await expect(() => openReport(join(temporaryFolder(), "no", "folder.jsonl"), anew)).toThrowWithCode(
      "output.folder",
    );
  });

  it("is read a line at a time", async () => {
    const lines: string[] = [];
    for await (const line of readLines(place("one\ntwo\nthr"))) lines.push(line);
    expect(lines).toEqual(["one", "two", "thr"]);
  });
});

describe("a process that is killed while it reports", () => {
  it("leaves whole lines behind, every time", async () => {
    const folder = temporaryFolder();
    const module = transpile("src/adapter/files/report.ts", folder);
    const script = join(folder, "write.mjs");
    writeFileSync(
      script,
      `import { openReport } from ${JSON.stringify(module)};
       const report = openReport(process.argv[2], { isReplacing: false, isContinued: false, schema: "" });
       process.send("on");
       for (let n = 0; ; n += 1) report.write(JSON.stringify({ n, pad: "x".repeat(2000) }) + "\\n");`,
    );
    for (let time = 0; time < 8; time += 1) {
      const path = join(folder, `r${time}.jsonl`);
      const child = spawn(process.execPath, [script, path], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
      await once(child, "message");
      setTimeout(() => child.kill("SIGKILL"), 5 + time * 3);
      await once(child, "exit");
      const lines = readFileSync(path, "utf8").split("\n");
      expect(lines.length).toBeGreaterThan(1);
      expect(lines.slice(0, -1).map((line) => (JSON.parse(line) as { n: number }).n)).toEqual(
        lines.slice(0, -1).map((_, at) => at),
      );
    }
  });
});
