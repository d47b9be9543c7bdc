/** When it was signed, and on whose word: a list of authorities decides, never the engine alone. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStoreBytes } from "../../../src/core/credential/store-bytes.ts";
import type { TrustList } from "../../../src/core/trust/list.ts";
import { answerTime } from "../../../src/core/verifying/answer-time.ts";
import { type Authority, startAuthority } from "../../support/authority.ts";
import { makeIdentity, signOne, testContext } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";
import { makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import type { ManifestWish, StoreWish } from "../../support/store-json.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";
import { storeWith } from "../../support/verification.ts";

const world = testContext();
const { folder } = world;
const stamped = {
  code: "timeStamp.validated",
  explanation: "timestamp message digest matched: Sample Time Authority",
};
const good: StoreWish = { success: [stamped, "timeStamp.trusted"] };
let at = new Date();
let authority: Authority;
let token: Uint8Array;
let clocks: TrustList;

beforeAll(async () => {
  authority = await startAuthority();
  await writeFile(join(folder, "timeroot.pem"), authority.rootPem);
  clocks = await listOf(folder, "tsa", ["timeroot"], "clocks");
  await makeIdentity(world);
  const output = join(folder, "stamped.jpg");
  await signOne(world, fixture("drawing.jpg"), { as: "camera", output, tsa: [authority.url] });
  const reading = await world.context.engine.read(
    { path: output, mimeType: "image/jpeg" },
    { trust: { trust_config: "", anchors: [] } },
  );
  const store = readStoreBytes((await reading?.manifestBytes()) ?? new Uint8Array());
  token = store.signatureOf(store.labels[0] ?? "")?.timestamps[0] ?? new Uint8Array();
  // Not before its certificates, which are made by the second.
  at = new Date();
});

afterAll(() => authority.close());

function answer(
  wish: StoreWish,
  lists: readonly TrustList[],
  tokens = [token],
  active: ManifestWish = { time: at.toISOString() },
) {
  const signature = { chain: [], timestamps: tokens };
  return answerTime(storeWith(wish, active), signature, lists, world.context.readTokenCertificates);
}

describe("a timestamp", () => {
  it("is independent where a list of authorities leads to who issued it", async () => {
    expect(await answer(good, [clocks])).toEqual({
      answer: "independent",
      at,
      authority: "Sample Time Authority",
      list: { name: "clocks", kind: "tsa", origin: "clocks.pem", sha256: "0".repeat(64) },
    });
  });

  it("is not independent beside others that are not: the engine may have taken one of them", async () => {
    for (const other of [new Uint8Array(), Buffer.from("garbage")])
      expect((await answer(good, [clocks], [other, token])).answer).toBe("unlisted-authority");
    expect((await answer(good, [clocks], [token, token])).answer).toBe("independent");
  });

  it.each<[string, () => Promise<readonly TrustList[]>]>([
    ["no list", async () => []],
    ["a list of signers that holds the same root", async () => [{ ...clocks, kind: "c2pa" }]],
    ["a list that allows the authority's root as a signer", async () => [{ ...clocks, kind: "allowed" }]],
    ["a list of other authorities", async () => otherClocks()],
  ])("is an unlisted authority's word with %s", async (_what, lists) => {
    expect(await answer(good, await lists())).toEqual({
      answer: "unlisted-authority",
      at,
      authority: "Sample Time Authority",
    });
  });

  async function otherClocks(): Promise<readonly TrustList[]> {
    await makeRoot(folder, "timeroot2");
    return [await listOf(folder, "tsa", ["timeroot2"])];
  }

  it("counts for nothing where the engine found its imprint wrong", async () => {
    for (const wish of [
      { success: ["timeStamp.trusted"] },
      { success: [], failure: [stamped, "timeStamp.trusted"] },
    ])
      expect(await answer(wish, [clocks])).toEqual({ answer: "none" });
  });

  it("is nobody's word where the engine does not trust it, whatever our list says", async () => {
    expect(
      (await answer({ success: [stamped], informational: ["timeStamp.untrusted"] }, [clocks])).answer,
    ).toBe("unlisted-authority");
  });

  it("is unlisted where no token is left to look at, or none can be taken apart", async () => {
    for (const tokens of [[], [new Uint8Array()], [Buffer.from("garbage")], [token.slice(0, 400)]])
      expect((await answer(good, [clocks], tokens)).answer).toBe("unlisted-authority");
  });

  it("is held against the dates of its authority's certificate", async () => {
    const active = { time: new Date(at.getTime() + 20 * 365 * 86_400_000).toISOString() };
    expect((await answer(good, [clocks], [token], active)).answer).toBe("unlisted-authority");
  });

  it("of a home-made authority is not saved by a famous one's certificates beside it", async () => {
    await makeRoot(folder, "home");
    await makeLeaf(folder, { name: "homeclock", root: "home", key: "es256", extensions: timeStamping });
    const certificates = [
      await derOf(folder, "homeclock"),
      ...(await world.context.readTokenCertificates(token)),
    ];
    const { answer: found } = await answerTime(
      storeWith(good, { time: at.toISOString() }),
      { chain: [], timestamps: [token] },
      [clocks],
      async () => certificates,
    );
    expect(found).toBe("unlisted-authority");
  });
});

describe("without a timestamp", () => {
  const acted = (...whens: string[]) => ({
    assertions: [
      { label: "c2pa.actions.v2", data: { actions: whens.map((when) => ({ action: "c2pa.edited", when })) } },
    ],
  });

  it("there is the signer's own clock, the latest it shows", async () => {
    const active = acted("2026-03-12T14:05:00Z", "2026-03-13T09:00:00Z", "yesterday");
    expect(await answer({ success: [] }, [clocks], [], active)).toEqual({
      answer: "signer-clock",
      at: new Date("2026-03-13T09:00:00Z"),
    });
  });

  it("there is no time at all where the signer wrote none", async () => {
    expect(await answer({ success: [] }, [clocks], [], {})).toEqual({ answer: "none" });
  });

  it("a time the engine shows is not believed without its check", async () => {
    expect(await answer({ success: ["claimSignature.validated"] }, [clocks], [token])).toEqual({
      answer: "none",
    });
  });
});
