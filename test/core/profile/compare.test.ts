import { describe, expect, it } from "vitest";
import { compareMarks } from "../../../src/core/profile/compare.ts";
import type { Evidence } from "../../../src/core/profile/evidence.ts";
import { aiCredential, aiVerification, bare, evidence, found, label, plate } from "../../support/evidence.ts";
import { step } from "../../support/verified.ts";

const before = evidence();

function changes(after: Partial<Evidence>): string[] {
  return compareMarks(before, evidence(after)).map(({ mark, change }) => `${mark}: ${change}`);
}

describe("a step that leaves everything as it was", () => {
  it("kept every mark", () => {
    expect(compareMarks(before, evidence())).toEqual([
      expect.objectContaining({ mark: "Content Credentials", change: "kept" }),
      expect.objectContaining({ mark: "AIGC label", change: "kept" }),
      expect.objectContaining({ mark: "XMP digitalSourceType", change: "kept" }),
      expect.objectContaining({ mark: "XMP altText", change: "kept" }),
      expect.objectContaining({ mark: "label for people", change: "kept" }),
    ]);
  });
});

describe("a step that signs anew", () => {
  const newer = aiCredential({ label: "urn:c2pa:new" });
  const old = aiCredential().label;

  it("kept the credential where the new one is made from it", () => {
    const root = step({ ingredients: [step({ relationship: "parentOf", label: old })] });
    const verification = aiVerification({ credential: newer, trace: { root, steps: 2, sources: 1 } });
    expect(changes({ verification })).toContain("Content Credentials: kept");
  });

  it("lost it where it is not", () => {
    expect(changes({ verification: aiVerification({ credential: newer }) })).toContain(
      "Content Credentials: lost",
    );
  });
});

describe("a step that strips, breaks or changes", () => {
  it("lost everything", () => {
    const all = compareMarks(before, bare());
    expect(new Set(all.map(({ change }) => change))).toEqual(new Set(["lost"]));
    expect(all).toHaveLength(5);
  });

  it("broke the credential, which is another thing than losing it", () => {
    expect(changes({ verification: aiVerification({ state: "invalid" }) })).toContain(
      "Content Credentials: broken",
    );
  });

  it("changed a label where its producer is another now", () => {
    const text = JSON.stringify({ ...label, ContentProducer: "studio" });
    const change = compareMarks(before, evidence({ aigc: [found(text)] })).find(
      ({ group }) => group === "aigc",
    );
    expect(change).toMatchObject({
      change: "changed",
      before: `Label 1 · ${label.ContentProducer} · 6f2a3c1e`,
      after: "Label 1 · studio · 6f2a3c1e",
    });
  });

  it("kept a label that moved, and to which a platform added itself", () => {
    const text = JSON.stringify({ ...label, ContentPropagator: "platform", PropagateID: "99" });
    expect(changes({ aigc: [found(text, { place: "iTXt", isNormative: false })] })).toContain(
      "AIGC label: kept",
    );
  });

  it("changed a property of XMP", () => {
    expect(changes({ xmp: { ...before.xmp, altText: ["Another poster"] } })).toContain(
      "XMP altText: changed",
    );
  });

  it("lost the label for people", () => {
    expect(changes({ marks: [] })).toContain("label for people: lost");
  });
});

describe("a step that adds", () => {
  it("added each of them", () => {
    const added = compareMarks(bare(), evidence({ marks: [plate] }));
    expect(new Set(added.map(({ change }) => change))).toEqual(new Set(["added"]));
    expect(added).toHaveLength(5);
  });

  it("says nothing of what neither has", () => expect(compareMarks(bare(), bare())).toEqual([]));
});
