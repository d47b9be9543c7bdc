/** External signers as small programs: those that work, and each way in which one does not. */
import { createPublicKey, verify, X509Certificate } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ExternalSignerOptions, openExternalSigner } from "../../src/adapter/external-signer.ts";
import { claimSigning, type KeyKind, keyOptions, makeLeaf, makeRoot } from "../support/small-pki.ts";

const message = new TextEncoder().encode("the bytes to sign");
const program = join(import.meta.dirname, "../support/external-signer.mjs");
const algorithms = Object.keys(keyOptions) as KeyKind[];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "signer folder "));
  const root = await makeRoot(folder, "hsmroot");
  for (const key of algorithms) {
    const leaf = await makeLeaf(folder, { name: key, root: "hsmroot", key, extensions: claimSigning });
    await writeFile(join(folder, `${key}.chain.pem`), leaf + root);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function command(mode: string, key: KeyKind = "es256"): string {
  const path = join(folder, key);
  return `"${process.execPath}" '${program}' ${mode} ${key} "${path}.key" "${path}.chain.pem"`;
}

async function signWith(mode: string, key: KeyKind = "es256", options: ExternalSignerOptions = {}) {
  const signer = await openExternalSigner(command(mode, key), options);
  return signer.sign(message);
}

describe("a signer that works", () => {
  it.each(algorithms)("signs with %s, and says who it is", async (key) => {
    const signer = await openExternalSigner(command("good", key));
    expect(signer.algorithm).toBe(key);
    expect(signer.chain.map((der) => new X509Certificate(der).subject)).toEqual([
      "O=Studio Ruiz\nCN=Ana Ruiz",
      "O=Sample hsmroot\nCN=hsmroot",
    ]);
    expect(signer.tsaUrl).toBe("http://tsa.test/");
    expect(signer.reserveSize).toBe(30_000);
    const lengths: Record<string, number> = { es256: 64, es384: 96, es512: 132, ed25519: 64 };
    expect((await signer.sign(message)).length).toBe(lengths[key] ?? 256);
  });

  it.each(["es256", "es384", "es512"] as const)(
    "may sign with %s in DER, which is converted",
    async (key) => {
      const hash = { es256: "sha256", es384: "sha384", es512: "sha512" }[key];
      const publicKey = createPublicKey(await readFile(join(folder, `${key}.pem`)));
      for (let round = 0; round < 4; round += 1) {
        const signature = await signWith("der", key);
        expect(verify(hash, message, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
      }
    },
  );

  it("may write its algorithm in capitals, and leave the rest out", async () => {
    expect((await openExternalSigner(command("info-upper-case"))).algorithm).toBe("es256");
    const bare = await openExternalSigner(command("info-bare"));
    expect(bare).not.toHaveProperty("tsaUrl");
    expect(bare).not.toHaveProperty("reserveSize");
  });

  it("may write megabytes to stderr", async () => {
    expect((await signWith("chatty")).length).toBe(64);
  });

  it("may lie at a path with blanks and quotes", async () => {
    const place = join(folder, "it's here");
    await mkdir(place);
    await copyFile(program, join(place, "my signer.mjs"));
    const moved = command("good").replace(`'${program}'`, `"${join(place, "my signer.mjs")}"`);
    expect((await (await openExternalSigner(moved)).sign(message)).length).toBe(64);
  });
});

describe("a signer that cannot say who it is", () => {
  it.each([
    ["info-not-json", /printed something that is not JSON$/],
    ["info-array", /JSON that is not an object$/],
    ["info-lacks-alg", /lacks "alg"$/],
    ["info-strange-alg", /"alg" is none of es256/],
    ["info-other-alg", /says "ps256", but its certificate holds an unsuitable key of type "ec"$/],
    ["info-lacks-certificate", /lacks "sign_cert" as PEM text$/],
    ["info-empty-certificate", /"sign_cert" holds no PEM certificate$/],
    ["info-bad-certificate", /"sign_cert" holds a certificate that cannot be read$/],
    ["info-bad-size", /"reserve_size" is no positive whole number$/],
    ["info-bad-authority", /"tsa_url" is no text$/],
    ["info-endless", /printed more than the 262144 bytes allowed$/],
  ])("is refused: %s", async (mode, text) => {
    const error = await openExternalSigner(command(mode)).catch((caught) => caught);
    expect(error.code).toBe("signer.failed");
    expect(error.message).toMatch(text);
    expect(`${error.message} ${error.cause}`).not.toContain("4711");
  });
});

describe("a signer that fails", () => {
  it.each([
    ["exit-1", /ended with exit code 1, it says: error: no slot with that label$/],
    ["killed-itself", /was ended by SIGTERM$/],
    ["empty", /printed nothing$/],
    ["garbage", /printed 15 bytes, expected a signature of 64 bytes for "es256"$/],
    ["megabyte", /printed more than the 65536 bytes allowed$/],
    ["right-length", /signature does not match its own certificate$/],
    ["other-bytes", /signature does not match its own certificate$/],
  ])("is refused: %s", async (mode, text) => {
    await expect(() => signWith(mode)).toThrowWithCode("signer.failed", text);
  });

  it("without reading what it should sign is refused for its signature", async () => {
    const signer = await openExternalSigner(command("right-length"));
    await expect(() => signer.sign(new Uint8Array(4 * 1024 * 1024))).toThrowWithCode(
      "signer.failed",
      "the signer's signature does not match its own certificate",
    );
  });

  it("because it is not there is refused by name", async () => {
    await expect(() => openExternalSigner("/no/such/signer --slot 1")).toThrowWithCode(
      "signer.failed",
      'the signer "/no/such/signer" was not found',
    );
  });

  it("because it is no program is refused by name", async () => {
    await writeFile(join(folder, "plain.txt"), "text", { mode: 0o600 });
    await expect(() => openExternalSigner(`"${join(folder, "plain.txt")}"`)).toThrowWithCode(
      "signer.failed",
      /plain\.txt" may not be executed$/,
    );
  });

  it("has what it prints about its secrets hidden", async () => {
    const error = await signWith("secrets").catch((caught) => caught);
    expect(error.code).toBe("signer.failed");
    expect(error.message).toMatch(/ended with exit code 3, it says: login failed: password=\[hidden\]$/);
    expect(`${error.stack} ${error.cause}`).not.toMatch(/hunter2|s3cret|PRIVATE|\x1b/);
  });
});

describe("a signer that hangs", () => {
  const pids = async () => (await readFile(join(folder, "es256.key.pid"), "utf8")).split(" ").map(Number);

  async function isGone(pid: number): Promise<boolean> {
    // A killed process nobody has collected yet is a zombie ("Z"): it no longer runs.
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "gone) Z");
    return /\) [ZX]/.test(stat);
  }

  async function expectAllGone(): Promise<void> {
    for (let wait = 0; wait < 20; wait += 1) {
      if ((await Promise.all((await pids()).map(isGone))).every(Boolean)) return;
      await sleep(100);
    }
    expect.fail(`still running: ${await pids()}`);
  }

  it("is stopped after its time, with every process it started", async () => {
    const start = Date.now();
    await expect(() => signWith("hangs", "es256", { timeoutMs: 1500 })).toThrowWithCode(
      "signer.failed",
      /was stopped, it did not finish within 1\.5 s$/,
    );
    expect(Date.now() - start).toBeLessThan(5000);
    await expectAllGone();
  });

  it("is stopped when the user stops it", async () => {
    const stop = new AbortController();
    const signer = await openExternalSigner(command("hangs"), { signal: stop.signal });
    setTimeout(() => stop.abort(), 500);
    await expect(() => signer.sign(message)).toThrowWithCode("interrupted");
    await expectAllGone();
    await expect(() => signer.sign(message)).toThrowWithCode("interrupted");
  });
});
