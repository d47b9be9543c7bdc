import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine } from "../../../src/adapter/engine/engine.ts";
import { readStoreBytes } from "../../../src/core/credential/store-bytes.ts";
import { fingerprintOf } from "../../../src/core/trust/certificate.ts";
import { signerRecognisedBy } from "../../../src/core/trust/chain.ts";
import { engineTrust } from "../../../src/core/trust/engine-trust.ts";
import type { TrustList } from "../../../src/core/trust/list.ts";
import { signerListIn, type TrustStatus } from "../../../src/core/trust/match.ts";
import { checkSignerPurpose } from "../../../src/core/trust/signer-purpose.ts";
import { signPicture } from "../../support/signed-picture.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";

interface EngineJson {
  validation_state: string;
  active_manifest: string;
  validation_results: { activeManifest: Record<string, TrustStatus[]> };
}

const engine = createEngine();
let folder = "";
const pictures: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "engine-trust-"));
  await makeRoot(folder, "signers");
  await makeRoot(folder, "clocks");
  await makeLeaf(folder, {
    name: "issuing",
    root: "signers",
    key: "es256",
    subject: "/O=Sample/CN=issuing",
    isAuthority: true,
    extensions: ["keyUsage = critical,keyCertSign"],
  });
  const leaf = { key: "es256" } as const;
  await makeLeaf(folder, { ...leaf, name: "ana", root: "issuing", extensions: claimSigning });
  await makeLeaf(folder, { ...leaf, name: "stray", root: "clocks", extensions: claimSigning });
  await makeLeaf(folder, { ...leaf, name: "stamp", root: "signers", extensions: timeStamping });
  pictures.ana = await signPicture(folder, "ana", ["ana", "issuing"]);
  pictures.stray = await signPicture(folder, "stray", ["stray"]);
  pictures.stamp = await signPicture(folder, "stamp", ["stamp"]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the engine says of a picture under these lists, and the chain the picture was signed with. */
async function read(name: string, lists: readonly TrustList[]) {
  const reading = await engine.read(
    { path: pictures[name] ?? "", mimeType: "image/jpeg" },
    { trust: engineTrust(lists) },
  );
  if (!reading) throw new Error("not signed");
  const json = reading.json as EngineJson;
  const bytes = await reading.manifestBytes();
  return {
    state: json.validation_state,
    statuses: json.validation_results.activeManifest.success ?? [],
    chain: bytes ? (readStoreBytes(bytes).signatureOf(json.active_manifest)?.chain ?? []) : [],
  };
}

describe("what the engine is told", () => {
  test("signers come first, then allowed leaves, then authorities, then publishers, and sources not at all", async () => {
    const lists = [
      await listOf(folder, "sources", ["ana"]),
      await listOf(folder, "publishers", ["issuing"]),
      await listOf(folder, "tsa", ["clocks"], "my clocks/ä"),
      await listOf(folder, "allowed", ["ana"]),
      await listOf(folder, "c2pa", ["signers"]),
    ];
    expect(engineTrust(lists).anchors.map((entry) => [entry.trust_kind, entry.trust_uri])).toEqual([
      ["manifest", "colophon:c2pa:c2pa"],
      ["manifest", "colophon:allowed:allowed"],
      ["tsa", "colophon:tsa:my%20clocks%2F%C3%A4"],
      ["cawg", "colophon:publishers:publishers"],
    ]);
  });

  test("the six purposes are always said, also with no list at all", () => {
    const { trust_config, anchors } = engineTrust([]);
    expect(trust_config.split("\n")).toHaveLength(6);
    expect(trust_config).toContain("1.3.6.1.4.1.62558.2.1");
    expect(anchors).toEqual([]);
  });

  test("a certificate on two lists is told once, under a name that says both", async () => {
    const both = [
      await listOf(folder, "c2pa", ["signers"]),
      await listOf(folder, "tsa", ["signers", "clocks"]),
    ];
    expect(engineTrust(both).anchors.map((entry) => entry.trust_uri)).toEqual([
      "colophon:c2pa:c2pa|colophon:tsa:tsa",
      "colophon:tsa:tsa",
    ]);
  });

  test("a publisher's own certificate is allowed by itself, its authority is an anchor", async () => {
    const [authorities, leaves] = engineTrust([
      await listOf(folder, "publishers", ["signers", "ana"]),
    ]).anchors;
    expect(authorities?.trust_anchors.match(/BEGIN/g)).toHaveLength(1);
    expect(leaves).toMatchObject({ trust_kind: "cawg", trust_anchors: "" });
    expect(leaves?.allowed_list?.match(/BEGIN/g)).toHaveLength(1);
  });
});

describe("the real engine under these settings", () => {
  test("names the list of the signer's root, whatever its name is", async () => {
    const lists = [await listOf(folder, "c2pa", ["signers"], "list [of] | signers, “ä”")];
    const { state, statuses } = await read("ana", lists);
    expect(state).toBe("Trusted");
    expect(signerListIn(statuses, lists)).toEqual({ list: lists[0] });
  });

  test("trusts nobody without lists", async () => {
    const { state, statuses } = await read("ana", []);
    expect(state).toBe("Valid");
    expect(signerListIn(statuses, [])).toEqual({});
  });

  test("trusts an allowed certificate, reporting it found in [] and no list", async () => {
    const lists = [await listOf(folder, "allowed", ["ana"])];
    const { state, statuses, chain } = await read("ana", lists);
    expect(state).toBe("Trusted");
    expect(statuses.map((status) => status.explanation)).toContain(
      "signing certificate trusted, found in [] trust anchors",
    );
    expect(signerListIn(statuses, lists)).toEqual({ list: lists[0] });
    expect(signerRecognisedBy(chain, lists)).toBe(lists[0]);
  });

  test("trusts a certificate allowed by its fingerprint alone", async () => {
    const fingerprints = [fingerprintOf(await derOf(folder, "ana"))];
    const lists = [{ ...(await listOf(folder, "allowed", [])), fingerprints }];
    const { state, chain } = await read("ana", lists);
    expect(state).toBe("Trusted");
    expect(signerRecognisedBy(chain, lists)).toBe(lists[0]);
  });

  test("names a list of signers every time when an authority list holds the same root", async () => {
    const lists = [
      await listOf(folder, "tsa", ["signers", "clocks"]),
      await listOf(folder, "c2pa", ["signers"]),
    ];
    for (let run = 0; run < 8; run += 1) {
      const { statuses } = await read("ana", lists);
      expect(signerListIn(statuses, lists)).toEqual({ list: lists[1] });
    }
  });
});

describe("the bag that the engine throws all its anchors into", () => {
  test.each(["tsa", "publishers"] as const)(
    "a signer whose root is only on a %s list is Trusted by the engine and not recognised here",
    async (kind) => {
      const lists = [await listOf(folder, "c2pa", ["signers"]), await listOf(folder, kind, ["clocks"])];
      const { state, statuses, chain } = await read("stray", lists);
      expect(state).toBe("Trusted");
      expect(chain).toHaveLength(1);
      expect(signerListIn(statuses, lists)).toEqual({ wrongKind: kind });
      expect(signerRecognisedBy(chain, lists)).toBeUndefined();
    },
  );

  test("a publisher's own certificate that signs a claim is Trusted by the engine and not recognised here", async () => {
    const lists = [await listOf(folder, "publishers", ["ana"])];
    const { state, statuses, chain } = await read("ana", lists);
    expect(state).toBe("Trusted");
    expect(signerListIn(statuses, lists)).toEqual({ wrongKind: "publishers" });
    expect(signerRecognisedBy(chain, lists)).toBeUndefined();
  });

  test("a certificate for timestamps that signs a claim is Trusted by the engine and refused here", async () => {
    const lists = [await listOf(folder, "c2pa", ["signers"])];
    const { state, chain } = await read("stamp", lists);
    expect(state).toBe("Trusted");
    expect(checkSignerPurpose(chain[0] ?? new Uint8Array())).toEqual({
      isClaimSigner: false,
      reason: "it is a certificate for timestamps, not for signing claims",
    });
  });
});
