import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addTrust } from "../../../src/command/trust/add.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { type TrustWorld, today, trustWorld } from "../../support/trust-context.ts";
import { derOf } from "../../support/trust-lists.ts";

let folder = "";
let world: TrustWorld;
let root = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-add-"));
  world = trustWorld(join(folder, "store"));
  root = await makeRoot(folder, "root");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("adding a list", () => {
  test("from a file names it after the file and tells what is on it", async () => {
    const { lists } = await addTrust({ kind: "list", source: join(folder, "root.pem") }, world);
    expect(lists).toMatchObject([
      {
        summary: { name: "root", kind: "c2pa", count: 1, origin: join(folder, "root.pem"), ageDays: 0 },
        members: [{ name: "root" }],
      },
    ]);
    expect(await world.store.read("root")).toMatchObject({ addedAt: today });
  });

  test("from an address takes name and kind that were asked for", async () => {
    world.network.set("https://lists.example/all.pem", root);
    const source = "https://lists.example/all.pem";
    await addTrust({ kind: "list", source, name: "clocks", listKind: "tsa" }, world);
    expect(await world.store.read("clocks")).toMatchObject({ kind: "tsa", origin: source });
    expect(world.announced).toEqual(["asking lists.example for a trust list"]);
  });

  test("of mixed kinds keeps several, or none where one name is taken", async () => {
    const clock = await makeLeaf(folder, {
      name: "clock",
      root: "root",
      key: "es256",
      extensions: timeStamping,
    });
    world.network.set("https://lists.example/mixed.pem", root + clock);
    const source = "https://lists.example/mixed.pem";
    await addTrust({ kind: "list", source: join(folder, "root.pem"), name: "mixed-tsa" }, world);
    await expect(addTrust({ kind: "list", source }, world)).toThrowWithCode("trust.exists", /"mixed-tsa"/);
    expect(await world.store.names()).toEqual(["mixed-tsa"]);
    await addTrust({ kind: "list", source, name: "both" }, world);
    expect(await world.store.names()).toEqual(["both", "both-tsa", "mixed-tsa"]);
  });

  test("that is none keeps nothing", async () => {
    world.network.set("https://lists.example/login", "<html>sign in</html>");
    const source = "https://lists.example/login";
    await expect(addTrust({ kind: "list", source }, world)).toThrowWithCode("trust.unreadable", /web page/);
    const missing = { kind: "list", source: join(folder, "gone.pem") } as const;
    await expect(addTrust(missing, world)).toThrowWithCode("file.missing");
    expect(await world.store.names()).toEqual([]);
  });
});

describe("adding whoever signed a file", () => {
  beforeEach(async () => {
    await makeLeaf(folder, { name: "ana", root: "root", key: "es256", extensions: claimSigning });
  });

  const sign = async (file: string, ...names: string[]) => {
    const chain = await Promise.all(names.map((name) => derOf(folder, name)));
    world.signatures.set(file, { chain, timestamps: [] });
  };

  test("takes the signer's own certificate and nobody above it", async () => {
    await sign("photo.jpg", "ana", "root");
    const added = await addTrust({ kind: "signer", media: "photo.jpg", name: "ana" }, world);
    expect(added).toMatchObject({ isKept: true, isAuthority: false });
    expect(added.lists).toMatchObject([{ summary: { kind: "allowed" }, members: [{ name: "Ana Ruiz" }] }]);
    expect((await world.store.read("ana")).certificates).toEqual([await derOf(folder, "ana")]);
  });

  test("takes the topmost certificate instead where the authority is asked for", async () => {
    await sign("photo.jpg", "ana", "root");
    const wish = { kind: "signer", media: "photo.jpg", name: "studio", isAuthority: true } as const;
    const { lists, isAuthority } = await addTrust(wish, world);
    expect(isAuthority).toBe(true);
    expect(lists).toMatchObject([
      { summary: { name: "studio", kind: "c2pa", origin: "photo.jpg" }, members: [{ name: "root" }] },
    ]);
    expect((await world.store.read("studio")).certificates).toEqual([await derOf(folder, "root")]);
  });

  test("finds no authority in a file that carries the signer alone", async () => {
    await sign("photo.jpg", "ana");
    const wish = { kind: "signer", media: "photo.jpg", isAuthority: true } as const;
    await expect(addTrust(wish, world)).toThrowWithCode("trust.unreadable", /no authority/);
  });

  test("of a file that is broken is an error", async () => {
    await sign("photo.jpg", "ana", "root");
    const signature = world.signatures.get("photo.jpg") ?? { chain: [], timestamps: [] };
    world.signatures.set("photo.jpg", { ...signature, fault: "assertion.dataHash.mismatch" });
    await expect(addTrust({ kind: "signer", media: "photo.jpg" }, world)).toThrowWithCode(
      "trust.unreadable",
      /assertion\.dataHash\.mismatch/,
    );
    expect(await world.store.names()).toEqual([]);
  });

  test("keeps nothing in a dry run", async () => {
    await sign("photo.jpg", "ana", "root");
    const added = await addTrust({ kind: "signer", media: "photo.jpg", isDryRun: true }, world);
    expect(added).toMatchObject({ isKept: false, lists: [{ members: [{ name: "Ana Ruiz" }] }] });
    expect(await world.store.names()).toEqual([]);
  });

  test("of a file that nobody signed is an error", async () => {
    await expect(addTrust({ kind: "signer", media: "plain.jpg" }, world)).toThrowWithCode(
      "trust.unreadable",
      /"plain.jpg" carries no signer/,
    );
  });
});
