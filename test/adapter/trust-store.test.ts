import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTrustStore } from "../../src/adapter/trust-store.ts";
import type { StoredList } from "../../src/adapter/trust-store-format.ts";
import type { TrustStore } from "../../src/core/trust/store.ts";
import { makeRoot } from "../support/small-pki.ts";
import { derOf } from "../support/trust-lists.ts";

let base = "";
let folder = "";
let store: TrustStore;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "trust-store-"));
  folder = join(base, "trust");
  store = openTrustStore(folder);
});

afterEach(() => rm(base, { recursive: true, force: true }));

async function list(name = "signers", roots: readonly string[] = ["root"]): Promise<StoredList> {
  for (const root of roots) await makeRoot(base, root);
  const certificates = await Promise.all(roots.map((root) => derOf(base, root)));
  return {
    name,
    kind: "c2pa",
    origin: "https://lists.example/signers.pem",
    certificates,
    sha256: "ab".repeat(32),
  };
}

describe("a list that is kept", () => {
  test("comes back as it was, dates and all", async () => {
    const full: StoredList = {
      ...(await list("signers", ["root", "other"])),
      kind: "allowed",
      issuedAt: new Date("2026-08-21"),
      addedAt: new Date("2026-11-23T10:00:00Z"),
      nextUpdate: new Date("2027-08-21"),
      fingerprints: [`${"A".repeat(43)}=`],
    };
    await store.write(full);
    expect(await store.read("signers")).toEqual(full);
    expect(await store.names()).toEqual(["signers"]);
  });

  test("of news sources holds names in place of certificates", async () => {
    const entries = [{ name: "Studio", domain: "studio.example" }, { name: "新华社" }];
    const sources: StoredList = { ...(await list("新闻", [])), kind: "sources", entries };
    await store.write(sources);
    expect(await store.read("新闻")).toEqual(sources);
  });

  test("is one PEM that openssl understands and one JSON beside it, and nothing more", async () => {
    await store.write(await list());
    const files = (await readdir(folder)).sort();
    expect(files).toEqual([expect.stringMatching(/^signers\.[0-9a-f]{16}\.pem$/), "signers.json"]);
    const [pem = ""] = files;
    expect(await readFile(join(folder, pem), "utf8")).toBe(await readFile(join(base, "root.pem"), "utf8"));
  });

  test("is not replaced by accident, and leaves nothing behind when it is replaced on purpose", async () => {
    await store.write(await list());
    const newer = await list("signers", ["other"]);
    await expect(store.write(newer)).toThrowWithCode("trust.exists", /"signers"/);
    await store.write(newer, { isReplacing: true });
    expect(await store.read("signers")).toEqual(newer);
    expect(await readdir(folder)).toHaveLength(2);
  });

  test("is kept once where several are kept under one name at the same moment, and the others are told", async () => {
    const lists = [
      await list(),
      await list("signers", ["other"]),
      { ...(await list()), kind: "allowed" as const },
    ];
    const ends = await Promise.allSettled(lists.map((each) => openTrustStore(folder).write(each)));
    const kept = lists.filter((_, index) => ends[index]?.status === "fulfilled");
    expect([await store.read("signers")]).toEqual(kept);
    for (const end of ends)
      if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "trust.exists" });
    expect(await readdir(folder)).toHaveLength(2);
  });

  test("is gone when removed, and its namesakes with longer names are not", async () => {
    await store.write(await list());
    await store.write(await list("signers.0123456789abcdef"));
    await store.remove("signers");
    expect(await store.names()).toEqual(["signers.0123456789abcdef"]);
    expect((await store.read("signers.0123456789abcdef")).certificates).toHaveLength(1);
    await expect(store.remove("signers")).toThrowWithCode("trust.unknown");
  });
});

describe.skipIf(process.platform === "win32")("a pipe in the place of a list", () => {
  test("is not waited for", async () => {
    await store.write(await list());
    await rm(join(folder, "signers.json"));
    execFileSync("mkfifo", [join(folder, "signers.json")]);
    await expect(store.read("signers")).rejects.toMatchObject({ code: "file.irregular" });
  });
});

describe("a list that was changed on disk", () => {
  const edit = async (file: string, change: (text: string) => string) =>
    writeFile(join(folder, file), change(await readFile(join(folder, file), "utf8")));
  const pemName = async () => (await readdir(folder)).find((file) => file.endsWith(".pem")) ?? "";

  beforeEach(async () => store.write(await list()));

  test.each([
    ["its kind", (json: string) => json.replace('"c2pa"', '"tsa"')],
    ["its name", (json: string) => json.replace('"name": "signers"', '"name": "others"')],
    ["its origin", (json: string) => json.replace("lists.example", "evil.example")],
    ["nothing but JSON left out", (json: string) => json.slice(0, -20)],
    ["everything", () => "{}"],
    ["all content", () => ""],
    ["its shape", () => "null"],
  ])("is refused: %s", async (_, change) => {
    await edit("signers.json", change);
    await expect(store.read("signers")).toThrowWithCode("trust.unreadable", /its description/);
  });

  test("is refused when a certificate was added", async () => {
    await makeRoot(base, "evil");
    const evil = await readFile(join(base, "evil.pem"), "utf8");
    await edit(await pemName(), (pem) => pem + evil);
    await expect(store.read("signers")).toThrowWithCode("trust.unreadable", /its certificates are not those/);
  });

  test("is refused when its certificates are missing", async () => {
    await rm(join(folder, await pemName()));
    await expect(store.read("signers")).toThrowWithCode("trust.unreadable", /missing/);
  });

  test("is refused under another name", async () => {
    await cp(join(folder, "signers.json"), join(folder, "others.json"));
    await expect(store.read("others")).toThrowWithCode("trust.unreadable");
  });

  test("can be removed and replaced all the same", async () => {
    await edit("signers.json", () => "{}");
    await store.write(await list(), { isReplacing: true });
    expect((await store.read("signers")).kind).toBe("c2pa");
    await edit("signers.json", () => "{}");
    await store.remove("signers");
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a store", () => {
  test("without a folder is empty", async () => {
    expect(await store.names()).toEqual([]);
    await expect(store.read("signers")).toThrowWithCode("trust.unknown", /"signers"/);
  });

  test("after a crash between the two files still has the old list", async () => {
    const before = await list();
    await store.write(before);
    await writeFile(join(folder, `signers.${"0".repeat(16)}.pem`), "half a list");
    expect(await store.read("signers")).toEqual(before);
  });

  test("lists no file that it did not write under such a name", async () => {
    await store.write(await list());
    await writeFile(join(folder, "-x.json"), "{}");
    await writeFile(join(folder, "notes.txt"), "");
    expect(await store.names()).toEqual(["signers"]);
  });

  test.each(["", "..", "../evil", "a/b", ".hidden", "-x", "x".repeat(65), "a\u0000b", "a\nb"])(
    "takes no list by the name %j",
    async (name) => {
      await expect(list().then((made) => store.write({ ...made, name }))).toThrowWithCode("usage.invalid");
      await expect(store.read(name)).toThrowWithCode("trust.unknown");
      await expect(store.remove(name)).toThrowWithCode("trust.unknown");
    },
  );
});
