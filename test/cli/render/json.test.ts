import { describe, expect, it } from "vitest";
import { jsonDocument } from "../../../src/cli/render/json.ts";
import { tracedJson } from "../../../src/cli/render/trace-json.ts";
import { verifiedJson } from "../../../src/cli/render/verify-json.ts";
import { faultsOf } from "../../support/schema.ts";
import { credential, hostile, invalid, none, step, valid, verified } from "../../support/verified.ts";

const counts = { files: 1, trusted: 1, valid: 0, invalid: 0, none: 0, broken: 0, errors: 0 };
const states = [
  verified(),
  verified(valid(hostile)),
  verified(invalid),
  none(),
  verified({
    trace: {
      root: step({ ingredients: [step({ state: "none", relationship: "inputTo" })] }),
      steps: 2,
      sources: 1,
      isCut: true,
    },
    history: { answer: "none", steps: 2, sources: 1, isCut: true },
  }),
];

describe("verify as JSON", () => {
  it.each(states.map((file) => [file.verification.state, file] as const))(
    "keeps the promise of its schema: %s",
    (_state, file) => {
      const text = jsonDocument("verify", { exitCode: 0, summary: counts, results: [verifiedJson(file, 0)] });
      expect(faultsOf("verify", JSON.parse(text))).toBe("");
    },
  );

  it("says nothing of what an invalid credential says", () => {
    const file = verified({ ...invalid, credential: credential({ authors: ["Ana Ruiz"], title: "Secret" }) });
    const json = verifiedJson(file, 1);
    expect(json).toMatchObject({
      state: "invalid",
      actions: [],
      authors: [],
      generators: [],
      disclosures: [],
    });
    expect(json.title).toBeUndefined();
  });

  it("names the disclosures of the file and of its history", () => {
    expect(verifiedJson(verified(), 0)).toMatchObject({
      disclosure: "camera",
      disclosures: [{ name: "camera", label: "Camera-captured", isAi: false }],
    });
  });

  it("would be noticed if it broke its promise", () => {
    const { state: _state, ...broken } = verifiedJson(verified(), 0);
    const text = jsonDocument("verify", { exitCode: 0, summary: counts, results: [broken] });
    expect(faultsOf("verify", JSON.parse(text))).toContain("state");
  });
});

describe("trace as JSON", () => {
  it.each(states.map((file) => [file.verification.state, file] as const))(
    "keeps the promise of its schema: %s",
    (_state, file) => {
      const unread = { kind: "aigc", value: "", isSigned: false, isUnread: true } as const;
      const results = [tracedJson({ ...file, leftovers: [unread], isPartlySearched: true }, 0)];
      const text = jsonDocument("trace", { exitCode: 0, summary: counts, results });
      expect(faultsOf("trace", JSON.parse(text))).toBe("");
    },
  );
});
