/** Docker or Podman, where one runs here that has the base image: builds the image, runs it, and takes it away again. */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Ran, root } from "./example-run.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface ContainerEngine {
  build(file: string): Ran;
  /** A folder with these fixtures that anybody may write to. */
  folder(names: readonly string[]): string;
  /** With as little as it can do with: no network, no rights, nothing to write to but its volume and `media`. */
  run(words: readonly string[], media?: string, more?: readonly string[]): Ran;
}

const image = "colophon-test";
const volume = "colophon-test-home";

/** Otherwise why there is none, in words. */
export function findContainerEngine(base: string): ContainerEngine | string {
  const engine = ["docker", "podman"].find((name) => spawnSync(name, ["info"]).status === 0);
  if (engine === undefined) return "neither docker nor podman runs here";
  if (spawnSync(engine, ["image", "inspect", base]).status !== 0)
    return `${engine} has no ${base}, and a test fetches none`;
  const call = (...args: string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(engine, args, { cwd: root, encoding: "utf8" });
    return { code: status, out: stdout, err: stderr };
  };
  const still = ["--rm", "--network", "none", "--cap-drop", "ALL", "--read-only", "--tmpfs", "/tmp"];
  afterAll(() => {
    call("volume", "rm", "-f", volume);
    call("image", "rm", "-f", image);
  });
  return {
    build: (file) => call("build", "-q", "-f", file, "-t", image, "."),
    folder,
    run(words, media, more = []) {
      const mounts = ["-v", `${volume}:/home/node/colophon`, ...(media ? ["-v", `${media}:/work`] : [])];
      const ofOthers = more.includes("--user") ? mounts.slice(2) : mounts;
      return call("run", ...still, ...ofOthers, ...more, image, ...words);
    },
  };
}

function folder(names: readonly string[]): string {
  const made = temporaryFolder();
  for (const name of names) copyFileSync(join(root, "fixtures/media", name), join(made, name));
  chmodSync(made, 0o777);
  return made;
}
