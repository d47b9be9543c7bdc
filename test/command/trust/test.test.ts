import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTrust } from "../../../src/command/trust/test.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { type TrustWorld, trustWorld } from "../../support/trust-context.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";

let folder = "";
let world: TrustWorld;
/** Later than anything this test makes. */
const at = new Date(Date.now() + 3_600_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trust-test-"));
  world = trustWorld(join(folder, "store"));
  await makeRoot(folder, "root");
  await makeLeaf(folder, { name: "ana", root: "root", key: "es256", extensions: claimSigning });
  await makeLeaf(folder, { name: "clock", root: "root", key: "es256", extensions: timeStamping });
  const [ana, clock] = [await derOf(folder, "ana"), await derOf(folder, "clock")];
  world.signatures.set("photo.jpg", { chain: [ana], timestamps: [{ certificates: [clock], at }] });
  world.signatures.set("misused.jpg", { chain: [clock], timestamps: [] });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("trust test", () => {
  test("holds signer and authority against every list, each by its kind", async () => {
    const lists = [await listOf(folder, "c2pa", ["root"]), await listOf(folder, "tsa", ["root"])];
    const { signer, timestamps } = await testTrust({ file: "photo.jpg", lists }, world);
    expect(signer?.purpose).toEqual({ isClaimSigner: true });
    expect(signer?.lists.map(({ kind, isRecognizing }) => [kind, isRecognizing])).toEqual([
      ["c2pa", true],
      ["tsa", false],
    ]);
    expect(timestamps[0]?.at).toBe(at);
    expect(timestamps[0]?.lists.map(({ kind, isRecognizing }) => [kind, isRecognizing])).toEqual([
      ["c2pa", false],
      ["tsa", true],
    ]);
  });

  test("says that a certificate for timestamps may not sign, whichever list holds its root", async () => {
    const lists = [await listOf(folder, "c2pa", ["root"])];
    const { signer } = await testTrust({ file: "misused.jpg", lists }, world);
    expect(signer?.purpose).toMatchObject({
      isClaimSigner: false,
      reason: expect.stringMatching(/timestamps/),
    });
  });

  test("has nothing to say of a file without Content Credentials", async () => {
    expect(await testTrust({ file: "plain.jpg", lists: [] }, world)).toEqual({
      file: "plain.jpg",
      timestamps: [],
    });
  });
});
