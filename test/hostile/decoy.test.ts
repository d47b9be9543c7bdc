/** Credentials built so that two readers see two things in them: what the engine checked is what is said. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { makeIdentity, signOne, testContext, verifyOutcome } from "../support/context.ts";
import { type Assertion, type Box, contentOf, type Forger, labeled, readBoxes, writeBoxes } from "./forge.ts";
import { chainOf, forgePng, type Header, type PngForgery, storeInPng } from "./forge-png.ts";
import { updated } from "./forge-update.ts";

const world = testContext();
const at = (name: string) => join(world.folder, name);
const trust: string[] = [];
const forgers: Forger[] = [];
let picture: Buffer;
let famousPicture: Buffer;
let count = 0;

async function signed(identity: string, from: string, wishes: object = {}): Promise<Buffer> {
  count += 1;
  const output = at(`${count}.png`);
  await signOne(world, from, { as: "camera", identity, output, ...wishes });
  return readFileSync(output);
}

beforeAll(async () => {
  for (const name of ["mallory", "famous"]) {
    const { rootPath } = await makeIdentity(world, { name, for: name, org: name });
    const { keyPem, chainPem = "" } = await (await world.context.identities()).vault.read(name);
    trust.push(rootPath);
    forgers.push({ keyPem, chainPem });
  }
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  await sharp({ create: { width: 200, height: 200, channels: 3, background: "#777", noise } })
    .png()
    .toFile(at("plain.png"));
  picture = await signed("mallory", at("plain.png"));
  famousPicture = await signed("famous", at("plain.png"));
});

const [mallory, famous] = [() => forgers[0] as Forger, () => forgers[1] as Forger];
const manifestsIn = (store: Box[]) => (store[0]?.children ?? []).filter(({ type }) => type === "jumb");

/** What is said of a forgery whose maker is on a list, as the famous one is. */
async function tell(file: Buffer) {
  count += 1;
  const path = at(`${count}.png`);
  writeFileSync(path, file);
  const outcome = await verifyOutcome(world, path, { trust });
  if (outcome.kind !== "result") throw new Error("it could not be judged");
  const { exitCode, value } = outcome;
  const { state, issuer, findings } = value.verification;
  return { exitCode, state, issuer, codes: findings.map(({ code }) => code) };
}

const forge = (forgery: Partial<PngForgery>) =>
  forgePng(picture, readBoxes(storeInPng(picture)), { forger: mallory(), ...forgery });

describe("the certificates of somebody else", () => {
  const [mine, theirs] = [() => chainOf(mallory()), () => chainOf(famous())];

  it("are not there in what an honest signer writes", async () => {
    expect(await tell(forge({}))).toMatchObject({ exitCode: 0, issuer: { name: "mallory" } });
  });

  it.each<[string, () => PngForgery["headers"]]>([
    [
      "unprotected, where the engine does not look",
      () => ({
        protectedHeader: new Map([["x5chain", mine()]]),
        unprotectedHeader: new Map([[33, theirs()]]),
      }),
    ],
    [
      "protected, under the other name",
      () => ({
        protectedHeader: new Map<number | string, unknown>([
          ["x5chain", mine()],
          [33, theirs()],
        ]),
      }),
    ],
    [
      "unprotected, beside the forger's",
      () => ({
        protectedHeader: new Map(),
        unprotectedHeader: new Map<number | string, unknown>([
          ["x5chain", mine()],
          [33, theirs()],
        ]),
      }),
    ],
  ])("are nobody's signature: %s", async (_where, headers) => {
    const told = await tell(forge({ headers: headers() as { protectedHeader: Header } }));
    expect(told.issuer?.name).toBe("mallory");
  });

  it("in a second signature recognize nobody", async () => {
    const box = labeled(manifestsIn(readBoxes(storeInPng(famousPicture)))[0], /^c2pa\.signature$/);
    const told = await tell(forge({ planted: { box, before: "c2pa.signature" } }));
    expect(told).toMatchObject({ exitCode: 4, issuer: { name: "mallory", answer: "not-recognized" } });
  });
});

describe("what the hash covers", () => {
  it("is not told by a second set of details", async () => {
    const box = labeled(manifestsIn(readBoxes(storeInPng(picture)))[0], /^c2pa\.assertions$/);
    const told = await tell(forge({ leavesOutRest: true, planted: { box, before: "c2pa.assertions" } }));
    expect(told).toMatchObject({ exitCode: 1, state: "invalid" });
    expect(told.codes).toContain("file.coverage-unread");
  });

  it("is asked of the credential that an update updates", async () => {
    count += 1;
    const path = at(`${count}.png`);
    writeFileSync(path, forge({ leavesOutRest: true }));
    const told = await tell(await updated(readFileSync(path), mallory()));
    expect(told).toMatchObject({ exitCode: 1, state: "invalid" });
    expect(told.codes).toContain("file.media-not-covered");
  });
});

describe("a broken source", () => {
  it.each(["success", "informational", "failure"])("is not mended by calling it a %s", async (kind) => {
    const made = await signed("mallory", at("plain.png"), { as: "ai-generated" });
    writeFileSync(at("made.png"), made);
    const store = readBoxes(storeInPng(await signed("mallory", at("made.png"), { as: "ai-edited" })));
    const source = manifestsIn(store)[0] as Box;
    const actions = contentOf(labeled(labeled(source, /^c2pa\.assertions$/), /^c2pa\.actions/));
    actions.payload = Buffer.from(actions.payload);
    actions.payload.write("digitalCapture_________", actions.payload.indexOf("trainedAlgorithmicMedia"));
    const told = await tell(
      forgePng(made, store, {
        forger: mallory(),
        edit: (assertions) => {
          const ingredient = assertions.get("c2pa.ingredient.v3") as Assertion;
          const hash = createHash("sha256")
            .update(writeBoxes(source.children ?? []))
            .digest();
          (ingredient.get("activeManifest") as Assertion).set("hash", new Uint8Array(hash));
          const url = `self#jumbf=/c2pa/${source.label}/c2pa.assertions/c2pa.actions.v2`;
          const status = new Map(Object.entries({ code: "assertion.hashedURI.mismatch", url }));
          const results = new Map<string, unknown[]>(
            ["success", "informational", "failure"].map((name) => [name, name === kind ? [status] : []]),
          );
          ingredient.set("validationResults", new Map([["activeManifest", results]]));
        },
      }),
    );
    expect(told.exitCode).toBe(1);
    expect(told.codes).toContain("history.broken");
  });
});
