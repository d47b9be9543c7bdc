import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import * as jws from "../../../src/adapter/jws.ts";
import { generateKey, signRaw } from "../../../src/adapter/keys.ts";
import { loadSigningIdentity } from "../../../src/command/identity/load.ts";
import { readRecord } from "../../../src/core/consent/read-record.ts";
import { recordType, signRecord } from "../../../src/core/consent/sign-record.ts";
import type { SigningIdentity } from "../../../src/core/identity/identity.ts";
import { readTrustList } from "../../../src/core/trust/read-list.ts";
import { makeIdentity, testContext } from "../../support/context.ts";
import { consent } from "../../support/evidence.ts";

const world = testContext({ clock: () => new Date("2026-01-12T10:00:00Z") });
let ana: SigningIdentity;
let stranger: SigningIdentity;
let lists: ReturnType<typeof readTrustList>;
let text: string;

beforeAll(async () => {
  const { rootPath } = await makeIdentity(world);
  await makeIdentity(world, { name: "stranger", for: "Somebody Else", org: "Estudio Ruiz" });
  const identities = await world.context.identities();
  ana = (await loadSigningIdentity("ana", identities)).identity;
  stranger = (await loadSigningIdentity("stranger", identities)).identity;
  lists = readTrustList(await readFile(rootPath), { name: "ours", origin: rootPath });
  text = await signRecord(consent, ana, jws);
});

const read = (given: string, trust: Parameters<typeof readRecord>[1] = { lists }) =>
  readRecord(given, trust, jws);

/** The same text with another part at that place. */
function withPart(index: number, part: string): string {
  return text.split(".").with(index, part).join(".");
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

describe("a record signed by somebody a list recognizes", () => {
  it("is read as it was signed, and trusted", async () => {
    expect(await read(`${text}\n`)).toMatchObject({
      record: consent,
      signature: "verified",
      isTrusted: true,
      signer: { answer: "recognized", name: "Estudio Ruiz", list: { name: "ours" } },
    });
  });

  it("is trusted by the signer's own certificate too, where that is what was given", async () => {
    const certificate = ana.chain[0] as Uint8Array;
    expect(await read(text, { lists: [], certificate })).toMatchObject({
      isTrusted: true,
      signer: { answer: "given" },
    });
  });

  it("carries the chain and no secret", () => {
    const header = JSON.parse(Buffer.from(text.split(".")[0] ?? "", "base64url").toString());
    expect(header).toMatchObject({ alg: "ES256", typ: recordType });
    expect(header.x5c).toEqual(ana.chain.map((der) => Buffer.from(der).toString("base64")));
  });
});

describe("a record that was altered", () => {
  it.each([
    ["its end", { expires: "2030-01-01T00:00:00.000Z" }],
    ["its attributes", { attributes: ["face", "voice", "body"] }],
  ])("in %s is not as it was signed", async (_what, change) => {
    const payload = JSON.parse(Buffer.from(text.split(".")[1] ?? "", "base64url").toString());
    const altered = await read(withPart(1, encoded({ ...payload, ...change })));
    expect(altered).toMatchObject({ signature: "broken", isTrusted: false });
  });

  it("in its signature is not either", async () => {
    const signature = Buffer.from(text.split(".")[2] ?? "", "base64url");
    signature[3] = (signature[3] ?? 0) ^ 1;
    expect((await read(withPart(2, signature.toString("base64url")))).signature).toBe("broken");
  });

  it("by putting another's certificate into it is not either", async () => {
    const x5c = stranger.chain.map((der) => Buffer.from(der).toString("base64"));
    const other = await read(withPart(0, encoded({ alg: "ES256", typ: recordType, x5c })));
    expect(other).toMatchObject({ signature: "broken", isTrusted: false });
  });

  it("was signed by nobody that a list could recognize, whatever certificate stands in it", async () => {
    const payload = JSON.parse(Buffer.from(text.split(".")[1] ?? "", "base64url").toString());
    const { signer } = await read(withPart(1, encoded({ ...payload, scope: "everything" })));
    expect(signer).toMatchObject({ answer: "not-recognized", name: "Estudio Ruiz" });
    expect(signer).not.toHaveProperty("list");
  });

  it("by saying that it needs no signature is not either", async () => {
    const { chain } = ana;
    const x5c = chain.map((der) => Buffer.from(der).toString("base64"));
    for (const alg of ["none", "HS256"]) {
      const unsigned = withPart(0, encoded({ alg, typ: recordType, x5c })).replace(/[^.]+$/, "");
      expect((await read(unsigned)).signature).toBe("broken");
    }
  });
});

describe("a record signed by somebody else", () => {
  it("is whole, and the signer not recognized, although the name is the same", async () => {
    const other = await read(await signRecord(consent, stranger, jws));
    expect(other).toMatchObject({
      signature: "verified",
      isTrusted: false,
      signer: { answer: "not-recognized", name: "Estudio Ruiz" },
    });
  });

  it("is not accepted for the certificate that was given", async () => {
    const certificate = stranger.chain[0] as Uint8Array;
    expect(await read(text, { lists, certificate })).toMatchObject({
      isTrusted: false,
      signer: { answer: "not-recognized" },
    });
  });

  it("at a time when the certificate was not valid is not trusted", async () => {
    const recorded = new Date("2040-01-01T00:00:00Z");
    const late = await read(await signRecord({ ...consent, recorded }, ana, jws));
    expect(late).toMatchObject({ signature: "verified", isTrusted: false, signer: { answer: "expired" } });
  });
});

describe("what is no record", () => {
  it.each([
    ["nothing", "", /expected one line of signed text/],
    ["other text", "Dear Ana, I agree.", /expected one line of signed text/],
    ["a large file", `a.${"b".repeat(400_000)}.c`, /expected one line of signed text/],
  ])("is refused: %s", async (_what, given, says) => {
    await expect(() => read(given)).toThrowWithCode("consent.invalid", says);
  });

  it("is refused where it was signed as something else", async () => {
    const token = await jws.signJws(new TextEncoder().encode("{}"), "JWT", ana);
    await expect(() => read(token)).toThrowWithCode("consent.invalid", /signed as something else/);
  });

  it("is refused where the content is no record", async () => {
    const other = await jws.signJws(new TextEncoder().encode('{"schema":"x"}'), recordType, ana);
    await expect(() => read(other)).toThrowWithCode("consent.invalid", /"schema"/);
  });
});

describe("signing a record", () => {
  it("fails where the key is not the certificate's", async () => {
    const key = await generateKey("es256");
    const crooked = { ...ana, sign: (bytes: Uint8Array) => signRaw("es256", key, bytes) };
    await expect(() => signRecord(consent, crooked, jws)).toThrowWithCode("sign.unverified", /"ana"/);
  });

  it.each(["es384", "ed25519", "ps256"] as const)("works with %s", async (algorithm) => {
    const name = `with-${algorithm}`;
    await makeIdentity(world, { name, alg: algorithm });
    const { identity } = await loadSigningIdentity(name, await world.context.identities());
    expect(await read(await signRecord(consent, identity, jws))).toMatchObject({ signature: "verified" });
  });
});
