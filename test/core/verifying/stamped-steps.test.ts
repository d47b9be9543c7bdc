/** Steps whose certificates have expired: only an authority on a list shows that they were signed before. */
import { beforeAll, describe, expect, it } from "vitest";
import { readManifestStore } from "../../../src/core/credential/manifest-store.ts";
import { readStoreBytes, type StoreBytes } from "../../../src/core/credential/store-bytes.ts";
import type { TrustList } from "../../../src/core/trust/list.ts";
import { stampedSteps } from "../../../src/core/verifying/stamped-steps.ts";
import { signatureBox, storeOf } from "../../support/boxes.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { storeJson } from "../../support/store-json.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";

const folder = temporaryFolder();
const [signed, now] = [new Date(Date.now() + 60_000), new Date("2100-01-01T00:00:00Z")];
let bytes: StoreBytes;
let clocks: TrustList;
let clock: Uint8Array;

beforeAll(async () => {
  for (const root of ["root", "timeroot"]) await makeRoot(folder, root);
  await makeLeaf(folder, { name: "signer", root: "root", key: "es256", extensions: claimSigning });
  await makeLeaf(folder, { name: "clock", root: "timeroot", key: "es256", extensions: timeStamping });
  clocks = await listOf(folder, "tsa", ["timeroot"], "clocks");
  clock = await derOf(folder, "clock");
  const protectedHeader = new Map([[33, await derOf(folder, "signer")]]);
  const tokens = new Map([["tstTokens", [new Map([["val", Uint8Array.of(1)]])]]]);
  const signature = signatureBox({ protectedHeader, unprotectedHeader: new Map([["sigTst2", tokens]]) });
  bytes = readStoreBytes(storeOf("urn:c2pa:1", signature));
});

async function isStamped(lists: readonly TrustList[], time: Date, recorded: readonly string[] = []) {
  const active = { time: time.toISOString(), ingredients: [{ manifest: "urn:c2pa:1", recorded }] };
  const store = readManifestStore(storeJson({ "urn:c2pa:1": active }));
  const stamped = await stampedSteps(store, bytes, lists, async () => [clock], now);
  return stamped.has("urn:c2pa:1");
}

describe("a step whose certificate has expired", () => {
  it("was signed before by the word of a listed authority, and of no other", async () => {
    expect(await isStamped([clocks], signed)).toBe(true);
    expect(await isStamped([], signed)).toBe(false);
    expect(await isStamped([{ ...clocks, kind: "c2pa" }], signed)).toBe(false);
  });

  it("was not by a time outside its dates, or by a timestamp of something else", async () => {
    expect(await isStamped([clocks], new Date("2090-01-01T00:00:00Z"))).toBe(false);
    expect(await isStamped([clocks], signed, ["timeStamp.mismatch"])).toBe(false);
  });
});
