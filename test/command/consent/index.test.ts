import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ConsentContext } from "../../../src/command/consent/context.ts";
import {
  type RecordConsentOptions,
  recordConsent,
  showConsent,
  type VerifyConsentOptions,
  verifyConsent,
} from "../../../src/command/consent/index.ts";
import { makeIdentity, testContext } from "../../support/context.ts";

const world = testContext();
const context: ConsentContext = world.context;
const at = (name: string) => join(world.folder, name);
let rootPath: string;
let count = 0;

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
  await writeFile(at("release.pdf"), "I, the undersigned, agree.");
});

const now = Date.now();
const days = (number: number) => new Date(now + number * 86_400_000);

function record(wishes: Partial<RecordConsentOptions> = {}) {
  count += 1;
  return recordConsent(
    {
      subject: "Berta Lind",
      isNamed: false,
      attributes: ["face", "voice"],
      scope: "one advertisement for a bakery",
      kinds: [],
      notified: days(-20),
      obtained: days(-10),
      isMinor: false,
      identity: "ana",
      output: at(`consent-${count}.jws`),
      force: false,
      dryRun: false,
      ...wishes,
    },
    context,
  );
}

const verify = (path: string, wishes: Partial<VerifyConsentOptions> = {}) =>
  verifyConsent({ record: path, trust: [rootPath], kinds: [], ...wishes }, context);

describe("recording a consent", () => {
  it("writes a signed record with a pseudonym and without the name, and tells who it is once", async () => {
    const { output, subject, record: written, issuer } = await record({ evidence: at("release.pdf") });
    const text = await readFile(output, "utf8");
    const payload = Buffer.from(text.split(".")[1] ?? "", "base64url").toString();
    expect(payload).not.toMatch(/Berta|undersigned/);
    expect(JSON.parse(payload)).toEqual(written);
    expect(subject).toMatchObject({ given: "Berta Lind", isNamed: false });
    expect(subject.id).toBe((written.subject as { id: string }).id);
    expect(issuer).toBe("Estudio Ruiz");
  });

  it("names the subject only where that was wished", async () => {
    expect((await record({ isNamed: true })).record.subject).toMatchObject({ name: "Berta Lind" });
  });

  it("gives the same person two pseudonyms, unless the first is given again", async () => {
    const [one, two] = [await record(), await record()];
    expect(one.subject.id).not.toBe(two.subject.id);
    expect((await record({ subjectId: one.subject.id })).subject.id).toBe(one.subject.id);
  });

  it("writes nothing in a dry run, and over nothing that is there", async () => {
    const { output } = await record({ dryRun: true });
    await expect(() => showConsent({ record: output, trust: [] }, context)).toThrowWithCode("file.missing");
    const taken = await record();
    await expect(() => record({ output: taken.output })).toThrowWithCode("output.exists");
  });

  it.each([
    [{ attributes: ["fase"] }, "usage.invalid", /"fase"/],
    [{ kinds: ["face-swop"] }, "usage.invalid", /"face-swop"/],
    [{ basis: "custom" }, "usage.invalid", /"custom"/],
    [{ attributes: [] }, "consent.invalid", /"attributes"/],
    [{ obtained: days(-30) }, "consent.invalid", /"obtained" is before "notified"/],
    [{ evidence: "/nowhere/release.pdf" }, "file.missing", /release.pdf/],
    [{ identity: "nobody" }, "identity.unknown", /"nobody"/],
  ] as const)("refuses %j", async (wishes, code, says) => {
    await expect(() => record(wishes)).toThrowWithCode(code, says);
  });
});

describe("verifying a consent", () => {
  it("answers yes for a whole record of somebody trusted, that holds", async () => {
    const { output } = await record({ evidence: at("release.pdf"), expires: days(30) });
    expect(await verify(output, { evidence: at("release.pdf"), kinds: ["face-swap"] })).toMatchObject({
      exitCode: 0,
      signature: "verified",
      isTrusted: true,
      evidence: "matches",
      coverage: { isDocumented: true, attributes: [{ attribute: "face" }] },
    });
  });

  it("answers 4 for a signer that nobody vouches for", async () => {
    const { output } = await record();
    expect(await verify(output, { trust: [await strangersRoot()] })).toMatchObject({
      exitCode: 4,
      isTrusted: false,
    });
  });

  it("answers 4 for another signer than the certificate that was given", async () => {
    const { output } = await record();
    const certificate = await strangersRoot();
    expect(await verify(output, { certificate })).toMatchObject({ exitCode: 4 });
    expect(await verify(output, { certificate: rootPath, trust: [certificate] })).toMatchObject({
      exitCode: 0,
    });
  });

  it.each([
    ["it expired", { expires: days(-1) }, {}, /expired/],
    ["it was withdrawn", { revokedAt: days(-1) }, {}, /withdrawn/],
    [
      "it is for another attribute",
      { attributes: ["voice"] },
      { kinds: ["face-swap"] },
      /record is for voice/,
    ],
    ["it is for other kinds", { kinds: ["face-edit"] }, { kinds: ["face-swap"] }, /face-edit only/],
    ["it came later", {}, { at: days(-15) }, /after/],
  ] as const)("answers no where %s", async (_what, wishes, question, says) => {
    const { output } = await record(wishes);
    const { exitCode, coverage } = await verify(output, question);
    expect(exitCode).toBe(1);
    expect(coverage.attributes[0]?.says).toMatch(says);
  });

  it("answers no for other evidence, and for a record without any", async () => {
    await writeFile(at("other.pdf"), "something else");
    const { output } = await record({ evidence: at("release.pdf") });
    expect(await verify(output, { evidence: at("other.pdf") })).toMatchObject({
      exitCode: 1,
      evidence: "differs",
    });
    const bare = await record();
    expect(await verify(bare.output, { evidence: at("other.pdf") })).toMatchObject({
      exitCode: 1,
      evidence: "not-recorded",
    });
  });

  it("answers no for a record that was altered, whose words document nothing", async () => {
    const { output } = await record({ expires: days(-1) });
    const [header, payload = "", signature] = (await readFile(output, "utf8")).split(".");
    const content = JSON.parse(Buffer.from(payload, "base64url").toString());
    const altered = Buffer.from(JSON.stringify({ ...content, expires: days(99).toISOString() })).toString(
      "base64url",
    );
    await writeFile(at("altered.jws"), [header, altered, signature].join("."));
    expect(await verify(at("altered.jws"))).toMatchObject({
      exitCode: 1,
      signature: "broken",
      coverage: { isDocumented: false, attributes: [{ gap: "none" }, { gap: "none" }] },
    });
  });
});

describe("showing a consent", () => {
  it("lays it open, trusted or not", async () => {
    const { output, record: written } = await record({ revocationUrl: "https://studio.example/17" });
    const shown = await showConsent({ record: output, trust: [await strangersRoot()] }, context);
    expect(shown).toMatchObject({
      record: written,
      signature: "verified",
      signer: { answer: "not-recognized" },
    });
  });

  it("refuses what is no record", async () => {
    await writeFile(at("letter.txt"), "Dear Ana");
    await expect(() => showConsent({ record: at("letter.txt"), trust: [] }, context)).toThrowWithCode(
      "consent.invalid",
    );
  });
});

let strangers: Promise<{ rootPath: string }> | undefined;

async function strangersRoot(): Promise<string> {
  strangers ??= makeIdentity(world, { name: "stranger", for: "Somebody Else", org: "Elsewhere" });
  return (await strangers).rootPath;
}
