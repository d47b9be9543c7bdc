import { describe, expect, it } from "vitest";
import { writeAigc } from "../../../src/core/label/aigc.ts";
import { type Propagation, propagateLabel } from "../../../src/core/label/propagate.ts";

const label = {
  Label: "1",
  ContentProducer: "studio",
  ProduceID: "4f0c",
  ReservedCode1: "proof",
  ContentPropagator: "studio",
  PropagateID: "4f0c",
  ReservedCode2: "old",
};
const platform: Propagation = {
  isDeclared: false,
  hasTraces: false,
  propagator: "platform",
  propagateId: "77",
};

describe("what a platform leaves in a file", () => {
  it("keeps the producer's fields and sets its own", () => {
    expect(propagateLabel({ ...platform, label, reservedCode2: "new" })).toEqual({
      notice: "is",
      label: { ...label, ContentPropagator: "platform", PropagateID: "77", ReservedCode2: "new" },
    });
  });

  it.each([
    ["a label of the producer", { label }, "is", "1"],
    [
      "a label that was declared elsewhere",
      { label: { ...label, Label: "2" }, hasTraces: true },
      "may-be",
      "2",
    ],
    ["a suspicion from elsewhere", { label: { ...label, Label: "3" }, isDeclared: true }, "suspected", "3"],
    ["a declaration of the user", { isDeclared: true, hasTraces: true }, "may-be", "2"],
    ["traces alone", { hasTraces: true }, "suspected", "3"],
    ["a label with a value of its own making", { label: { ...label, Label: "yes" } }, "suspected", "3"],
  ] as const)("follows from %s", (_, given, notice, value) => {
    const propagated = propagateLabel({ ...platform, ...given });
    expect(propagated).toMatchObject({ notice, label: { Label: value, PropagateID: "77" } });
    expect(propagated && writeAigc(propagated.label)).toContain(`"Label":"${value}"`);
  });

  it("is nothing where nothing points to AI", () => {
    expect(propagateLabel(platform)).toBeUndefined();
  });
});
