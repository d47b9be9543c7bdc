import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fingerprintOf } from "../../../src/core/trust/certificate.ts";
import { type ReadListOptions, readTrustList } from "../../../src/core/trust/read-list.ts";
import { ColophonError } from "../../../src/error.ts";
import { describeWithShared } from "../../support/shared.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { derOf } from "../../support/trust-lists.ts";

let folder = "";
let root = "";
let ana = "";
let clock = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "read-list-"));
  root = await makeRoot(folder, "root");
  ana = await makeLeaf(folder, { name: "ana", root: "root", key: "es256", extensions: claimSigning });
  clock = await makeLeaf(folder, { name: "clock", root: "root", key: "es256", extensions: timeStamping });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function read(text: string | Uint8Array, options: Partial<ReadListOptions> = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return readTrustList(bytes, { name: "mine", origin: "mine.pem", ...options });
}

const kindsOf = (lists: readonly { name: string; kind: string; certificates: readonly unknown[] }[]) =>
  lists.map(({ name, kind, certificates }) => `${name} ${kind} ${certificates.length}`);

describe("a good list", () => {
  test("keeps name, origin, date of adding and the hash of its bytes", () => {
    const addedAt = new Date("2026-11-23T10:00:00Z");
    const [list] = read(root, { kind: "tsa", addedAt });
    expect(list).toMatchObject({ name: "mine", kind: "tsa", origin: "mine.pem", addedAt });
    expect(list?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(list).not.toHaveProperty("issuedAt");
  });

  test("may have notes between the certificates, Windows line ends, a byte order mark and repetitions", () => {
    const text = `\uFEFF## a note\n\nSample root\n${root}${root}`.replaceAll("\n", "\r\n");
    expect(kindsOf(read(text, { kind: "c2pa" }))).toEqual(["mine c2pa 1"]);
  });

  test("may be one certificate in DER", async () => {
    expect(kindsOf(read(await derOf(folder, "root")))).toEqual(["mine c2pa 1"]);
  });

  test("states its dates in comments, where it does", () => {
    const [list] = read(`# Issued: 2026-08-21\n# Next update: 2027-02-21T00:00:00Z\n${root}`);
    expect(list?.issuedAt).toEqual(new Date("2026-08-21"));
    expect(list?.nextUpdate).toEqual(new Date("2027-02-21"));
  });

  test("may be JSON, and keeps the date of the list, not those of its entries", () => {
    const entry = { publisher: "The Sample Herald", date: "2020-01-01", certificate: root };
    const json = JSON.stringify({
      list: [entry],
      about: { lastUpdated: "2026-10-05", nextUpdate: "2027-01-05" },
    });
    const [list] = read(json, { kind: "publishers", origin: "publishers.json" });
    expect(list).toMatchObject({
      kind: "publishers",
      issuedAt: new Date("2026-10-05"),
      nextUpdate: new Date("2027-01-05"),
    });
    expect(list?.certificates).toHaveLength(1);
    expect(read(JSON.stringify([entry]))[0]).not.toHaveProperty("issuedAt");
  });

  test("splits by what each certificate is for, when no kind is given", () => {
    expect(kindsOf(read(clock + ana + root))).toEqual([
      "mine c2pa 1",
      "mine-allowed allowed 1",
      "mine-tsa tsa 1",
    ]);
  });

  test("is not split when a kind is given", () => {
    expect(kindsOf(read(clock + root, { kind: "publishers" }))).toEqual(["mine publishers 2"]);
  });

  test("of allowed certificates may name them by fingerprint", async () => {
    const fingerprint = fingerprintOf(await derOf(folder, "ana"));
    const [list] = read(`# ana\n${fingerprint}\n${fingerprint}\n`);
    expect(list).toMatchObject({ kind: "allowed", certificates: [], fingerprints: [fingerprint] });
    expect(read(clock + ana + fingerprint, { kind: "allowed" })[0]?.certificates).toHaveLength(2);
  });

  test("of news sources is a table", () => {
    const [list] = read("name,domain\nStudio,studio.example\n", { kind: "sources" });
    expect(list?.entries).toEqual([{ name: "Studio", domain: "studio.example" }]);
  });
});

describe("anything doubtful", () => {
  const html = "<!doctype html><title>Sign in</title>";
  const base64Secret = "c2VjcmV0IGNvbnRlbnRz";
  const damaged = `-----BEGIN CERTIFICATE-----\n${base64Secret}\n-----END CERTIFICATE-----\n`;

  test.each<[string, () => string, RegExp]>([
    ["an empty file", () => "", /is empty/],
    ["a file of blank lines", () => "\n \n", /is empty/],
    ["a web page", () => html, /is a web page/],
    ["JSON", () => '{"trust":[]}', /is JSON without a certificate/],
    ["JSON that is cut short", () => '{"trust":[', /is damaged JSON/],
    ["JSON without a bottom", () => "[".repeat(1_000_000), /is damaged JSON/],
    ["JSON with half a certificate", () => JSON.stringify([root.slice(0, 200)]), /cut short/],
    ["a key in JSON", () => JSON.stringify(["-----BEGIN PRIVATE KEY-----"]), /private key/],
    ["plain words", () => "no certificates today", /has no certificate in it/],
    ["one bad certificate among good ones", () => root + damaged + ana, /damaged certificate in block 2/],
    ["base64 that is none", () => root.replace("MII", "M*I"), /damaged certificate in block 1/],
    ["a block cut short at the end", () => root + ana.slice(0, 300), /cut short: block 2 does not end/],
    [
      "a block cut short in the middle",
      () => root.slice(0, 300) + ana,
      /damaged PEM marker|cut short: block 1/,
    ],
    ["an end without a beginning", () => `${root}-----END CERTIFICATE-----\n`, /ends a block in line \d+/],
    ["a damaged marker", () => `${root}-----BEGIN CERTIFICATE----\nAAAA\n`, /damaged PEM marker in line \d+/],
    [
      "a request",
      () => ana.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST"),
      /other than a certificate in block 1/,
    ],
    [
      "a fingerprint cut short",
      () => `${"A".repeat(43)}=\n${"A".repeat(40)}\n`,
      /damaged fingerprint in line 2/,
    ],
  ])("%s is refused as a whole", async (_, text, message) => {
    await expect(() => read(text())).toThrowWithCode("trust.unreadable", message);
    await expect(() => read(text(), { kind: "tsa" })).toThrowWithCode("trust.unreadable");
  });

  test("a private key is refused wherever it stands, and none of it is repeated", async () => {
    const key = await readFile(join(folder, "ana.key"), "utf8");
    await expect(() => read(root + key)).toThrowWithCode("trust.unreadable", /has a private key in it/);
    const said = messageOf(() => read(root + key));
    for (const line of key.split("\n").filter((line) => line.length > 20 && !line.startsWith("-")))
      expect(said).not.toContain(line);
  });

  test("what stands in a bad block is not repeated", () => {
    expect(messageOf(() => read(damaged))).not.toContain(base64Secret);
  });

  test("a certificate with bytes behind it is refused", async () => {
    const longer = Buffer.concat([await derOf(folder, "root"), Buffer.from("more")]).toString("base64");
    const text = `-----BEGIN CERTIFICATE-----\n${longer}\n-----END CERTIFICATE-----\n`;
    await expect(() => read(text)).toThrowWithCode("trust.unreadable", /block 1/);
  });

  test("an issuing certificate on a list of allowed ones would recognize nobody, and is refused", async () => {
    await expect(() => read(ana + root, { kind: "allowed" })).toThrowWithCode("trust.kind", /number 2/);
  });

  test("fingerprints fit no other kind than allowed", async () => {
    const text = `${root}${"A".repeat(43)}=\n`;
    await expect(() => read(text, { kind: "c2pa" })).toThrowWithCode("trust.kind", /fingerprint/);
  });
});

describe("a file named like an official one", () => {
  test("is of that kind, whatever its certificates say", () => {
    const [list, ...others] = read(clock + root, { origin: "/downloads/C2PA-TSA-TRUST-LIST.pem" });
    expect(others).toEqual([]);
    expect(list?.kind).toBe("tsa");
  });
});

describeWithShared("the lists that exist", (shared) => {
  const readShared = async (file: string) => {
    const origin = join(shared, "trust", file);
    return kindsOf(readTrustList(await readFile(origin), { name: "list", origin }));
  };

  test.each([
    ["C2PA-TRUST-LIST.pem", ["list c2pa 30"]],
    ["C2PA-TSA-TRUST-LIST.pem", ["list tsa 22"]],
    ["interim-anchors.pem", ["list c2pa 16", "list-tsa tsa 2"]],
    ["interim-allowed.pem", ["list allowed 86"]],
    ["c2pa-rs-test-roots.pem", ["list c2pa 8"]],
  ])("%s is read as what it is", async (file, kinds) => {
    expect(await readShared(file)).toEqual(kinds);
  });

  test("a list of purposes is no list of certificates", async () => {
    await expect(readShared("interim-store.cfg")).toThrowWithCode("trust.unreadable");
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ColophonError) return [error.message, ...error.hints].join("\n");
  }
  return "";
}
