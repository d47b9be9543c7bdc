/** The container file: read line by line, and built where a container engine runs. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/example-run.ts";

const path = "examples/container/Dockerfile";
const instructions = readFileSync(join(root, path), "utf8")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
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

it("both stages are Debian slim with one major version of Node, which colophon runs on", () => {
  const images = all("FROM").map((rest) => rest.split(" ")[0]);
  expect(images).toEqual(["node:22-bookworm-slim", "node:22-bookworm-slim"]);
});

it("it does not run as root, and what it runs belongs to root", () => {
  expect(all("USER")).toEqual(["node"]);
  expect(all("COPY").join(" ")).not.toContain("--chown");
});

it("dependencies are those of the lock file", () => {
  expect(all("RUN").join("\n")).toContain("npm ci");
  expect(all("RUN").join("\n")).not.toContain("npm install");
});

describe("what is copied into it", () => {
  it.each(copied)("%s is there and let in", (name) => {
    expect(existsSync(join(root, name))).toBe(true);
    const allowed = readFileSync(join(root, `${path}.dockerignore`), "utf8").split("\n");
    expect(allowed).toContain(`!${name}`);
  });

  it("is all that the build and the program need", () => {
    const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const inside = all("COPY").join(" ");
    for (const name of files.filter((one: string) => !/docs|CHANGELOG/.test(one)))
      expect(inside).toContain(name);
  });
});

it("every shell line is one", () => {
  for (const line of all("RUN")) {
    const { status, stderr } = spawnSync("sh", ["-n", "-c", line], { encoding: "utf8" });
    expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: "" });
  }
});

const engine = ["docker", "podman"].find((name) => spawnSync(name, ["info"]).status === 0);
it.skipIf(engine === undefined)(
  `it builds and verifies${engine === undefined ? " (skipped: no container engine runs here)" : ""}`,
  () => {
    const command = engine ?? "docker";
    const built = spawnSync(command, ["build", "-q", "-f", path, "-t", "colophon-test", "."], { cwd: root });
    expect(built.status).toBe(0);
    const media = `${join(root, "fixtures/media")}:/work:ro`;
    const args = ["run", "--rm", "--network", "none", "-v", media, "colophon-test", "verify", "drawing.jpg"];
    expect(spawnSync(command, args).status).toBe(3);
  },
  600_000,
);
