/** The engine's JSON → credentials: what is there is read, and whatever is of the wrong kind is as if it were not there. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { layOpen } from "../../../src/core/credential/lay-open.ts";
import { readManifestStore } from "../../../src/core/credential/manifest-store.ts";
import { readActions } from "../../../src/core/credential/read-actions.ts";
import { readCredential } from "../../../src/core/credential/read-credential.ts";
import { readIngredient } from "../../../src/core/credential/read-ingredient.ts";
import { readStoreBytes } from "../../../src/core/credential/store-bytes.ts";
import { trace } from "../../../src/core/history/trace.ts";
import { answerUnchanged } from "../../../src/core/verifying/answer-unchanged.ts";
import { collectFindings } from "../../../src/core/verifying/collect-findings.ts";
import { cborBox, storeOf, superbox } from "../../support/boxes.ts";
import { makeIdentity, signOne, testContext } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";
import { storeJson } from "../../support/store-json.ts";

describe("a manifest store", () => {
  it("names its active manifest, its state and its statuses by kind", () => {
    const json = storeJson(
      { "urn:c2pa:1": { title: "A drawing" } },
      { state: "Trusted", failure: ["x.y"], informational: ["i"], deltas: { "urn:c2pa:2": ["d"] } },
    );
    const store = readManifestStore(json);
    expect(store).toMatchObject({
      activeLabel: "urn:c2pa:1",
      engineState: "Trusted",
      active: { title: "A drawing" },
    });
    expect(store.statuses.map(({ code, kind }) => [code, kind])).toContainEqual(["x.y", "failure"]);
    expect(store.deltas).toMatchObject([{ code: "d", kind: "failure" }]);
  });

  it.each([undefined, "valid", "TRUSTED", 7, null, {}])("with the state %s is Invalid", (state) => {
    const json = { ...(storeJson({ a: {} }) as object), validation_state: state };
    expect(readManifestStore(json).engineState).toBe("Invalid");
  });

  it.each([
    ["nothing", undefined],
    ["a text", "{}"],
    ["no active manifest", { manifests: { a: {} } }],
  ])("cannot be read where there is %s", (_what, json) => {
    expect(() => readManifestStore(json)).toThrowError(
      expect.objectContaining({ code: "credential.unreadable" }),
    );
  });

  it.each([
    ["not there", "b", { a: {} }],
    ["what every object has", "toString", {}],
    ["a prototype", "__proto__", {}],
    ["in a list", "0", [{}]],
  ])("whose active manifest is %s is Invalid, and not none", (_what, label, manifests) => {
    const store = readManifestStore({ active_manifest: label, manifests, validation_state: "Trusted" });
    expect(store).toMatchObject({ engineState: "Invalid", active: { label, actions: [] } });
    expect([...store.credentials.keys()]).toContain(label);
    // What could not be read says nothing, of any version.
    expect(store.active.claimVersion).toBeUndefined();
  });

  it("keeps a manifest called __proto__ to itself", () => {
    const json = JSON.parse(
      '{"active_manifest":"__proto__","manifests":{"__proto__":{"title":"x"}},"validation_state":"Valid"}',
    );
    expect(readManifestStore(json).active.title).toBe("x");
    expect(({} as Record<string, unknown>).title).toBeUndefined();
  });
});

describe("a credential", () => {
  it("has its generators from whichever form is there", () => {
    const structured = {
      claim_generator_info: [{ name: "Tool", version: "1", specVersion: "2.4" }, { version: "2" }],
    };
    expect(readCredential("a", structured).generators).toEqual([
      { name: "Tool", version: "1", specVersion: "2.4" },
    ]);
    const text = { claim_generator: "Adobe_Photoshop/25.0 adobe_c2pa/0.7" };
    expect(readCredential("a", text).generators).toEqual([{ name: "Adobe Photoshop", version: "25.0" }]);
    expect(readCredential("a", {}).generators).toEqual([]);
  });

  it("lists authors once, from both kinds of metadata, and never anything that is no text", () => {
    const assertions = [
      { label: "cawg.metadata", data: { "dc:creator": ["Ana Ruiz", 7, null, { name: "x" }] } },
      {
        label: "stds.schema-org.CreativeWork",
        data: { author: [{ name: "Ana Ruiz" }, { name: "Studio" }, "x"] },
      },
      { label: "cawg.metadata__1", data: { "dc:creator": "Ana Ruiz" } },
    ];
    expect(readCredential("a", { assertions }).authors).toEqual(["Ana Ruiz", "Studio"]);
  });

  it("keeps wishes about training under any name, even one that is no ordinary key", () => {
    const data = JSON.parse(
      '{"entries":{"__proto__":{"use":"notAllowed"},"cawg.ai_training":{"use":"allowed"},"odd":7}}',
    );
    const { training } = readCredential("a", { assertions: [{ label: "cawg.training-mining", data }] });
    expect(Object.entries(training)).toEqual([
      ["__proto__", "notAllowed"],
      ["cawg.ai_training", "allowed"],
    ]);
    expect(Object.getPrototypeOf(training)).toBe(Object.prototype);
  });

  it("states that all actions are listed only where its signer says so", () => {
    const of = (value: unknown) =>
      readCredential("a", { assertions: [{ label: "c2pa.actions.v2", data: { allActionsIncluded: value } }] })
        .hasAllActions;
    expect([true, false, "true", undefined].map(of)).toEqual([true, undefined, undefined, undefined]);
  });
});

describe("actions", () => {
  it("are read in both versions", () => {
    const actions = [
      {
        action: "c2pa.placed",
        parameters: { ingredient: { url: "self#1" }, description: "old" },
        softwareAgent: "Tool 1",
      },
      {
        action: "c2pa.edited",
        when: "2026-03-12T14:05:00Z",
        digitalSourceType: " http://x ",
        softwareAgent: { name: "Tool", version: "2" },
        parameters: { ingredients: [{ url: "self#2" }, {}] },
      },
    ];
    expect(readActions({ actions })).toMatchObject([
      { name: "c2pa.placed", ingredients: ["self#1"], description: "old", softwareAgent: "Tool 1" },
      {
        name: "c2pa.edited",
        when: new Date("2026-03-12T14:05:00Z"),
        digitalSourceType: "http://x",
        softwareAgent: "Tool 2",
        ingredients: ["self#2"],
      },
    ]);
  });

  it("without a name, or with a time that is none, lose just that", () => {
    expect(
      readActions({ actions: [{}, { action: 7 }, null, { action: "c2pa.edited", when: "yesterday" }] }),
    ).toEqual([{ name: "c2pa.edited", ingredients: [], parameters: {} }]);
  });
});

describe("what a signer recorded about an ingredient", () => {
  it("counts as failure in the old flat form unless it is known to be harmless", () => {
    const codes = [
      "claimSignature.validated",
      "timeStamp.mismatch",
      "signingCredential.ocsp.skipped",
      "claimSignature.mismatch",
      "something.new",
    ];
    const { recorded } = readIngredient({ validation_status: codes.map((code) => ({ code })) });
    expect(recorded.map(({ kind }) => kind)).toEqual([
      "success",
      "informational",
      "informational",
      "failure",
      "failure",
    ]);
  });

  it("is read in the newer form with its own deltas", () => {
    const { recorded } = readIngredient({
      validation_results: {
        activeManifest: { failure: [{ code: "a" }] },
        ingredientDeltas: [{ validationDeltas: { failure: [{ code: "b" }] } }, 7],
      },
    });
    expect(recorded.map(({ code, kind }) => [code, kind])).toEqual([
      ["a", "failure"],
      ["b", "failure"],
    ]);
  });

  it("belongs to a component where the relationship is unknown", () => {
    expect(
      ["parentOf", "inputTo", "motherOf", undefined].map(
        (relationship) => readIngredient({ relationship }).relationship,
      ),
    ).toEqual(["parentOf", "inputTo", "componentOf", "componentOf"]);
  });
});

describe("hostile JSON", () => {
  let real: unknown;

  beforeAll(async () => {
    const world = testContext();
    await makeIdentity(world);
    const [parent, output] = [`${world.folder}/parent.jpg`, `${world.folder}/output.jpg`];
    await signOne(world, fixture("drawing.jpg"), { as: "camera", output: parent, thumbnail: 32 });
    await signOne(world, parent, {
      output,
      author: "Ana Ruiz",
      train: false,
      actions: ["cropped=a bit"],
      ingredients: [fixture("drawing.png")],
    });
    real = (
      await world.context.engine.read(
        { path: output, mimeType: "image/jpeg" },
        { trust: { trust_config: "", anchors: [] } },
      )
    )?.json;
  });

  /** Everything a verdict is made of; where a manifest is named it must never throw. */
  function readAll(json: unknown): void {
    const isNamed = typeof json === "object" && json !== null && "active_manifest" in json;
    if (!isNamed || typeof json.active_manifest !== "string" || json.active_manifest === "") return;
    const store = readManifestStore(json);
    expect(["Trusted", "Valid", "Invalid"]).toContain(store.engineState);
    const { root } = trace(store, undefined, [], { state: "valid", findings: [] });
    expect(Array.isArray(root.ingredients)).toBe(true);
    collectFindings(store);
    answerUnchanged(store, { isMediaLeftOut: false });
    layOpen(store, undefined);
  }

  it("of the wrong type in any one place never throws", () => {
    const odd: readonly unknown[] = [
      null,
      true,
      7,
      "text",
      "",
      [],
      {},
      [null],
      { length: 3 },
      JSON.parse('{"__proto__":{"x":1}}'),
    ];
    let places = 0;
    for (const spoil of placesIn(real)) {
      places += 1;
      for (const value of odd) readAll(spoil(value));
    }
    expect(places).toBeGreaterThan(200);
  });

  /** For each place in a value a function that gives a copy with something else in that place. */
  function* placesIn(value: unknown): Generator<(put: unknown) => unknown> {
    yield (put) => put;
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      for (const spoil of placesIn(part)) {
        yield (put) =>
          Array.isArray(value) ? value.with(Number(key), spoil(put)) : { ...value, [key]: spoil(put) };
      }
    }
  }

  it("of any shape never throws", () => {
    const label = fc.constantFrom("a", "b", "__proto__", "constructor");
    const manifests = fc.dictionary(label, fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(label, manifests, fc.jsonValue(), (active_manifest, all, validation_results) => {
        readAll({ active_manifest, manifests: all, validation_results, validation_state: "Valid" });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a detail laid open", () => {
  it("is no match where something else about it failed", () => {
    const url = "self#jumbf=c2pa.assertions/c2pa.hash.data";
    const match = { code: "assertion.hashedURI.match", url: `self#jumbf=/c2pa/a/${url.slice(11)}` };
    const failed = { code: "assertion.dataHash.malformed", url: match.url };
    const check = (failure: (typeof match)[]) => {
      const store = readManifestStore(storeJson({ a: {} }, { success: [match], failure }));
      const hash = superbox("c2pa.hash.data", cborBox(new Map()));
      const bytes = readStoreBytes(storeOf("a", superbox("c2pa.assertions", hash)));
      return layOpen(store, bytes)[0]?.assertions[0]?.check;
    };
    expect([check([]), check([failed])]).toEqual(["match", "not-checked"]);
  });
});

describe("how an action was done", () => {
  const ai = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
  const edited = { action: "c2pa.edited" };

  it.each<[string, object]>([
    ["in its parameters", { actions: [{ ...edited, parameters: { "com.example.digitalSourceType": ai } }] }],
    ["in a template of its kind", { actions: [edited], templates: [{ ...edited, digitalSourceType: ai }] }],
    [
      "in a template of all kinds",
      { actions: [edited], templates: [{ action: "*", digitalSourceType: ai }] },
    ],
    ["by what it consists of", { actions: [{ ...edited, related: [{ ...edited, digitalSourceType: ai }] }] }],
  ])("is also said %s", (_where, data) => {
    expect(readActions(data).map(({ digitalSourceType }) => digitalSourceType)).toContain(ai);
  });

  it("is said by itself before anything else", () => {
    const action = { ...edited, digitalSourceType: ` ${ai} `, parameters: { digitalSourceType: "other" } };
    const templates = [{ ...edited, digitalSourceType: "another" }];
    expect(readActions({ actions: [action], templates })[0]?.digitalSourceType).toBe(ai);
  });
});
