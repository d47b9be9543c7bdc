import { describe, expect, it } from "vitest";
import { discloseInWords, disclosures } from "../../../src/core/disclosure/index.ts";

const uri = (term: string) => `http://cv.iptc.org/newscodes/digitalsourcetype/${term}`;
const ai = uri("trainedAlgorithmicMedia");
const aiEdit = uri("compositeWithTrainedAlgorithmicMedia");
const capture = uri("digitalCapture");

const action = (name: string, digitalSourceType?: string) => ({ name: `c2pa.${name}`, digitalSourceType });
const ingredient = (relationship: string, digitalSourceType?: string) => ({
  relationship,
  digitalSourceType,
});

function labelOf(actions: ReturnType<typeof action>[], ingredients: ReturnType<typeof ingredient>[] = []) {
  return discloseInWords({ actions, ingredients })?.label;
}

describe("when nothing is declared", () => {
  it("says nothing", () => {
    expect(labelOf([])).toBeUndefined();
    expect(labelOf([action("opened"), action("cropped")], [ingredient("parentOf")])).toBeUndefined();
  });

  it("does not take a term that is in no vocabulary for one that is", () => {
    expect(labelOf([action("created", "http://example.com/magic")])).toBeUndefined();
  });

  it("does not conclude from edits by a person what the file was before", () => {
    expect(labelOf([action("opened"), action("cropped", uri("humanEdits"))])).toBeUndefined();
  });
});

describe("when the file was created in one way", () => {
  it.each(disclosures.map(({ uri, label }) => [uri, label]))("%s is shown as %s", (uri, label) => {
    expect(labelOf([action("created", uri)])).toBe(label);
  });

  it("stays what it was after edits by a person", () => {
    expect(labelOf([action("created", capture), action("cropped", uri("humanEdits"))])).toBe(
      "Camera-captured",
    );
  });

  it("is what the file it was opened from is", () => {
    expect(labelOf([action("opened"), action("cropped")], [ingredient("parentOf", capture)])).toBe(
      "Camera-captured",
    );
    expect(labelOf([action("opened")], [ingredient("parentOf", ai)])).toBe("AI-generated");
    expect(labelOf([action("opened")], [ingredient("parentOf", aiEdit)])).toBe("AI-edited");
  });

  it("is no longer one capture when an edit made it a composite", () => {
    expect(labelOf([action("created", capture), action("edited", uri("composite"))])).toBe("Composite");
  });
});

describe("when generative AI is declared anywhere", () => {
  it.each([ai, aiEdit, uri("compositeSynthetic"), ai.replace("http:", "https:"), "trainedAlgorithmicMedia"])(
    "shows an edit with %s as AI-edited",
    (source) => {
      expect(labelOf([action("created", capture), action("edited", source)])).toBe("AI-edited");
      expect(labelOf([action("opened"), action("edited", source)])).toBe("AI-edited");
    },
  );

  it("shows it on edits that are not C2PA's or count as not editorial", () => {
    const custom = { name: "com.example.fill", digitalSourceType: ai };
    expect(discloseInWords({ actions: [action("created", capture), custom], ingredients: [] })?.label).toBe(
      "AI-edited",
    );
    expect(labelOf([action("created", capture), action("enhanced", ai)])).toBe("AI-edited");
  });

  it("shows elements that were placed into a capture or an empty file", () => {
    const expected = "Includes AI-generated elements";
    expect(labelOf([action("created", capture), action("placed", ai)])).toBe(expected);
    expect(
      labelOf(
        [action("created", "http://c2pa.org/digitalsourcetype/empty")],
        [ingredient("componentOf", ai)],
      ),
    ).toBe(expected);
    expect(
      labelOf([action("opened")], [ingredient("parentOf", capture), ingredient("componentOf", ai)]),
    ).toBe(expected);
  });

  it("does not make an AI-generated file smaller by calling it edited", () => {
    expect(labelOf([action("created", ai), action("edited", ai), action("cropped", uri("humanEdits"))])).toBe(
      "AI-generated",
    );
    expect(labelOf([action("opened"), action("edited", ai)], [ingredient("parentOf", ai)])).toBe(
      "AI-generated",
    );
  });

  it("is not hidden by a second, harmless declaration", () => {
    expect(labelOf([action("opened", capture)], [ingredient("parentOf", ai)])).toBe("AI-generated");
    expect(labelOf([action("created", capture), action("created", ai)])).toBe("AI-generated");
    expect(labelOf([action("created", capture)], [ingredient("parentOf", aiEdit)])).toBe("AI-edited");
  });

  it("does not count a file that was only looked at by a model", () => {
    expect(labelOf([action("created", capture)], [ingredient("inputTo", ai)])).toBe("Camera-captured");
  });
});

describe("when a history is read step by step", () => {
  it("takes what was said of the earlier file as its source type", () => {
    const earlier = discloseInWords({
      actions: [action("created", capture), action("edited", ai)],
      ingredients: [],
    });
    expect(labelOf([action("opened"), action("cropped")], [ingredient("parentOf", earlier?.uri)])).toBe(
      "AI-edited",
    );
  });
});
