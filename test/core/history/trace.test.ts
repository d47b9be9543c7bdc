/** From a credential back to its first sources: every step with its own state, and an end to every walk. */
import { beforeAll, describe, expect, it } from "vitest";
import { readManifestStore } from "../../../src/core/credential/manifest-store.ts";
import { readStoreBytes, type StoreBytes } from "../../../src/core/credential/store-bytes.ts";
import { disclosureOfHistory } from "../../../src/core/history/disclose.ts";
import { stepsOf } from "../../../src/core/history/history.ts";
import { limitDepth } from "../../../src/core/history/limit-depth.ts";
import { type TraceOptions, trace } from "../../../src/core/history/trace.ts";
import type { TrustList } from "../../../src/core/trust/list.ts";
import { answerHistory, historyFindings } from "../../../src/core/verifying/answer-history.ts";
import { signatureBox, superbox } from "../../support/boxes.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import { type ManifestWish, type StoreWish, storeJson } from "../../support/store-json.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";

interface Given extends StoreWish {
  bytes?: StoreBytes;
  lists?: readonly TrustList[];
  options?: TraceOptions;
}

function historyOf(manifests: Readonly<Record<string, ManifestWish>>, given: Given = {}) {
  const store = readManifestStore(storeJson(manifests, given));
  if (!store) throw new Error("the store names no active manifest");
  return trace(store, given.bytes, given.lists ?? [], { state: "valid", findings: [] }, given.options);
}

const brings = (...labels: string[]) => ({
  ingredients: labels.map((manifest) => ({ title: `file ${manifest}`, manifest })),
});

describe("a history", () => {
  it("follows every ingredient to its sources, and counts both", () => {
    const history = historyOf({
      top: {
        title: "poster.jpg",
        ingredients: [{ title: "a.jpg", manifest: "a", relationship: "parentOf" }, { title: "bare.png" }],
      },
      a: {
        title: "own title of a",
        ...brings("b"),
        organization: "Estudio Ruiz",
        time: "2026-03-12T14:05:00Z",
      },
      b: {},
    });
    expect([history.steps, history.sources]).toEqual([4, 2]);
    expect(answerHistory(history)).not.toHaveProperty("isCut");
    expect(
      [...stepsOf(history.root)].map(({ title, relationship, state }) => [title, relationship, state]),
    ).toEqual([
      ["poster.jpg", "root", "valid"],
      ["a.jpg", "parentOf", "valid"],
      ["file b", "componentOf", "valid"],
      ["bare.png", "componentOf", "none"],
    ]);
    expect(history.root.ingredients[0]).toMatchObject({
      issuer: "Estudio Ruiz",
      at: new Date("2026-03-12T14:05:00Z"),
      timeSource: "unlisted-authority",
    });
  });

  it("of nothing else is one step, its own source", () => {
    const history = historyOf({ top: { title: "a" } });
    expect([history.steps, history.sources, answerHistory(history).answer]).toEqual([1, 1, "none"]);
  });

  it("is shown as deep as is wished, and says where there is more", () => {
    const chain = { top: brings("a"), a: brings("b"), b: brings("c"), c: {} };
    const short = historyOf(chain, { options: { depth: 1 } });
    expect([...stepsOf(short.root)].map(({ label, isCut }) => [label, isCut])).toEqual([
      ["top", undefined],
      ["a", true],
    ]);
    const limited = limitDepth(historyOf(chain), 2);
    expect([...stepsOf(limited.root)].map(({ label, isCut }) => [label, isCut])).toEqual([
      ["top", undefined],
      ["a", undefined],
      ["b", true],
    ]);
    expect([limited.steps, limited.isCut]).toEqual([4, undefined]);
  });
});

describe("a broken step", () => {
  it("that an earlier signer recorded, and signed away, is found and named", () => {
    const history = historyOf({
      top: {
        ingredients: [
          {
            title: "sky.png",
            manifest: "a",
            recorded: ["claimSignature.mismatch", "claimSignature.mismatch", "assertion.dataHash.mismatch"],
          },
        ],
      },
      a: {},
    });
    expect(history.root.ingredients[0]).toMatchObject({ state: "invalid" });
    expect(answerHistory(history).answer).toBe("broken");
    expect(historyFindings(history)).toMatchObject([
      {
        code: "history.broken",
        severity: "failure",
        where: "sky.png",
        detail: "claimSignature.mismatch, assertion.dataHash.mismatch",
      },
    ]);
  });

  it("deep in the history is lifted to the top", () => {
    const history = historyOf({
      top: brings("a"),
      a: brings("b"),
      b: { ingredients: [{ title: "deep.jpg", recorded: ["assertion.hashedURI.mismatch"] }] },
    });
    expect(historyFindings(history).filter(({ code }) => code === "history.broken")).toMatchObject([
      { where: "deep.jpg" },
    ]);
    expect(answerHistory(history).answer).toBe("broken");
  });

  it("found only now is as broken as a recorded one, and only that step", () => {
    const history = historyOf(
      { top: brings("a", "b"), a: {}, b: {} },
      { deltas: { b: ["claimSignature.mismatch"] } },
    );
    expect(history.root.ingredients.map(({ label, state }) => [label, state])).toEqual([
      ["a", "valid"],
      ["b", "invalid"],
    ]);
  });

  it("is not one whose signer is only unknown", () => {
    const history = historyOf(
      {
        top: {
          ingredients: [
            { manifest: "a", recorded: ["signingCredential.untrusted", "cawg.x509.credential.untrusted"] },
          ],
        },
        a: {},
      },
      { deltas: { a: ["signingCredential.untrusted"] } },
    );
    expect(answerHistory(history).answer).toBe("unrecognized");
    expect(historyFindings(history).map(({ code, severity }) => [code, severity])).toEqual([
      ["history.untrusted", "info"],
    ]);
  });

  it("without a manifest is told from others by its assertion's label", () => {
    const json = storeJson({ top: { ingredients: [{ title: "one" }, { title: "two" }] } }) as {
      validation_results: { ingredientDeltas: unknown[] };
    };
    json.validation_results.ingredientDeltas.push({
      validationDeltas: {
        failure: [
          {
            code: "ingredient.manifest.missing",
            url: "self#jumbf=/c2pa/top/c2pa.assertions/c2pa.ingredient.v3__2",
          },
        ],
      },
    });
    const store = readManifestStore(json);
    if (!store) throw new Error("no store");
    const { root } = trace(store, undefined, [], { state: "valid", findings: [] });
    expect(root.ingredients.map(({ title, state }) => [title, state])).toEqual([
      ["one", "none"],
      ["two", "invalid"],
    ]);
  });
});

describe("who is recognized in a history", () => {
  let lists: readonly TrustList[];
  let bytes: StoreBytes;

  beforeAll(async () => {
    const folder = temporaryFolder();
    await makeRoot(folder, "root");
    await makeRoot(folder, "timeroot");
    await makeLeaf(folder, { name: "signer", root: "root", key: "es256", extensions: claimSigning });
    await makeLeaf(folder, { name: "clock", root: "root", key: "es256", extensions: timeStamping });
    await makeLeaf(folder, { name: "stranger", root: "timeroot", key: "es256", extensions: claimSigning });
    lists = [
      await listOf(folder, "c2pa", ["root"], "ours"),
      await listOf(folder, "tsa", ["timeroot"], "clocks"),
    ];
    const manifests = await Promise.all(
      ["signer", "clock", "stranger"].map(async (name) =>
        superbox(name, signatureBox({ protectedHeader: new Map([[33, await derOf(folder, name)]]) })),
      ),
    );
    bytes = readStoreBytes(superbox("c2pa", ...manifests));
  });

  const all = { top: brings("signer", "clock", "stranger"), signer: {}, clock: {}, stranger: {} };

  it("is a signer under a list of signers, by our own check", () => {
    expect(
      historyOf(all, { bytes, lists }).root.ingredients.map(({ state, recognizedBy }) => [
        state,
        recognizedBy,
      ]),
    ).toEqual([
      ["trusted", "ours"],
      // A certificate for timestamps signs no claim, and a list of authorities for time vouches for no signer.
      ["valid", undefined],
      ["valid", undefined],
    ]);
  });

  it("is nobody the engine refuses now", () => {
    const { root } = historyOf(all, { bytes, lists, deltas: { signer: ["signingCredential.untrusted"] } });
    expect(root.ingredients[0]?.state).toBe("valid");
  });

  it("is nobody in a step that is broken", () => {
    const { root } = historyOf(all, { bytes, lists, deltas: { signer: ["claimSignature.mismatch"] } });
    expect(root.ingredients[0]).toMatchObject({ state: "invalid" });
    expect(root.ingredients[0]?.recognizedBy).toBeUndefined();
  });

  it("is nobody whose certificate has expired, unless a listed authority says that it came first", () => {
    const now = new Date("2100-01-01T00:00:00Z");
    const stateWith = (stamped: readonly string[]) =>
      historyOf(all, { bytes, lists, options: { now, stamped: new Set(stamped) } }).root.ingredients[0]
        ?.state;
    expect([stateWith([]), stateWith(["signer"])]).toEqual(["valid", "trusted"]);
  });

  it("is nobody where there are no certificates to look at", () => {
    expect(historyOf(all, { lists }).root.ingredients[0]?.state).toBe("valid");
  });

  it("is found out once, however often a signer comes up", () => {
    let looks = 0;
    const counting: StoreBytes = {
      ...bytes,
      signatureOf: (label) => {
        looks += 1;
        return bytes.signatureOf(label);
      },
    };
    const labels = Array.from({ length: 1500 }, () => "signer");
    const { root } = historyOf({ top: brings(...labels), signer: {} }, { bytes: counting, lists });
    expect([root.ingredients.length, root.ingredients.every(({ state }) => state === "trusted")]).toEqual([
      1500,
      true,
    ]);
    expect(looks).toBe(1);
  });
});

describe("a history made to be endless", () => {
  it("that comes back to itself is cut there", () => {
    const history = historyOf({ top: brings("a"), a: brings("b"), b: brings("a", "top") });
    const labels = [...stepsOf(history.root)].map(({ label, isCut }) => [label, isCut]);
    expect(labels).toEqual([
      ["top", undefined],
      ["a", undefined],
      ["b", undefined],
      ["a", true],
      ["top", true],
    ]);
  });

  it("that is its own ingredient is two steps", () => {
    expect(historyOf({ top: brings("top") }).steps).toBe(2);
  });

  it("of shared ancestors is walked a number of steps, and says so", () => {
    const manifests = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [
        `m${level}`,
        level < 39 ? brings(`m${level + 1}`, `m${level + 1}`) : {},
      ]),
    );
    const history = historyOf(manifests, { active: "m0" });
    expect(history.steps).toBeLessThanOrEqual(2001);
    expect(answerHistory(history)).toMatchObject({ steps: history.steps, isCut: true });
    expect([...stepsOf(history.root)].some(({ isCut }) => isCut)).toBe(true);
  });

  const planted = { title: "planted.jpg", recorded: ["assertion.dataHash.mismatch"] };

  it("is broken by what lies beyond its end, in breadth and in depth", () => {
    const wide = { ingredients: [...Array.from({ length: 2500 }, () => ({ title: "bare.png" })), planted] };
    const deep = Object.fromEntries(
      Array.from({ length: 100 }, (_, level) => [`m${level}`, brings(`m${level + 1}`)]),
    );
    for (const manifests of [{ m0: wide }, { ...deep, m100: { ingredients: [planted] } }]) {
      const history = historyOf(manifests, { active: "m0" });
      expect(answerHistory(history).answer).toBe("broken");
      const broken = historyFindings(history).filter(({ code }) => code === "history.broken");
      expect(broken).toMatchObject([{ where: "planted.jpg" }]);
    }
  });

  it("of thousands of generations is followed sixty-four", () => {
    const manifests = Object.fromEntries(
      Array.from({ length: 5000 }, (_, level) => [`m${level}`, brings(`m${level + 1}`)]),
    );
    const history = historyOf(manifests, { active: "m0", options: { depth: 10_000 } });
    expect(history.steps).toBe(65);
  });
});

describe("what an ingredient has on record", () => {
  it("breaks the manifest it is about, wherever it is kept", () => {
    const store = storeJson({ top: brings("a"), a: {}, stray: { ingredients: [{ manifest: "a" }] } }) as {
      manifests: { stray: { ingredients: { validation_results: { activeManifest: unknown } }[] } };
    };
    const [ingredient] = store.manifests.stray.ingredients;
    const url = "self#jumbf=/c2pa/a/c2pa.signature";
    const success = [{ code: "claimSignature.mismatch", url }];
    if (ingredient) ingredient.validation_results.activeManifest = { success };
    const { root } = trace(readManifestStore(store), undefined, [], { state: "valid", findings: [] });
    expect(root.ingredients[0]).toMatchObject({ state: "invalid", findings: [{ code: "history.broken" }] });
  });
});

describe("what is declared of a history", () => {
  const uri = (term: string) => `http://cv.iptc.org/newscodes/digitalsourcetype/${term}`;
  const made = (term: string) => ({
    assertions: [
      {
        label: "c2pa.actions.v2",
        data: { actions: [{ action: "c2pa.created", digitalSourceType: uri(term) }] },
      },
    ],
  });

  it("counts AI also in a source behind thousands of others", () => {
    const photos = Array.from({ length: 2_000 }, () => "photo");
    const history = historyOf({
      top: { ...made("digitalCapture"), ...brings(...photos, "model") },
      photo: made("digitalCapture"),
      model: made("trainedAlgorithmicMedia"),
    });
    expect(history.root.isCut).toBe(true);
    expect(disclosureOfHistory(history)?.name).toBe("composite-ai");
    const whole = historyOf({
      top: { ...made("digitalCapture"), ...brings("photo") },
      photo: made("digitalCapture"),
    });
    expect(disclosureOfHistory(whole)?.name).toBe("camera");
  });
});
