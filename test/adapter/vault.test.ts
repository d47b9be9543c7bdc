import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { openVault, type Vault } from "../../src/adapter/vault.ts";
import type { ColophonError } from "../../src/error.ts";
import { scratchFolder } from "../support/identity-context.ts";

const created = new Date("2026-05-09T10:00:00Z");

function identity(name: string) {
  return {
    name,
    algorithm: "es256" as const,
    created,
    origin: "created" as const,
    keyPem: "the key\n",
    chainPem: "the chain\n",
    rootPem: "the root\n",
    rootKeyPem: "the root's key\n",
  };
}

let data: string;
let vault: Vault;

beforeEach(() => {
  data = join(scratchFolder(), "not", "there", "yet");
  vault = openVault(data);
});

const inside = (...parts: string[]) => join(data, "identities", ...parts);
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("an empty vault", () => {
  it("lists nothing and makes nothing", async () => {
    expect(await vault.list()).toEqual([]);
    expect(await vault.defaultName()).toBeUndefined();
    expect(existsSync(data)).toBe(false);
  });

  it("says how to make the identity that is not there", async () => {
    const error: ColophonError = await vault.read("studio").catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: "identity.unknown",
      message: 'no identity named "studio"',
      hints: ["make it: colophon identity create studio"],
    });
  });
});

describe("a new identity", () => {
  it("comes back as it was put in, dates and all", async () => {
    await vault.create(identity("ana"));
    expect(await vault.read("ana")).toEqual({
      ...identity("ana"),
      requestPem: undefined,
      folder: inside("ana"),
      warnings: [],
    });
    expect(JSON.parse(readFileSync(inside("ana", "identity.json"), "utf8"))).toEqual({
      schema: 1,
      name: "ana",
      algorithm: "es256",
      created: "2026-05-09T10:00:00.000Z",
      origin: "created",
    });
  });

  it("is for its owner's eyes only, whatever the umask", async () => {
    const before = process.umask(0);
    await vault.create(identity("ana")).finally(() => process.umask(before));
    expect(modeOf(inside("ana"))).toBe(0o700);
    expect(modeOf(inside())).toBe(0o700);
    for (const file of readdirSync(inside("ana"))) expect(modeOf(inside("ana", file))).toBe(0o600);
  });

  it("leaves nothing behind but its folder", async () => {
    await vault.create(identity("ana"));
    expect(readdirSync(inside())).toEqual(["ana"]);
  });

  it("does not overwrite one that is there", async () => {
    await vault.create(identity("ana"));
    await expect(() => vault.checkFree("ana")).toThrowWithCode("identity.exists", '"ana"');
    await expect(() => vault.create({ ...identity("ana"), keyPem: "another" })).toThrowWithCode(
      "identity.exists",
    );
    expect((await vault.read("ana")).keyPem).toBe("the key\n");
  });

  it("made twice at once is made once, and whole", async () => {
    const twice = [
      vault.create({ ...identity("ana"), keyPem: "1" }),
      vault.create({ ...identity("ana"), keyPem: "2" }),
    ];
    const results = await Promise.allSettled(twice);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(readdirSync(inside())).toEqual(["ana"]);
  });

  it("is made with all its files or not at all", async () => {
    // A text that cannot be written stands for a disk that fills up half way.
    const broken = { ...identity("ana"), rootKeyPem: Symbol("unwritable") as unknown as string };
    await expect(vault.create(broken)).rejects.toThrow();
    expect(readdirSync(inside())).toEqual([]);
  });
});

describe("the name of an identity", () => {
  it.each(["a", "ana", "Ana_Ruiz-2.old", "9", "_x", "josé", "工作室", "x".repeat(64)])(
    "may be %s",
    async (name) => {
      await vault.create(identity(name));
      expect(await vault.list()).toEqual([name]);
    },
  );

  it.each([
    ["empty", ""],
    ["hidden", ".ana"],
    ["like an option", "-ana"],
    ["a way up", "../ana"],
    ["a path", "a/b"],
    ["a Windows path", "a\\b"],
    ["spaced", "ana ruiz"],
    ["a line too many", "ana\n"],
    ["an escape", "ana\u001b[31m"],
    ["a reversal", "ana\u202egnp"],
    ["too long", "x".repeat(65)],
  ])("may not be %s", async (_, name) => {
    await expect(() => vault.create(identity(name))).toThrowWithCode("identity.name");
    await expect(() => vault.read(name)).toThrowWithCode("identity.name");
    await expect(() => vault.setDefault(name)).toThrowWithCode("identity.name");
    await expect(() => vault.remove(name)).toThrowWithCode("identity.name");
    expect(await vault.list()).toEqual([]);
  });
});

describe("a vault with identities", () => {
  beforeEach(async () => {
    await vault.create(identity("test"));
    await vault.create(identity("ana"));
  });

  it("lists them by name and names them in the hint for an unknown one", async () => {
    expect(await vault.list()).toEqual(["ana", "test"]);
    const error: ColophonError = await vault.read("studio").catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: "identity.unknown",
      hints: ["you have: ana, test — use one with -i ana", "or make it: colophon identity create studio"],
    });
  });

  it("remembers the default, through renaming and until removal", async () => {
    await vault.setDefault("ana");
    expect(await openVault(data).defaultName()).toBe("ana");
    await vault.rename("ana", "studio");
    expect(await vault.defaultName()).toBe("studio");
    expect(await vault.list()).toEqual(["studio", "test"]);
    expect(JSON.parse(readFileSync(inside("studio", "identity.json"), "utf8")).name).toBe("studio");
    await vault.remove("studio");
    expect(await vault.defaultName()).toBeUndefined();
    expect(readdirSync(inside())).toEqual(["test"]);
  });

  it("does not make a default of what is not there", async () => {
    await expect(() => vault.setDefault("studio")).toThrowWithCode("identity.unknown");
    await vault.setDefault("ana");
    rmSync(inside("ana"), { recursive: true });
    expect(await vault.defaultName()).toBeUndefined();
  });

  it("does not rename one over another", async () => {
    await expect(() => vault.rename("ana", "test")).toThrowWithCode("identity.exists", '"test"');
    await expect(() => vault.rename("nobody", "other")).toThrowWithCode("identity.unknown");
    expect(await vault.list()).toEqual(["ana", "test"]);
  });

  it("replaces a chain and leaves the key alone", async () => {
    await vault.replaceChain("ana", "a new chain\n");
    expect(await vault.read("ana")).toMatchObject({ ...identity("ana"), chainPem: "a new chain\n" });
    await vault.replaceChain("ana", "a newer chain\n", "another root\n");
    expect(await vault.read("ana")).toMatchObject({ chainPem: "a newer chain\n", rootPem: "another root\n" });
    expect(modeOf(inside("ana", "chain.pem"))).toBe(0o600);
    expect(readdirSync(inside("ana")).sort()).toEqual(
      ["chain.pem", "identity.json", "key.pem", "root-key.pem", "root.pem"].sort(),
    );
  });

  it("warns of each private key that others can read", async () => {
    chmodSync(inside("ana", "key.pem"), 0o644);
    chmodSync(inside("ana", "chain.pem"), 0o644);
    expect((await vault.read("ana")).warnings).toEqual([
      expect.stringMatching(/others .* can read a private key of "ana": chmod 600 .*key\.pem$/),
    ]);
    chmodSync(inside("ana", "root-key.pem"), 0o640);
    expect((await vault.read("ana")).warnings).toHaveLength(2);
  });
});

describe("a damaged identity", () => {
  beforeEach(() => vault.create(identity("ana")));

  it.each<[string, () => void, RegExp]>([
    ["without its key", () => rmSync(inside("ana", "key.pem")), /"key\.pem" is missing/],
    ["without its record", () => rmSync(inside("ana", "identity.json")), /"identity\.json" is missing/],
    ["with half a record", () => writeFileSync(inside("ana", "identity.json"), '{"schema":1,'), /not JSON/],
    [
      "with null for a record",
      () => writeFileSync(inside("ana", "identity.json"), "null"),
      /not of schema 1/,
    ],
    [
      "with a record of tomorrow",
      () => writeFileSync(inside("ana", "identity.json"), '{"schema":2,"algorithm":"es256"}'),
      /not of schema 1/,
    ],
  ])("is incomplete, keeps its name and can be removed: %s", async (_, damage, says) => {
    damage();
    await expect(() => vault.read("ana")).toThrowWithCode("identity.incomplete", says);
    expect(await vault.list()).toEqual(["ana"]);
    await vault.remove("ana");
    expect(await vault.list()).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("is not waited for where a pipe stands in its place", async () => {
    rmSync(inside("ana", "identity.json"));
    execFileSync("mkfifo", [inside("ana", "identity.json")]);
    await expect(() => vault.read("ana")).toThrowWithCode("file.irregular", /a named pipe/);
  });

  it("does not fall between two names", async () => {
    writeFileSync(inside("ana", "identity.json"), "{");
    await expect(() => vault.rename("ana", "studio")).toThrowWithCode("identity.incomplete");
    expect(await vault.list()).toEqual(["ana"]);
  });

  it("with a folder where its key should be is a fault of the disk, with its path", async () => {
    rmSync(inside("ana", "key.pem"));
    mkdirSync(inside("ana", "key.pem"));
    await expect(() => vault.read("ana")).toThrowWithCode(
      "file.directory",
      /key\.pem".*: is a folder, expected a file$/,
    );
  });
});
