/** After any failure the old file is whole and the new one absent. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  removeLiveTemporaries,
  sweepTemporaries,
  withTemporaryOutput,
} from "../../../src/adapter/files/index.ts";
import { ColophonError } from "../../../src/error.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

let folder = "";
const at = (name: string) => join(folder, name);
const write = (text: string) => (path: string) => writeFile(path, text);
const rules = { force: false, protect: [] as string[] };

beforeEach(() => {
  folder = realpathSync(temporaryFolder());
  writeFileSync(at("input.jpg"), "input");
});

describe("an output", () => {
  it("appears whole, and nothing else stays", async () => {
    const result = await withTemporaryOutput(at("out.jpg"), rules, async (path) => {
      expect(dirname(path)).toBe(folder);
      expect(path).toMatch(/\/\.colophon-\d+-[0-9a-f]{16}\.jpg$/);
      expect(existsSync(at("out.jpg"))).toBe(false);
      await writeFile(path, "new");
      return "done";
    });
    expect(result).toBe("done");
    expect(readFileSync(at("out.jpg"), "utf8")).toBe("new");
    expect(readdirSync(folder).sort()).toEqual(["input.jpg", "out.jpg"]);
  });

  it("has the permissions of its source, and not those of a program", async () => {
    chmodSync(at("input.jpg"), 0o4640);
    await withTemporaryOutput(at("out.jpg"), { ...rules, modeOf: at("input.jpg") }, write("x"));
    expect(statSync(at("out.jpg")).mode & 0o7777).toBe(0o640);
  });

  it("replaces another only when told to, and through a link the file behind it", async () => {
    writeFileSync(at("old.jpg"), "old");
    symlinkSync("old.jpg", at("link.jpg"));
    await expect(() => withTemporaryOutput(at("old.jpg"), rules, write("new"))).toThrowWithCode(
      "output.exists",
    );
    await expect(() => withTemporaryOutput(at("link.jpg"), rules, write("new"))).toThrowWithCode(
      "output.exists",
    );
    expect(readFileSync(at("old.jpg"), "utf8")).toBe("old");
    await withTemporaryOutput(at("link.jpg"), { ...rules, force: true }, write("new"));
    expect(readFileSync(at("old.jpg"), "utf8")).toBe("new");
    expect(realpathSync(at("link.jpg"))).toBe(at("old.jpg"));
  });

  it("does not replace what appeared while it was written", async () => {
    const write = async (path: string) => {
      await writeFile(path, "new");
      writeFileSync(at("out.jpg"), "theirs");
    };
    await expect(() => withTemporaryOutput(at("out.jpg"), rules, write)).toThrowWithCode("output.exists");
    expect(readFileSync(at("out.jpg"), "utf8")).toBe("theirs");
    expect(readdirSync(folder).sort()).toEqual(["input.jpg", "out.jpg"]);
  });
});

describe("an output that is the input", () => {
  it("is refused by name, hard link and symbolic link, with force too", async () => {
    linkSync(at("input.jpg"), at("hard.jpg"));
    symlinkSync("input.jpg", at("soft.jpg"));
    mkdirSync(at("sub"));
    symlinkSync("..", at("sub/up"));
    for (const name of ["input.jpg", "hard.jpg", "soft.jpg", "sub/../input.jpg", "sub/up/input.jpg"]) {
      const attempt = () =>
        withTemporaryOutput(at(name), { force: true, protect: [at("input.jpg")] }, write("gone"));
      await expect(attempt).toThrowWithCode("output.is-input", /never written over/);
    }
    expect(readFileSync(at("input.jpg"), "utf8")).toBe("input");
  });
});

describe("a place that cannot be written to", () => {
  it("is refused in words", async () => {
    mkdirSync(at("folder"));
    symlinkSync("nowhere", at("dangling"));
    execFileSync("mkfifo", [at("pipe")]);
    const attempt =
      (name: string, force = false) =>
      () =>
        withTemporaryOutput(name, { force, protect: [] }, write("x"));
    await expect(attempt(at("none/out.jpg"))).toThrowWithCode("output.folder", /none": no such folder$/);
    await expect(attempt(at("input.jpg/out.jpg"))).toThrowWithCode("output.folder", /is a file/);
    await expect(attempt(at("folder"), true)).toThrowWithCode("output.folder", /is a folder/);
    await expect(attempt(at("dangling"), true)).toThrowWithCode("output.folder", /leads to nothing/);
    await expect(attempt(at("pipe"), true)).toThrowWithCode("output.not-writable", /not a regular file/);
    await expect(attempt("/dev/full", true)).toThrowWithCode("output.not-writable");
    await expect(attempt("/proc/out.jpg")).toThrowWithCode("output.folder");
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });
});

describe("when writing fails", () => {
  it("leaves the old file and no temporary", async () => {
    writeFileSync(at("old.jpg"), "old");
    const fail = async (path: string) => {
      await writeFile(path, "half");
      throw new Error("native trouble");
    };
    const attempt = withTemporaryOutput(at("old.jpg"), { force: true, protect: [] }, fail);
    await expect(attempt).rejects.toThrow("native trouble");
    expect(readFileSync(at("old.jpg"), "utf8")).toBe("old");
    expect(readdirSync(folder).sort()).toEqual(["input.jpg", "old.jpg"]);
  });

  it("says that the disk is full where it is", async () => {
    const attempt = () => withTemporaryOutput(at("out.jpg"), rules, () => writeFile("/dev/full", "x"));
    await expect(attempt).toThrowWithCode("output.no-space", /out\.jpg": no space/);
    expect(readdirSync(folder)).toEqual(["input.jpg"]);
  });

  it("says so where the engine only says that it failed", async () => {
    const failing = (full: boolean) => async (temporary: string) => {
      if (full) {
        rmSync(temporary);
        symlinkSync("/dev/full", temporary);
      }
      throw new ColophonError("engine.failed", "the engine could not analyze it");
    };
    await expect(withTemporaryOutput(at("out.jpg"), rules, failing(true))).rejects.toThrow(/no space/);
    await expect(withTemporaryOutput(at("out.jpg"), rules, failing(false))).rejects.toThrow(/engine/);
    expect(readdirSync(folder)).toEqual(["input.jpg"]);
  });

  it("does not take another file's trouble for the output's", async () => {
    const attempt = withTemporaryOutput(
      at("out.jpg"),
      rules,
      async () => void statSync(at("ingredient.png")),
    );
    await expect(attempt).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("an output that is claimed before the end", () => {
  it("is in its place from then on", async () => {
    await withTemporaryOutput(at("out.jpg"), rules, async (path, claim) => {
      await writeFile(path, "new");
      await claim();
      expect(readdirSync(folder).sort()).toEqual(["input.jpg", "out.jpg"]);
    });
    expect(readFileSync(at("out.jpg"), "utf8")).toBe("new");
  });

  it("goes to one of two, and the other does nothing more", async () => {
    const noted: string[] = [];
    const attempt = (text: string) =>
      withTemporaryOutput(at("out.jpg"), rules, async (path, claim) => {
        await writeFile(path, text);
        await claim();
        noted.push(text);
      });
    const ends = await Promise.allSettled([attempt("one"), attempt("two")]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(noted).toEqual([readFileSync(at("out.jpg"), "utf8")]);
    expect(readdirSync(folder).sort()).toEqual(["input.jpg", "out.jpg"]);
  });

  it("is gone where what follows fails", async () => {
    const attempt = withTemporaryOutput(at("out.jpg"), rules, async (path, claim) => {
      await writeFile(path, "new");
      await claim();
      throw new Error("not noted");
    });
    await expect(attempt).rejects.toThrow("not noted");
    expect(readdirSync(folder)).toEqual(["input.jpg"]);
  });

  it("and replaces another does so at the end", async () => {
    writeFileSync(at("old.jpg"), "old");
    const attempt = withTemporaryOutput(at("old.jpg"), { ...rules, force: true }, async (path, claim) => {
      await writeFile(path, "new");
      await claim();
      throw new Error("not noted");
    });
    await expect(attempt).rejects.toThrow("not noted");
    expect(readFileSync(at("old.jpg"), "utf8")).toBe("old");
  });

  it("stays, for what follows is done, where an interrupt comes too late", async () => {
    const abort = new AbortController();
    let isNoted = false;
    const attempt = withTemporaryOutput(
      at("out.jpg"),
      { ...rules, signal: abort.signal },
      async (path, claim) => {
        await writeFile(path, "new");
        await claim();
        abort.abort(new Error("stop"));
        await new Promise((done) => setTimeout(done, 20));
        isNoted = true;
      },
    );
    await expect(attempt).rejects.toThrow("stop");
    expect([isNoted, readFileSync(at("out.jpg"), "utf8")]).toEqual([true, "new"]);
  });

  it("is not claimed after an interrupt", async () => {
    const abort = new AbortController();
    let claiming: Promise<void> | undefined;
    const attempt = withTemporaryOutput(
      at("out.jpg"),
      { ...rules, signal: abort.signal },
      async (path, claim) => {
        await writeFile(path, "new");
        abort.abort(new Error("stop"));
        claiming = claim();
        await claiming;
      },
    );
    await expect(attempt).rejects.toThrow("stop");
    await expect(claiming).rejects.toThrow("stop");
    expect(readdirSync(folder)).toEqual(["input.jpg"]);
  });
});

describe("when it is interrupted", () => {
  it("removes the temporary at once, and again when the work that goes on has ended", async () => {
    const abort = new AbortController();
    let finish = () => {};
    let used = "";
    const attempt = withTemporaryOutput(at("out.jpg"), { ...rules, signal: abort.signal }, async (path) => {
      used = path;
      await new Promise<void>((done) => {
        finish = done;
      });
      await writeFile(path, "late");
    });
    const outcome = expect(attempt).rejects.toThrow("stop");
    while (used === "") await new Promise((done) => setTimeout(done, 5));
    abort.abort(new Error("stop"));
    await outcome;
    expect(readdirSync(folder)).toEqual(["input.jpg"]);
    finish();
    for (let tries = 0; tries < 100 && readdirSync(folder).length > 1; tries++) {
      await new Promise((done) => setTimeout(done, 10));
    }
    await new Promise((done) => setTimeout(done, 20));
    expect(readdirSync(folder)).toEqual(["input.jpg"]);
  });

  it("can remove what is being written from a signal handler", async () => {
    const attempt = withTemporaryOutput(at("out.jpg"), rules, async (path) => {
      await writeFile(path, "half");
      removeLiveTemporaries();
      expect(existsSync(path)).toBe(false);
      throw new Error("interrupted");
    });
    await expect(attempt).rejects.toThrow("interrupted");
  });
});

describe("what a killed process left", () => {
  const old = new Date(Date.now() - 120_000);
  const gone = () => {
    const [pid = ""] = execFileSync("sh", ["-c", "echo $$"]).toString().split("\n");
    return pid;
  };
  const leave = (name: string, isOld = true) => {
    writeFileSync(at(name), "left");
    if (isOld) utimesSync(at(name), old, old);
  };

  it("is swept when it is ours, old, and its process is gone", async () => {
    const pid = gone();
    leave(`.colophon-${pid}-00112233aabbccdd.jpg`);
    leave(`.colophon-${pid}-ffffffffffffffff.jpg`, false);
    leave(`.colophon-${process.pid}-00112233aabbccdd.jpg`);
    leave(".colophon-notes.txt");
    leave(`.colophon-${pid}-my own notes.txt`);
    expect(await sweepTemporaries(folder)).toEqual([at(`.colophon-${pid}-00112233aabbccdd.jpg`)]);
    expect(readdirSync(folder)).toHaveLength(5);
  });

  it("is swept by the next output into that folder", async () => {
    leave(`.colophon-${gone()}-00112233aabbccdd.jpg`);
    await withTemporaryOutput(at("out.jpg"), rules, write("x"));
    expect(readdirSync(folder).sort()).toEqual(["input.jpg", "out.jpg"]);
  });
});
