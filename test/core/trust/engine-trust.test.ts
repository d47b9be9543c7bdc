import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine } from "../../../src/adapter/engine/engine.ts";
import { decodeCbor } from "../../../src/core/credential/cbor.ts";
import { readStoreBytes } from "../../../src/core/credential/store-bytes.ts";
import { fingerprintOf } from "../../../src/core/trust/certificate.ts";
import { signerRecognizedBy } from "../../../src/core/trust/chain.ts";
import { engineTrust } from "../../../src/core/trust/engine-trust.ts";
import type { TrustList } from "../../../src/core/trust/list.ts";
import { publisherListIn, signerListIn, type TrustStatus } from "../../../src/core/trust/match.ts";
import { readTrustList } from "../../../src/core/trust/read-list.ts";
import { checkSignerPurpose } from "../../../src/core/trust/signer-purpose.ts";
import { describeWithShared } from "../../support/shared.ts";
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

const read = (name: string, lists: readonly TrustList[]) =>
  readFrom(pictures[name] ?? "", "image/jpeg", lists);

/** What the engine says of a file under these lists, and what the file was signed with. */
async function readFrom(path: string, mimeType: string, lists: readonly TrustList[]) {
  const reading = await engine.read({ path, mimeType }, { trust: engineTrust(lists) });
  const bytes = await reading?.manifestBytes();
  if (!reading || !bytes) throw new Error("not signed");
  const json = reading.json as EngineJson;
  const store = readStoreBytes(bytes);
  return {
    state: json.validation_state,
    statuses: json.validation_results.activeManifest.success ?? [],
    chain: store.signatureOf(json.active_manifest)?.chain ?? [],
    assertions: store.assertionsOf(json.active_manifest),
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
    expect(signerRecognizedBy(chain, lists)).toBe(lists[0]);
  });

  test("trusts a certificate allowed by its fingerprint alone", async () => {
    const fingerprints = [fingerprintOf(await derOf(folder, "ana"))];
    const lists = [{ ...(await listOf(folder, "allowed", [])), fingerprints }];
    const { state, chain } = await read("ana", lists);
    expect(state).toBe("Trusted");
    expect(signerRecognizedBy(chain, lists)).toBe(lists[0]);
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
    "a signer whose root is only on a %s list is Trusted by the engine and not recognized here",
    async (kind) => {
      const lists = [await listOf(folder, "c2pa", ["signers"]), await listOf(folder, kind, ["clocks"])];
      const { state, statuses, chain } = await read("stray", lists);
      expect(state).toBe("Trusted");
      expect(chain).toHaveLength(1);
      expect(signerListIn(statuses, lists)).toEqual({ wrongKind: kind });
      expect(signerRecognizedBy(chain, lists)).toBeUndefined();
    },
  );

  test("a publisher's own certificate that signs a claim is Trusted by the engine and not recognized here", async () => {
    const lists = [await listOf(folder, "publishers", ["ana"])];
    const { state, statuses, chain } = await read("ana", lists);
    expect(state).toBe("Trusted");
    expect(signerListIn(statuses, lists)).toEqual({ wrongKind: "publishers" });
    expect(signerRecognizedBy(chain, lists)).toBeUndefined();
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

describeWithShared("files that others signed", (shared) => {
  const readShared = async (file: string, kind?: TrustList["kind"]) => {
    const origin = join(shared, "trust", file);
    return readTrustList(await readFile(origin), { name: file, origin, ...(kind && { kind }) });
  };

  test("every signer that the engine trusts is recognized by our own check, by the list the engine names", async () => {
    const names = [
      "C2PA-TRUST-LIST.pem",
      "C2PA-TSA-TRUST-LIST.pem",
      "interim-anchors.pem",
      "c2pa-rs-test-roots.pem",
    ];
    const lists = (await Promise.all(names.map((name) => readShared(name)))).flat();
    let trusted = 0;
    for (const file of await readdir(join(shared, "corpus/signed"))) {
      const types: Record<string, string> = { pdf: "application/pdf", mp4: "video/mp4" };
      const mimeType = types[file.split(".").at(-1) ?? ""] ?? "image/jpeg";
      const { statuses, chain } = await readFrom(join(shared, "corpus/signed", file), mimeType, lists);
      const named = signerListIn(statuses, lists).list;
      expect([file, signerRecognizedBy(chain, lists)?.name]).toEqual([file, named?.name]);
      if (named) trusted += 1;
    }
    expect(trusted).toBeGreaterThan(10);
  });

  const identified = join(shared, "corpus/signed/C_with_CAWG_data.jpg");

  test("an identity is held against lists of publishers, by authority and by its own certificate", async () => {
    const [signers] = await readShared("c2pa-rs-test-roots.pem");
    const [publishers] = await readShared("c2pa-rs-test-roots.pem", "publishers");
    if (!signers || !publishers) throw new Error("no list");
    const unknown = await readFrom(identified, "image/jpeg", [signers]);
    expect(publisherListIn(unknown.statuses, [signers])).toEqual({});
    const byAuthority = await readFrom(identified, "image/jpeg", [signers, publishers]);
    expect(publisherListIn(byAuthority.statuses, [signers, publishers])).toEqual({ list: publishers });

    const assertion = byAuthority.assertions.find(({ label }) => label === "cawg.identity")?.content as Map<
      string,
      unknown
    >;
    const [header] = decodeCbor(assertion.get("signature") as Uint8Array) as [Uint8Array];
    const leaf = [(decodeCbor(header) as Map<number, Uint8Array | Uint8Array[]>).get(33)].flat()[0];
    const leaves = { ...publishers, certificates: leaf ? [leaf] : [] };
    const byItself = await readFrom(identified, "image/jpeg", [signers, leaves]);
    expect(publisherListIn(byItself.statuses, [signers, leaves])).toEqual({ list: leaves });
    expect(signerRecognizedBy(byItself.chain, [leaves])).toBeUndefined();
  });
});
