/** Where a signature goes, and what is never lost on the way: inputs, outputs that were there, half-written files. */
import {
  appendFile,
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ColophonError } from "../../../src/error.ts";
import { makeIdentity, signOne, type TestWorld, testContext, verifyOne } from "../../support/context.ts";
import { corpusFile, fixture } from "../../support/media.ts";

const world = testContext();
let count = 0;

beforeAll(async () => {
  await makeIdentity(world);
});

/** A folder of its own, so that whatever is left behind is seen. */
async function folderWith(name: string): Promise<string> {
  count += 1;
  const folder = join(world.folder, `${count}`);
  await mkdir(folder);
  const path = join(folder, name);
  await copyFile(fixture(name), path);
  return path;
}

const namesBeside = async (path: string) => (await readdir(dirname(path))).sort();

/** Of the error that the work ends with. */
async function hintsOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "no error",
    (error: unknown) => (error as ColophonError).hints,
  );
}

describe("an output that was not named", () => {
  it("stands beside its source, called signed", async () => {
    const source = await folderWith("drawing.png");
    const { output } = await signOne(world, source, { as: "drawing" });
    expect(output).toBe(source.replace(".png", ".signed.png"));
    expect(await namesBeside(source)).toEqual(["drawing.png", "drawing.signed.png"]);
    expect((await verifyOne(world, output ?? "")).credential?.title).toBe("drawing.png");
  });
});

describe("an output that exists", () => {
  it("is refused, and left as it was", async () => {
    const source = await folderWith("drawing.jpg");
    const output = join(dirname(source), "there.jpg");
    await writeFile(output, "old");
    await expect(() => signOne(world, source, { as: "drawing", output })).toThrowWithCode(
      "output.exists",
      output,
    );
    expect(await readFile(output, "utf8")).toBe("old");
    expect(await namesBeside(source)).toEqual(["drawing.jpg", "there.jpg"]);
  });

  it("is replaced by force, and kept when signing then fails", async () => {
    const source = await folderWith("drawing.jpg");
    const output = join(dirname(source), "there.jpg");
    await writeFile(output, "old");
    const tsa = ["http://127.0.0.1:1"];
    await expect(() => signOne(world, source, { as: "drawing", output, force: true, tsa })).toThrowWithCode(
      "timestamp.failed",
    );
    expect(await readFile(output, "utf8")).toBe("old");
    await signOne(world, source, { as: "drawing", output, force: true });
    expect((await verifyOne(world, output)).state).toBe("valid");
    expect(await namesBeside(source)).toEqual(["drawing.jpg", "there.jpg"]);
  });
});

describe("an output that is an input", () => {
  it.each([
    ["by its own name", async (source: string) => source],
    ["by a roundabout name", async (source: string) => `${dirname(source)}/./${basename(source)}`],
    ["by a hard link", (source: string) => linked(source, link)],
    ["by a symbolic link", (source: string) => linked(source, symlink)],
  ])("is refused, even by force: %s", async (_how, nameIt) => {
    const source = await folderWith("drawing.jpg");
    const output = await nameIt(source);
    const before = await readFile(source);
    await expect(() => signOne(world, source, { as: "drawing", output, force: true })).toThrowWithCode(
      "output.is-input",
    );
    expect((await readFile(source)).equals(before)).toBe(true);
  });

  async function linked(source: string, make: (from: string, to: string) => Promise<void>): Promise<string> {
    const path = join(dirname(source), "other.jpg");
    await make(source, path);
    return path;
  }

  it("is refused for an ingredient as well", async () => {
    const source = await folderWith("drawing.jpg");
    const part = join(dirname(source), "part.png");
    await copyFile(fixture("drawing.png"), part);
    await expect(() =>
      signOne(world, source, { as: "composite", ingredients: [part], output: part, force: true }),
    ).toThrowWithCode("output.is-input", "part.png");
    expect((await readFile(part)).equals(await readFile(fixture("drawing.png")))).toBe(true);
  });
});

describe("--in-place", () => {
  it("puts a new file where the old one was, with its permissions", async () => {
    const source = await folderWith("drawing.jpg");
    await chmod(source, 0o640);
    const other = join(dirname(source), "hard-link.jpg");
    await link(source, other);
    const before = await stat(source);
    const { output } = await signOne(world, source, { as: "drawing", inPlace: true });
    expect(output).toBe(source);
    expect((await verifyOne(world, source)).state).toBe("valid");
    const after = await stat(source);
    expect([after.mode & 0o777, after.ino === before.ino]).toEqual([0o640, false]);
    // Written by rename: the old bytes still stand under their other name.
    expect((await readFile(other)).equals(await readFile(fixture("drawing.jpg")))).toBe(true);
    expect(await namesBeside(source)).toEqual(["drawing.jpg", "hard-link.jpg"]);
  });

  it("leaves the file alone when signing fails", async () => {
    const source = await folderWith("drawing.jpg");
    const tsa = ["http://127.0.0.1:1"];
    await expect(() => signOne(world, source, { as: "drawing", inPlace: true, tsa })).toThrowWithCode(
      "timestamp.failed",
    );
    expect((await readFile(source)).equals(await readFile(fixture("drawing.jpg")))).toBe(true);
    expect(await namesBeside(source)).toEqual(["drawing.jpg"]);
  });
});

describe("a source that somebody else changes meanwhile", () => {
  it("is noticed, and nothing is written", async () => {
    const source = await folderWith("drawing.jpg");
    const { context } = world;
    // The moment the authority is asked is in the middle of signing.
    const stampOne: typeof context.stampOne = async () => {
      await appendFile(source, "more");
      return { token: new Uint8Array(10), time: new Date(), authority: "Sample Time Authority" };
    };
    const meddled: TestWorld = { ...world, context: { ...context, stampOne } };
    await expect(() =>
      signOne(meddled, source, { as: "drawing", tsa: ["http://127.0.0.1:1"] }),
    ).toThrowWithCode("file.changed", "drawing.jpg");
    expect(await namesBeside(source)).toEqual(["drawing.jpg"]);
  });
});

describe("--sidecar", () => {
  it("leaves the file byte for byte as it was and writes one file beside it", async () => {
    const source = await folderWith("drawing.jpg");
    const { sidecar, output, addedBytes } = await signOne(world, source, { as: "drawing", sidecar: true });
    expect([sidecar, output, addedBytes]).toEqual([`${source}.c2pa`, undefined, 0]);
    expect((await readFile(source)).equals(await readFile(fixture("drawing.jpg")))).toBe(true);
    expect(await namesBeside(source)).toEqual(["drawing.jpg", "drawing.jpg.c2pa"]);
    expect(await verifyOne(world, source)).toMatchObject({ state: "valid", source: "sidecar" });
  });

  it("is refused for a file that has credentials inside", async () => {
    const source = await folderWith("drawing.jpg");
    await signOne(world, source, { as: "drawing", inPlace: true });
    await expect(() => signOne(world, source, { sidecar: true })).toThrowWithCode(
      "parent.conflict",
      "sidecar",
    );
    expect(await namesBeside(source)).toEqual(["drawing.jpg"]);
  });

  const pdf = corpusFile("signed/adobe-20240110-single_manifest_store.pdf");
  const why = pdf === undefined ? " (skipped: no ../shared folder)" : "";
  it.skipIf(pdf === undefined)(`is refused as well where nothing can be written inside${why}`, async () => {
    const output = join(world.folder, "page.pdf.c2pa");
    await expect(signOne(world, pdf ?? "", { sidecar: true, output })).rejects.toMatchObject({
      code: "parent.conflict",
      hints: ["take the file as it was before: into this one no others can be written"],
    });
    expect(await readdir(world.folder)).not.toContain("page.pdf.c2pa");
  });
});

describe("--remote-url", () => {
  const remoteUrl = "https://credentials.example/drawing.c2pa";

  it("puts the address into the file and the credentials beside it", async () => {
    const source = await folderWith("drawing.jpg");
    const { output = "", sidecar = "" } = await signOne(world, source, { as: "drawing", remoteUrl });
    expect(sidecar).toBe(`${output}.c2pa`);
    expect((await readFile(output)).includes(remoteUrl)).toBe(true);
    expect((await readFile(output)).includes("jumb")).toBe(false);
    expect(await verifyOne(world, output)).toMatchObject({
      state: "valid",
      source: "sidecar",
      unchanged: { answer: "unchanged" },
    });
  });

  it("makes a file that says offline where its credentials are kept, and no more", async () => {
    const source = await folderWith("drawing.jpg");
    const { output = "", sidecar = "" } = await signOne(world, source, { as: "drawing", remoteUrl });
    await rm(sidecar);
    await expect(() => verifyOne(world, output)).toThrowWithCode(
      "credential.remote-only",
      "credentials.example",
    );
    // A hint is only given where its option is.
    expect(await hintsOf(verifyOne(world, output))).toEqual(["add --remote to fetch them"]);
    expect(await hintsOf(signOne(world, output, { as: "drawing" }))).toEqual([]);
    expect(await hintsOf(world.context.trust.readSignature(output, []))).toEqual([]);
  });

  it("is refused and never quoted where it names a user", async () => {
    const source = await folderWith("drawing.jpg");
    for (const remoteUrl of ["https://ana:secret@credentials.example/a", "ana:secret@credentials.example"]) {
      const attempt = signOne(world, source, { as: "drawing", remoteUrl });
      const error: ColophonError = await attempt.catch((thrown) => thrown);
      expect(error).toMatchObject({ code: "usage.invalid", hints: [] });
      expect(error.message).not.toMatch(/ana|secret/);
    }
  });

  it("asks the address only when told to, and says so", async () => {
    const source = await folderWith("drawing.jpg");
    const { output = "", sidecar = "" } = await signOne(world, source, { as: "drawing", remoteUrl });
    const bytes = await readFile(sidecar);
    await rm(sidecar);
    const asked: string[] = [];
    const fetch = async (url: string) => {
      asked.push(url);
      return new Uint8Array(bytes);
    };
    const online: TestWorld = { ...world, context: { ...world.context, fetch } };
    expect(await verifyOne(online, output, { remote: true })).toMatchObject({
      state: "valid",
      source: "remote",
    });
    expect(asked).toEqual([remoteUrl]);
    expect(world.announced).toContain("fetching Content Credentials from credentials.example");
  });

  it("writes neither file where one of the two cannot be written", async () => {
    const source = await folderWith("drawing.jpg");
    const output = join(dirname(source), "out.jpg");
    await writeFile(`${output}.c2pa`, "old");
    await expect(() => signOne(world, source, { as: "drawing", remoteUrl, output })).toThrowWithCode(
      "output.exists",
    );
    expect(await namesBeside(source)).toEqual(["drawing.jpg", "out.jpg.c2pa"]);
    expect(await readFile(`${output}.c2pa`, "utf8")).toBe("old");
  });

  it.each(["http://credentials.example/a.c2pa", "https://ana:secret@credentials.example/", "nowhere"])(
    "refuses %s",
    async (address) => {
      const source = await folderWith("drawing.jpg");
      await expect(() => signOne(world, source, { as: "drawing", remoteUrl: address })).toThrowWithCode(
        "usage.invalid",
        "https",
      );
    },
  );
});

describe("standard output", () => {
  it("has no room for a file and the credentials it points to", async () => {
    const wishes = { as: "drawing", output: "-", remoteUrl: "https://credentials.example/a.c2pa" };
    world.sent.length = 0;
    await expect(() => signOne(world, fixture("drawing.png"), wishes)).toThrowWithCode(
      "usage.conflict",
      "two files",
    );
    expect(world.sent).toEqual([]);
  });

  it("gets the whole signed file and nothing else", async () => {
    const source = await folderWith("drawing.png");
    world.sent.length = 0;
    await signOne(world, source, { as: "drawing", output: "-" });
    expect(await namesBeside(source)).toEqual(["drawing.png"]);
    const path = join(dirname(source), "piped.png");
    await writeFile(path, Buffer.concat(world.sent));
    expect((await verifyOne(world, path)).state).toBe("valid");
  });
});
