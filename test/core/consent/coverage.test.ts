import { describe, expect, it } from "vitest";
import { type CoverageQuestion, coverageOf } from "../../../src/core/consent/coverage.ts";
import { findKind, kindNames, kinds } from "../../../src/core/consent/kinds.ts";
import type { ConsentRecord } from "../../../src/core/consent/record.ts";
import { consent, consentGiven } from "../../support/evidence.ts";

const within = new Date("2026-06-01T00:00:00Z");

function ask(record: Partial<ConsentRecord>, question: Partial<CoverageQuestion> = {}) {
  const given = { ...consentGiven, record: { ...consent, ...record } };
  return coverageOf([given], { kinds: ["face-swap"], at: within, ...question });
}

describe("a consent that covers what was done", () => {
  it("is documented, by whom and until when", () => {
    expect(ask({})).toEqual({
      isDocumented: true,
      attributes: [
        {
          attribute: "face",
          isDocumented: true,
          record: consent.id,
          until: consent.expires,
          says: "consent documented for face, by Estudio Ruiz, until 2027-01-12",
        },
      ],
    });
  });

  it("is by a claimed name only, where no list recognizes whoever signed", () => {
    const claimed = { ...consentGiven, isUnrecognized: true } as const;
    const { attributes } = coverageOf([claimed], { kinds: ["face-swap"], at: within });
    expect(attributes[0]?.says).toBe(
      "consent documented for face, by “Estudio Ruiz”, whom no list recognizes, until 2027-01-12",
    );
  });

  it("may have no end, and be of a minor", () => {
    const { expires: _expires, ...endless } = consent;
    const record = { ...endless, isMinor: true };
    const { attributes } = coverageOf([{ ...consentGiven, record }], { kinds: ["voice-clone"], at: within });
    expect(attributes[0]?.says).toBe(
      "consent documented for voice, by Estudio Ruiz, without an end, of a minor",
    );
  });

  it("covers each attribute by whichever record has it", () => {
    const [face, voice] = [
      { ...consentGiven, record: { ...consent, attributes: ["face"] as const } },
      { ...consentGiven, record: { ...consent, id: "urn:uuid:other", attributes: ["voice"] as const } },
    ];
    const both = coverageOf([face, voice], { kinds: ["face-swap", "voice-clone"], at: within });
    expect(both.attributes.map(({ record }) => record)).toEqual([consent.id, "urn:uuid:other"]);
  });

  it("is not asked for where nobody is edited", () => {
    expect(coverageOf([], { kinds: ["music", "restoration"], at: within })).toEqual({
      isDocumented: true,
      attributes: [],
    });
  });
});

describe("a consent that does not", () => {
  it.each([
    ["expired", { expires: within }, {}, /the record expired on 2026-06-01/],
    ["other-attribute", { attributes: ["voice"] }, {}, /the record is for voice/],
    ["other-kind", { kinds: ["face-edit"] }, {}, /the record is for face-edit only/],
    ["not-yet", {}, { at: new Date("2026-01-11T00:00:00Z") }, /obtained on 2026-01-12, after 2026-01-11/],
    ["revoked", { revocation: { at: new Date("2026-05-01T00:00:00Z") } }, {}, /it was withdrawn/],
    [
      "other-attribute",
      { attributes: ["face", "voice"] },
      { kinds: ["pose"] },
      /consent for body is not documented/,
    ],
  ] as const)("says so: %s", (gap, record, question, says) => {
    const { isDocumented, attributes } = ask(record, question);
    expect(isDocumented).toBe(false);
    expect(attributes[0]).toMatchObject({ isDocumented: false, gap, says: expect.stringMatching(says) });
  });

  it("says so where there is no record at all", () => {
    const { attributes } = coverageOf([], { kinds: ["voice-clone"], at: within });
    expect(attributes[0]).toMatchObject({
      gap: "none",
      says: "consent for voice is not documented: there is no record",
    });
    expect(attributes[0]).not.toHaveProperty("record");
  });

  it("holds until the last moment before it ends, and before it was withdrawn", () => {
    expect(ask({ expires: new Date(within.getTime() + 1) }).isDocumented).toBe(true);
    expect(ask({ revocation: { at: new Date(within.getTime() + 1) } }).isDocumented).toBe(true);
  });
});

describe("a withdrawal", () => {
  const withdrawal = { ...consent, revocation: { at: new Date("2026-05-01T00:00:00Z") } };
  const question = { kinds: ["face-swap"], at: within } as const;

  it("in a later record of the same signer ends the first one", () => {
    const both = [consentGiven, { ...consentGiven, record: withdrawal }];
    expect(coverageOf(both, question).isDocumented).toBe(false);
    expect(coverageOf(both.toReversed(), question).isDocumented).toBe(false);
  });

  it("by somebody else ends nothing", () => {
    const stranger = { ...consentGiven, record: withdrawal, signer: "somebody else" };
    expect(coverageOf([consentGiven, stranger], question).isDocumented).toBe(true);
  });
});

describe("the kinds of synthesis", () => {
  it("that edit a face, a voice or a body need the consent of whose it is", () => {
    const needing = kinds.filter(({ hasPerson }) => hasPerson === "yes");
    expect(needing.map(({ name, consent: attributes }) => [name, attributes[0]])).toEqual([
      ["voice-clone", "voice"],
      ["voice-edit", "voice"],
      ["face-swap", "face"],
      ["face-edit", "face"],
      ["pose", "body"],
    ]);
  });

  it("of the first four cases of Article 17 call for a conspicuous label", () => {
    for (const { article, label } of kinds) expect(label).toBe(article === "17(5)" ? "if-misleading" : "due");
    expect(findKind("music").label).toBe("if-misleading");
  });

  it("are found however they are typed, and otherwise the nearest is named", async () => {
    expect(findKind(" Face Swap ").name).toBe("face-swap");
    for (const name of kindNames) expect(findKind(name).name).toBe(name);
    await expect(() => findKind("face-swpa")).toThrowWithCode("usage.invalid", /"face-swpa"/);
  });
});
