/** Manifest definitions written by hand: what they may hold, and the exact place of every fault. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDefinition } from "../../../src/core/signing/definition.ts";
import { ColophonError } from "../../../src/error.ts";

const capture = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture";
const created = { action: "c2pa.created", digitalSourceType: capture };
const opened = { action: "c2pa.opened" };

const read = (content: unknown) => readDefinition(JSON.stringify(content));
const withActions = (...actions: unknown[]) => ({
  assertions: [{ label: "c2pa.actions", data: { actions } }],
});
const withData = (data: unknown) => ({ assertions: [{ label: "com.example.note", data }] });

describe("a definition", () => {
  it("gives what it holds, and nothing it does not", () => {
    expect(
      read({
        title: "A drawing",
        claim_version: 2,
        assertions: [
          { label: "com.example.note", data: { text: "…", deep: [{ n: null }] }, kind: "Json" },
          {
            label: "c2pa.actions.v2",
            data: { actions: [created, { action: "c2pa.published" }], allActionsIncluded: true },
          },
        ],
        ingredients: [{ path: "a.png", relationship: "componentOf" }],
      }),
    ).toEqual({
      title: "A drawing",
      actions: [{ name: "c2pa.created", digitalSourceType: capture }, { name: "c2pa.published" }],
      isComplete: true,
      assertions: [{ label: "com.example.note", data: { text: "…", deep: [{ n: null }] } }],
      ingredients: [{ path: "a.png", relationship: "componentOf" }],
    });
    expect(read({})).toEqual({ assertions: [], ingredients: [] });
  });
});

describe("a fault", () => {
  const faults: readonly [what: string, content: unknown, words: RegExp][] = [
    ["an unknown key", { titel: "x" }, /: titel: .*did you mean "title"\?/],
    ["a key of another tool", { alg: "es256" }, /: alg: is not a key colophon knows/],
    [
      "an unknown key further in",
      withActions({ ...created, descripton: "x" }),
      /actions\[0\]\.descripton: .*"description"/,
    ],
    ["an unknown key of an ingredient", { ingredients: [{ paht: "a" }] }, /ingredients\[0\]/],
    ["a title that is no text", { title: 7 }, /: title: /],
    ["an empty title", { title: "" }, /: title: expected some text/],
    [
      "a title of five megabytes",
      { title: "x".repeat(5_000_000) },
      /: title: expected at most 10000 characters$/,
    ],
    ["half a character in the title", { title: "a\ud800" }, /: title: holds half a character/],
    ["a NUL in the title", { title: "a\0b" }, /: title: holds control characters/],
    ["an escape sequence in the title", { title: "a\u001b[31m" }, /: title: holds control characters/],
    ["claim version 1", { claim_version: 1 }, /: claim_version: colophon writes claim version 2 only/],
    ["claim version 9", { claim_version: 9 }, /: claim_version: /],
    [
      "a label with a slash",
      { assertions: [{ label: "com/example", data: {} }] },
      /: assertions\[0\]\.label: expected a label/,
    ],
    [
      "a label without a dot",
      { assertions: [{ label: "note", data: {} }] },
      /: assertions\[0\]\.label: expected a label/,
    ],
    [
      "a label that climbs",
      { assertions: [{ label: "com.example/../x", data: {} }] },
      /: assertions\[0\]\.label: /,
    ],
    [
      "a label of the engine's",
      { assertions: [{ label: "c2pa.hash.data", data: {} }] },
      /: assertions\[0\]\.label: .*written by the engine/,
    ],
    [
      "a label no longer allowed",
      { assertions: [{ label: "stds.exif", data: {} }] },
      /: assertions\[0\]\.label: .*no longer allowed/,
    ],
    [
      "no actions in the list",
      withActions(),
      /: assertions\[0\]\.data\.actions: expected at least one action/,
    ],
    [
      "actions that are no list",
      { assertions: [{ label: "c2pa.actions", data: {} }] },
      /: assertions\[0\]\.data\.actions: /,
    ],
    [
      "created without a source type",
      withActions({ action: "c2pa.created" }),
      /: assertions\[0\]\.data\.actions\[0\]: .*needs a digitalSourceType/,
    ],
    [
      "a source type nobody knows",
      withActions({ ...created, digitalSourceType: "http://example.com/x" }),
      /: assertions\[0\]\.data\.actions\[0\]\.digitalSourceType: /,
    ],
    [
      "a retired source type",
      withActions({ ...created, digitalSourceType: capture.replace("digitalCapture", "minorHumanEdits") }),
      /digitalSourceType: .*in use today/,
    ],
    [
      "opened without an ingredient",
      withActions(opened),
      /: assertions\[0\]\.data\.actions\[0\]: .*parentOf/,
    ],
    [
      "opened with a source type",
      withActions({ ...opened, digitalSourceType: capture }),
      /: assertions\[0\]\.data\.actions\[0\]: .*takes no/,
    ],
    [
      "another first action",
      withActions({ action: "c2pa.cropped" }),
      /: assertions\[0\]\.data\.actions\[0\]: expected "c2pa.created" or "c2pa.opened"/,
    ],
    [
      "two lists of actions",
      { assertions: [...withActions(created).assertions, ...withActions(created).assertions] },
      /: assertions: .*several/,
    ],
    [
      "an action without a dot",
      withActions(created, { action: "cropped" }),
      /: assertions\[0\]\.data\.actions\[1\]\.action: /,
    ],
    [
      "a time that is none",
      withActions({ ...created, when: "yesterday" }),
      /actions\[0\]\.when: expected a time/,
    ],
    [
      "a completeness that is neither true nor false",
      { assertions: [{ label: "c2pa.actions", data: { actions: [created], allActionsIncluded: "yes" } }] },
      /: assertions\[0\]\.data\.allActionsIncluded: /,
    ],
    [
      "a relationship nobody knows",
      { ingredients: [{ path: "a", relationship: "motherOf" }] },
      /: ingredients\[0\]\.relationship: /,
    ],
    [
      "half a character in data",
      withData({ list: [{ text: "a\udc00" }] }),
      /: assertions\[0\]\.data\.list\[0\]\.text: holds half a character/,
    ],
    [
      "half a character in a key of data",
      withData({ "a\udc00": 1 }),
      /: assertions\[0\]\.data: .*half a character/,
    ],
    [
      "a parameter of one's own without a namespace",
      withActions({ ...created, parameters: { amount: 1 } }),
      /actions\[0\]\.parameters: .*with a dot/,
    ],
    [
      "half a character in parameters",
      withActions({ ...created, parameters: { "com.example.x": "\ud800" } }),
      /actions\[0\]\.parameters\.com\.example\.x: holds half/,
    ],
    ["something that is no object", [], /: the definition: /],
    ["nothing", null, /: the definition: /],
  ];

  it.each(faults)("is named with its place: %s", async (_what, content, words) => {
    await expect(() => read(content)).toThrowWithCode("definition.invalid", words);
  });

  it("of depth is named before anything runs out of room", async () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    await expect(() =>
      readDefinition(`{"assertions":[{"label":"com.example.note","data":${deep}}]}`),
    ).toThrowWithCode("definition.invalid", /assertions\[0\]\.data.*deep/);
  });

  it("of syntax is said without quoting what stands there", async () => {
    const error = await Promise.resolve()
      .then(() => readDefinition('{"title": "hunter2'))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ColophonError);
    expect(String(error)).not.toContain("hunter2");
    await expect(() => readDefinition("")).toThrowWithCode("definition.invalid", "not JSON");
  });

  it("is never anything but a coded error, whatever JSON is given", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          readDefinition(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ColophonError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("of a forged prototype changes no object", () => {
    const text = '{"assertions":[{"label":"com.example.note","data":{"__proto__":{"polluted":1}}}]}';
    const { assertions } = readDefinition(text);
    expect(Object.hasOwn(assertions[0]?.data as object, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
