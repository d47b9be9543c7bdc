/** The pre-commit hook in a repository of its own: by hand, and by the tool pre-commit where it is installed. */
import { spawnSync } from "node:child_process";
import {
  accessSync,
  appendFileSync,
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formats } from "../../src/core/asset/formats.ts";
import { exampleSite, type Ran, root, type Site } from "../support/example-run.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const hook = join(root, "examples/git/pre-commit");

interface Repository {
  folder: string;
  git(...args: string[]): Ran;
  /** A file of the site's media, staged. */
  stage(from: string, to?: string): void;
}

let site: Site;

beforeAll(() => {
  site = exampleSite();
});

function repository(): Repository {
  const folder = temporaryFolder();
  const who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
  const git = (...args: string[]) => site.run("git", [...who, ...args], {}, folder);
  git("init", "-q");
  copyFileSync(hook, join(folder, ".git/hooks/pre-commit"));
  return {
    folder,
    git,
    stage(from, to = from) {
      copyFileSync(join(site.media, from), join(folder, to));
      git("add", to);
    },
  };
}

describe("the hook", () => {
  it("lets pictures pass that have no credential, or one that fits", () => {
    const { git, stage } = repository();
    stage("signed.jpg");
    stage("plain.png");
    expect(git("commit", "-qm", "pictures").code).toBe(0);
  });

  it("refuses one that was changed after it was signed, and says which", () => {
    const { git, stage, folder } = repository();
    mkdirSync(join(folder, "a folder"));
    copyFileSync(join(site.media, "damaged.jpg"), join(folder, "a folder/it's.jpg"));
    git("add", ".");
    stage("plain.png");
    const { code, err } = git("commit", "-qm", "pictures");
    expect(code).toBe(1);
    expect(err).toMatch(/a folder\/it's\.jpg\s+Invalid/);
    expect(err).toContain("git commit --no-verify");
    expect(git("log").code).not.toBe(0);
  });

  it("looks at what is committed, and not at what lies in the folder", () => {
    const { git, stage, folder } = repository();
    stage("signed.jpg");
    copyFileSync(join(site.media, "damaged.jpg"), join(folder, "signed.jpg"));
    expect(git("commit", "-qm", "good").code).toBe(0);
    stage("damaged.jpg");
    copyFileSync(join(site.media, "signed.jpg"), join(folder, "damaged.jpg"));
    expect(git("commit", "-qm", "bad").code).toBe(1);
  });

  it("judges a file with the sidecar beside it, whichever of the two was changed", () => {
    const { git, folder } = repository();
    copyFileSync(join(site.media, "plain.png"), join(folder, "a picture.png"));
    expect(
      site.run("colophon", ["sign", "-q", "--as", "camera", "--sidecar", "a picture.png"], {}, folder).code,
    ).toBe(0);
    git("add", ".");
    expect(git("commit", "-qm", "both").code).toBe(0);
    appendFileSync(join(folder, "a picture.png"), "edited");
    git("add", ".");
    expect(git("commit", "-qm", "another picture")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Invalid"),
    });
    git("checkout", "-q", "HEAD", "--", ".");
    const sidecar = readFileSync(join(folder, "a picture.png.c2pa"));
    writeFileSync(join(folder, "a picture.png.c2pa"), sidecar.subarray(0, 900));
    git("add", ".");
    expect(git("commit", "-qm", "a broken sidecar").code).toBe(1);
    expect(git("-c", "core.quotePath=false", "status", "--short").out).toContain("a picture.png.c2pa");
  });

  it.each(["PHOTO.JPG", ".github/photo.jpg", "node_modules/photo.jpg", "[1] @.jpg", "-q.jpg"])(
    "looks at whatever is committed, such as %s",
    (name) => {
      const { git, folder } = repository();
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      copyFileSync(join(site.media, "damaged.jpg"), join(folder, name));
      git("add", "-f", ".");
      const { code, err } = git("commit", "-qm", "picture");
      expect([code, err]).toEqual([1, expect.stringContaining("changed after it was issued")]);
    },
  );

  it("looks at a file of any kind that has a sidecar", () => {
    const { git, folder } = repository();
    writeFileSync(join(folder, "note.md"), "hello");
    site.run("colophon", ["sign", "-q", "--as", "drawing", "--sidecar", "note.md"], {}, folder);
    git("add", ".");
    expect(git("commit", "-qm", "note").code).toBe(0);
    appendFileSync(join(folder, "note.md"), "more");
    git("add", ".");
    expect(git("commit", "-qm", "another note").code).toBe(1);
  });

  it("knows every extension that colophon reads", () => {
    const named = [...readFileSync(hook, "utf8").matchAll(/'\*\.(\w+)'/g)].map(([, extension]) => extension);
    const read = formats.filter(({ canRead }) => canRead).flatMap(({ extensions }) => extensions);
    expect(named.sort()).toEqual(read.sort());
  });

  it("says that the program is not there, and commits nothing", () => {
    const { stage, folder } = repository();
    stage("plain.png");
    const { code, err } = site.run("sh", [hook], { COLOPHON: "/nowhere/colophon" }, folder);
    expect([code, err]).toEqual([1, expect.stringContaining('no program "/nowhere/colophon"')]);
  });

  it("has nothing to say where no media is committed, or some is only deleted", () => {
    const { git, stage, folder } = repository();
    stage("plain.png");
    git("commit", "-qm", "picture");
    git("rm", "-q", "plain.png");
    writeFileSync(join(folder, "note.txt"), "note");
    git("add", ".");
    expect(git("commit", "-qm", "text")).toMatchObject({ code: 0, err: "" });
  });

  it.each([
    ["valid", "plain.png", 1],
    ["valid", "signed.jpg", 0],
    ["trusted", "signed.jpg", 0],
    ["anything", "signed.jpg", 1],
  ])("demands what the repository is configured for: %s of %s", (level, name, code) => {
    const { git, stage } = repository();
    git("config", "colophon.require", level);
    stage(name);
    expect(git("commit", "-qm", "picture").code).toBe(code);
  });
});

describe("for the tool pre-commit", () => {
  const hooks: { id: string; entry: string; language: string }[] = parse(
    readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"),
  );

  it("the hook is named, and what it runs is there and executable", () => {
    const config = parse(readFileSync(join(root, "examples/git/pre-commit-config.yaml"), "utf8"));
    expect(config.repos[0].hooks.map(({ id }: { id: string }) => id)).toEqual(hooks.map(({ id }) => id));
    for (const { entry } of hooks) accessSync(join(root, entry), constants.X_OK);
  });

  const isHere = spawnSync("pre-commit", ["--version"]).status === 0;
  it.skipIf(!isHere)(`it runs by it${isHere ? "" : " (skipped: pre-commit is not installed)"}`, () => {
    const { folder, git, stage } = repository();
    stage("damaged.jpg");
    // A copy with a commit of its own: pre-commit takes hooks from commits only.
    const source = join(site.folder, "hooks");
    mkdirSync(join(source, "examples/git"), { recursive: true });
    copyFileSync(join(root, ".pre-commit-hooks.yaml"), join(source, ".pre-commit-hooks.yaml"));
    copyFileSync(hook, join(source, "examples/git/pre-commit"));
    const args = ["try-repo", source, "colophon-verify", "--verbose"];
    const who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
    for (const words of [
      ["init", "-q"],
      ["add", "."],
      [...who, "commit", "-qm", "hook"],
    ])
      site.run("git", words, {}, source);
    const { code, out } = site.run(
      "pre-commit",
      args,
      { PRE_COMMIT_HOME: join(site.folder, "cache") },
      folder,
    );
    expect(code).toBe(1);
    expect(out).toMatch(/damaged\.jpg/);
    git("rm", "-qf", "damaged.jpg");
    stage("signed.jpg");
    expect(site.run("pre-commit", args, { PRE_COMMIT_HOME: join(site.folder, "cache") }, folder).code).toBe(
      0,
    );
  });
});
