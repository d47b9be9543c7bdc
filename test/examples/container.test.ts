/** The container file: read line by line, and built and run where a container engine and the base image are there. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { type ContainerEngine, findContainerEngine } from "../support/container-engine.ts";
import { root } from "../support/example-run.ts";

const path = "examples/container/Dockerfile";
const instructions = readFileSync(join(root, path), "utf8")
  .replace(/^#.*\n/gm, "")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const at = line.indexOf(" ");
    return { word: line.slice(0, at), rest: line.slice(at + 1).trim() };
  });

function all(word: string): string[] {
  return instructions.filter((one) => one.word === word).map(({ rest }) => rest);
}

const copied = all("COPY")
  .filter((rest) => !rest.startsWith("--from="))
  .flatMap((rest) => rest.split(" ").slice(0, -1));
const installed = all("COPY")
  .map((rest) => rest.split(" ").at(-1) ?? "")
  .filter((to) => to.startsWith("/opt/colophon/"))
  .map((to) => to.replace("/opt/colophon/", ""));
const base = "node:22-bookworm-slim";

it("both stages are Debian slim with one major version of Node, which colophon runs on", () => {
  const images = all("FROM").map((rest) => rest.split(" ")[0]);
  expect(images).toEqual([base, base]);
});

it("it runs as a number that is not root's, and what it runs belongs to root", () => {
  expect(all("USER")).toEqual(["1000:1000"]);
  expect(all("COPY").join(" ")).not.toContain("--chown");
});

it("dependencies are those of the lock file", () => {
  expect(all("RUN").join("\n")).toContain("npm ci");
  expect(all("RUN").join("\n")).not.toContain("npm install");
});

describe("what is copied into it", () => {
  it.each(copied)("%s is there", (name) => {
    expect(existsSync(join(root, name))).toBe(true);
  });

  it("is all that is let in, so that neither the history nor anybody's pictures are sent to the builder", () => {
    const [first, ...allowed] = readFileSync(join(root, `${path}.dockerignore`), "utf8")
      .trim()
      .split("\n");
    expect(first).toBe("*");
    expect(allowed.sort()).toEqual([...new Set(copied)].map((name) => `!${name}`).sort());
  });

  it("is what the package has, but for what only people read", () => {
    const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const isForMachines = (one: string) => one !== "docs" && !one.endsWith(".md") && !one.startsWith("!");
    const folders = files.filter(isForMachines);
    expect(installed).toEqual(
      expect.arrayContaining([...folders, "package.json", "node_modules", "LICENSE"]),
    );
  });

  it("is what the program opens beside itself", () => {
    const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `src/${name.replaceAll("\\", "/")}`);
    const opened = sources.flatMap((source) =>
      [...readFileSync(join(root, source), "utf8").matchAll(/new URL\(["'`](\.\.\/[^"'`$]+)/g)]
        .map(([, to = ""]) => posix.join(posix.dirname(source), to))
        .filter((to) => !to.startsWith("src/")),
    );
    expect(opened).toContain("docs/schema/");
    for (const name of opened) {
      const isInside = installed.some((one) => name === one || name.startsWith(`${one}/`));
      expect([name, isInside]).toEqual([name, true]);
    }
  });
});

it("every shell line is one", () => {
  for (const line of all("RUN")) {
    const { status, stderr } = spawnSync("sh", ["-n", "-c", line], { encoding: "utf8" });
    expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: "" });
  }
});

const found = findContainerEngine(base);
const isThere = typeof found !== "string";
describe.skipIf(!isThere)(`built${isThere ? "" : ` (skipped: ${found})`}`, () => {
  const { build, folder, run } = found as ContainerEngine;

  it("it builds", () => expect(build(path)).toMatchObject({ code: 0 }), 1_200_000);

  it("it says what it is, and knows what it needs", () => {
    expect(run([]).out).toContain("verify");
    expect(run(["schema", "verify"])).toMatchObject({ code: 0 });
    expect(run(["doctor"])).toMatchObject({ code: 0 });
  });

  it("it makes an identity, signs with it, and passes on what verify ends with", () => {
    const media = folder(["drawing.jpg", "drawing.png"]);
    expect(run(["identity", "create", "-q", "studio", "--for", "Ana Ruiz", "--no-passphrase"]).code).toBe(0);
    expect(run(["sign", "-q", "--as", "drawing", "drawing.jpg"], media)).toMatchObject({
      code: 0,
      out: "drawing.signed.jpg\n",
    });
    expect(run(["verify", "drawing.signed.jpg"], media).code).toBe(4);
    expect(run(["trust", "add", "--from", "drawing.signed.jpg", "--name", "studio"], media).code).toBe(0);
    expect(run(["verify", "drawing.signed.jpg"], media).code).toBe(0);
    expect(run(["verify", "."], media).code).toBe(3);
    expect(run(["verify", "missing.jpg"], media).code).toBe(2);
  });

  it("somebody else than its user can verify, too", () => {
    const media = folder(["drawing.jpg"]);
    expect(run(["verify", "drawing.jpg"], media, ["--user", "4711:4711"]).code).toBe(3);
  });

  it("nothing of the program can be written to, and no link in it leads nowhere", () => {
    const look = ["/opt/colophon", "(", "-writable", "-not", "-type", "l", ")", "-o", "-xtype", "l"];
    expect(run(look, undefined, ["--entrypoint", "find"])).toMatchObject({ code: 0, out: "" });
  });
});
