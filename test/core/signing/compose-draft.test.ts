import { describe, expect, it } from "vitest";
import { composeDraft, type SigningWishes } from "../../../src/core/signing/compose-draft.ts";
import type { DraftIngredient } from "../../../src/core/signing/draft.ts";

const iptc = "http://cv.iptc.org/newscodes/digitalsourcetype/";

function ingredient(relationship: DraftIngredient["relationship"], instanceId: string): DraftIngredient {
  return {
    instanceId,
    title: `${instanceId}.jpg`,
    relationship,
    path: "a.jpg",
    mimeType: "image/jpeg",
    state: "none",
  };
}

function compose(wishes: Partial<SigningWishes>) {
  return composeDraft({
    title: "poster.jpg",
    format: "image/jpeg",
    actions: [],
    mayTrain: true,
    isUpdate: false,
    isComplete: false,
    ingredients: [],
    placement: { kind: "embedded" },
    ...wishes,
  });
}

const parent = ingredient("parentOf", "parent");

describe("how a file began", () => {
  it("is created as disclosed where it has no parent", () => {
    expect(compose({ disclosure: "camera" }).inception).toEqual({
      kind: "create",
      sourceType: `${iptc}digitalCapture`,
    });
  });

  it("is opened from its parent, and nothing is invented about it", () => {
    const draft = compose({ parent });
    expect(draft.inception).toEqual({ kind: "edit" });
    expect(draft.actions).toEqual([]);
    expect(draft.ingredients).toEqual([parent]);
  });

  it.each(["camera", "screen", "scan", "drawing"])("is not said a second time: %s", async (disclosure) => {
    await expect(() => compose({ parent, disclosure })).toThrowWithCode("usage.conflict", /has a parent/);
  });
});

describe("what was done to it", () => {
  it("says by what means: by a person unless AI is disclosed", () => {
    const means = (wishes: Partial<SigningWishes>) =>
      compose({ parent, actions: ["cropped"], ...wishes }).actions.map((action) => action.digitalSourceType);
    expect(means({})).toEqual([`${iptc}humanEdits`]);
    expect(means({ disclosure: "ai-edited" })).toEqual([`${iptc}compositeWithTrainedAlgorithmicMedia`]);
  });

  it("is one plain edit where only the means are disclosed", () => {
    expect(compose({ parent, disclosure: "ai-edited" }).actions).toEqual([
      { name: "c2pa.edited", digitalSourceType: `${iptc}compositeWithTrainedAlgorithmicMedia` },
    ]);
  });

  it("keeps its own words, and places what was put in", () => {
    const sky = ingredient("componentOf", "sky");
    const draft = compose({ disclosure: "composite", ingredients: [sky], actions: ["cropped=to the face"] });
    expect(draft.actions).toEqual([
      { name: "c2pa.placed", ingredients: ["sky"] },
      { name: "c2pa.cropped", digitalSourceType: `${iptc}humanEdits`, description: "to the face" },
    ]);
  });
});

describe("that these are all the edits", () => {
  it("is stated only by those who say so", () => {
    expect(compose({ disclosure: "camera" }).isComplete).toBe(false);
    expect(compose({ disclosure: "camera", isComplete: true }).isComplete).toBe(true);
    expect(compose({ parent, actions: ["cropped"] }).isComplete).toBe(false);
  });

  it("holds where a file was opened and nothing done, and where statements were only added", () => {
    expect(compose({ parent }).isComplete).toBe(true);
    expect(compose({ parent, isUpdate: true }).isComplete).toBe(true);
  });

  it("is what a definition says, when it says it", () => {
    const actions = [{ name: "c2pa.created", digitalSourceType: `${iptc}digitalCapture` }];
    const definition = { actions, assertions: [], isComplete: true };
    expect(compose({ definition }).isComplete).toBe(true);
  });
});
