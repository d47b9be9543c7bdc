import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testAuthority, testSigner } from "../../../src/core/trust/list-verdict.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";

let folder = "";
let ana: Uint8Array[] = [];
let clock: Uint8Array[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "verdict-"));
  await makeRoot(folder, "root");
  await makeRoot(folder, "other");
  await makeLeaf(folder, { name: "ana", root: "root", key: "es256", extensions: claimSigning });
  await makeLeaf(folder, { name: "clock", root: "root", key: "es256", extensions: timeStamping });
  ana = [await derOf(folder, "ana")];
  clock = [await derOf(folder, "clock")];
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("testSigner", () => {
  test.each([
    ["c2pa", ["root"], true, 'its chain leads to "root"'],
    ["c2pa", ["other"], false, "its chain leads to none of the 1 certificates there"],
    ["allowed", ["ana"], true, "names exactly this certificate"],
    ["allowed", ["clock"], false, "does not name this certificate"],
    ["tsa", ["root"], false, "does not vouch for issuers, only for timestamp authorities"],
    ["publishers", ["ana"], false, "does not vouch for issuers, only for identities of publishers"],
    ["sources", [], false, "does not vouch for issuers, only for news sources"],
  ] as const)("a list of kind %s with %j: %s, %s", async (kind, names, isRecognizing, reason) => {
    const verdict = testSigner(ana, await listOf(folder, kind, names, "mine"));
    expect(verdict).toEqual({ name: "mine", kind, isRecognizing, reason });
  });
});

describe("testAuthority", () => {
  const times = { soon: new Date(Date.now() + 3_600_000), "long ago": new Date("2001-01-01") };

  test.each([
    ["tsa", ["root"], "soon", true, /leads to this list/],
    ["tsa", ["root"], "long ago", false, /not as an authority valid at that time/],
    ["tsa", ["other"], "soon", false, /none of the 1 certificates/],
    ["c2pa", ["root"], "soon", false, /^does not vouch for timestamps, only for claim signers$/],
  ] as const)("a list of kind %s with %j, %s: %s", async (kind, names, when, isRecognizing, reason) => {
    const verdict = testAuthority(clock, times[when], await listOf(folder, kind, names));
    expect(verdict).toMatchObject({ isRecognizing, reason: expect.stringMatching(reason) });
  });
});
