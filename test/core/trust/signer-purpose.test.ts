import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSignerPurpose } from "../../../src/core/trust/signer-purpose.ts";
import { makeLeaf, makeRoot } from "../../support/small-pki.ts";
import { derOf } from "../../support/trust-lists.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "purpose-"));
  await makeRoot(folder, "root");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function leafFor(name: string, purposes: string): Promise<Uint8Array> {
  const extensions = purposes === "" ? [] : [`extendedKeyUsage = ${purposes}`];
  await makeLeaf(folder, { name, root: "root", key: "es256", extensions });
  return derOf(folder, name);
}

describe("checkSignerPurpose", () => {
  test.each([
    ["mail", "emailProtection"],
    ["documents", "1.3.6.1.5.5.7.3.36"],
    ["claims", "1.3.6.1.4.1.62558.2.1,emailProtection,clientAuth"],
  ])("a certificate for %s may sign claims", async (name, purposes) => {
    expect(checkSignerPurpose(await leafFor(name, purposes))).toEqual({ isClaimSigner: true });
  });

  test.each([
    ["nothing", "", /states no extended key usage/],
    ["anything", "emailProtection,anyExtendedKeyUsage", /any purpose/],
    ["timestamps", "timeStamping", /for timestamps/],
    ["timestamps too", "emailProtection,timeStamping", /for timestamps/],
    ["revocation", "OCSPSigning", /revocation answers/],
  ])("a certificate for %s may not, and the reason is said", async (name, purposes, reason) => {
    const answer = checkSignerPurpose(await leafFor(name.replace(" ", "-"), purposes));
    expect(answer).toEqual({ isClaimSigner: false, reason: expect.stringMatching(reason) });
  });

  test("garbage may not", () => {
    expect(checkSignerPurpose(new Uint8Array([0x30, 0x80])).isClaimSigner).toBe(false);
  });
});
