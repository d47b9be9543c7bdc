import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSecurityData, signedText, verifySecurity } from "../../../src/core/label/security-data.ts";

const entries = [
  {
    Type: "DS",
    AlgID: "1.2.156.10197.1.501",
    TBSData: { Type: "LabelMataData" },
    Signature: "3006020101020102",
  },
  { Type: "PubKey", AlgID: "1.2.156.10197.1.501", KeyValue: "3003010203" },
];
const data = { Type: "TC260PG", Version: 1, PubSD: entries };

describe("a reserved field", () => {
  it.each([
    ["with the outer key", JSON.stringify({ SecurityData: data })],
    ["without it", JSON.stringify(data)],
  ])("is taken apart where it has the form of the guide, %s", (_, text) => {
    expect(readSecurityData(text)).toEqual({
      kind: "structured",
      type: "TC260PG",
      version: "1",
      signatures: [
        {
          algorithm: "1.2.156.10197.1.501",
          signedData: "LabelMataData",
          signature: new Uint8Array([0x30, 6, 2, 1, 1, 2, 1, 2]),
        },
      ],
      publicKeys: [{ algorithm: "1.2.156.10197.1.501", key: new Uint8Array([0x30, 3, 1, 2, 3]) }],
      bindingCount: 0,
    });
  });

  it("counts what ties the label to its content", () => {
    const bound = { ...data, PubSD: [...entries, { Type: "Binding" }], Bindings: [{}] };
    expect(readSecurityData(JSON.stringify(bound))).toMatchObject({ bindingCount: 2 });
  });

  it.each(["", " "])("is empty in most files", (text) => {
    expect(readSecurityData(text)).toEqual({ kind: "none" });
  });

  it.each(["a1b2", "{", "[]", "null", '{"SecurityData":{"PubSD":1}}', `{"PubSD":[${"{},".repeat(99)}{}]}`])(
    "is left as it is in every other form: %j",
    (text) => {
      expect(readSecurityData(text)).toEqual({ kind: "opaque", text });
    },
  );

  it("is never too strange to be read", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (first, second) => {
        readSecurityData(
          JSON.stringify({ SecurityData: { PubSD: [first, { Type: "DS", Signature: second }] } }),
        );
      }),
    );
  });
});

it("a signature covers three keys as they stand in the label", () => {
  const label = {
    Label: "1",
    ContentProducer: "studio",
    ProduceID: "4f0c",
    ReservedCode1: "",
    ContentPropagator: "p",
    PropagateID: "q",
    ReservedCode2: "",
  };
  expect(signedText(label)).toBe('"Label":"1","ContentProducer":"studio","ProduceID":"4f0c"');
});

describe("a signature in the reserved field", () => {
  const label = {
    ...{ Label: "1", ContentProducer: "studio", ProduceID: "6f2a", ReservedCode1: "", ReservedCode2: "" },
    ...{ ContentPropagator: "", PropagateID: "" },
  };
  const signature = entries[0];
  const key = entries[1];
  const verified = (list: readonly unknown[], answer: boolean | undefined) =>
    verifySecurity(label, readSecurityData(JSON.stringify({ ...data, PubSD: list })), () => answer);

  it("is checked over the text of the guide, by the key beside it", () => {
    const asked: unknown[] = [];
    verifySecurity(label, readSecurityData(JSON.stringify(data)), (...request) => asked.push(request) > 0);
    expect(asked).toEqual([
      [signedText(label), new Uint8Array([0x30, 6, 2, 1, 1, 2, 1, 2]), new Uint8Array([0x30, 3, 1, 2, 3])],
    ]);
  });

  it.each([true, false, undefined])("is worth what the check says: %s", (answer) => {
    expect(verified(entries, answer)).toBe(answer);
  });

  it.each([
    ["is over the content", [{ ...signature, TBSData: { Type: "Cnt" } }, key]],
    ["is of another algorithm", [{ ...signature, AlgID: "1.2.840.10045.4.3.2" }, key]],
    ["has no key", [signature]],
    ["is one of very many", [signature, signature, signature, key]],
    ["has very many keys", [signature, key, key, key]],
  ])("is left alone where it %s", (_what, list) => {
    expect(verified(list, true)).toBeUndefined();
  });
});
