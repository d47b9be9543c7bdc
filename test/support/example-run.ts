/** Runs what the examples run, in a folder of its own, with this checkout's `colophon` on the PATH. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { folderUntil } from "./left-behind.ts";

export const root = resolve(import.meta.dirname, "../..");

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

export interface Site {
  folder: string;
  /** `signed.jpg` is trusted, `plain.png` has no credential, `damaged.jpg` no longer fits its own. */
  media: string;
  run(command: string, args: readonly string[], more?: Record<string, string>, cwd?: string): Ran;
}

/** For the tests of a file: a folder of media, an identity whose files are trusted, and nobody's own settings. */
export function exampleSite(): Site {
  const folder = folderUntil("file", "site");
  const [bin, media] = [join(folder, "bin"), join(folder, "media")];
  for (const path of [bin, media]) mkdirSync(path);
  writeFileSync(
    join(bin, "colophon"),
    `#!/bin/sh\nexec '${process.execPath}' '${root}/bin/colophon.js' "$@"\n`,
    { mode: 0o755 },
  );
  const env = {
    PATH: [bin, process.env.PATH ?? ""].join(delimiter),
    HOME: folder,
    LC_ALL: "C.UTF-8",
    COLOPHON_HOME: join(folder, "home"),
  };
  const run: Site["run"] = (command, args, more = {}, cwd = folder) => {
    const result = spawnSync(command, args, { cwd, env: { ...env, ...more }, encoding: "utf8" });
    if (result.error) throw result.error;
    return { code: result.status, out: result.stdout, err: result.stderr };
  };
  fill(media, (...args) => {
    const { code, err } = run("colophon", args);
    if (code !== 0) throw new Error(err);
  });
  return { folder, media, run };
}

function fill(media: string, colophon: (...args: string[]) => void): void {
  const signed = join(media, "signed.jpg");
  const fixture = (name: string) => join(root, "fixtures/media", name);
  colophon("identity", "create", "studio", "--for", "Ana Ruiz", "--no-passphrase");
  colophon("sign", "-q", "--as", "drawing", "-o", signed, fixture("drawing.jpg"));
  colophon("trust", "add", "--from", signed, "--name", "studio");
  copyFileSync(fixture("drawing.png"), join(media, "plain.png"));
  const bytes = readFileSync(signed);
  const at = bytes.length - 100;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(media, "damaged.jpg"), bytes);
}
