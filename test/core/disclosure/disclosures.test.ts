import { describe, expect, it } from "vitest";
import { disclosureFor, disclosures, findDisclosure } from "../../../src/core/disclosure/index.ts";

const iptc = "http://cv.iptc.org/newscodes/digitalsourcetype/";
const c2pa = "http://c2pa.org/digitalsourcetype/";

/** IPTC NewsCodes, release of 23 October 2024; the last three are retired. */
const iptcTerms = [
  "digitalCapture computationalCapture negativeFilm positiveFilm print humanEdits",
  "compositeWithTrainedAlgorithmicMedia algorithmicallyEnhanced digitalCreation dataDrivenMedia",
  "trainedAlgorithmicMedia algorithmicMedia screenCapture virtualRecording composite compositeCapture",
  "compositeSynthetic softwareImage digitalArt minorHumanEdits",
].flatMap((line) => line.split(" "));
const retired = ["softwareImage", "digitalArt", "minorHumanEdits"];

describe("the vocabulary", () => {
  it("is IPTC's and C2PA's, complete and nothing else", () => {
    const expected = [
      ...iptcTerms.map((term) => iptc + term),
      `${c2pa}empty`,
      `${c2pa}trainedAlgorithmicData`,
    ];
    expect(disclosures.map(({ uri }) => uri).sort()).toEqual(expected.sort());
  });

  it("has one name, one label and one sentence for each term", () => {
    for (const key of ["name", "label", "sentence", "uri"] as const) {
      expect(new Set(disclosures.map((entry) => entry[key])).size).toBe(disclosures.length);
    }
  });

  it("gives no word two meanings", () => {
    const words = disclosures.flatMap(({ name, synonyms }) => [name, ...synonyms]);
    expect(words).toHaveLength(new Set(words).size);
  });

  it("marks as AI what the C2PA signals rubric counts as generative AI", () => {
    expect(
      disclosures
        .filter(({ isAi }) => isAi)
        .map(({ uri }) => uri)
        .sort(),
    ).toEqual(
      [
        `${iptc}trainedAlgorithmicMedia`,
        `${iptc}compositeWithTrainedAlgorithmicMedia`,
        `${iptc}compositeSynthetic`,
        `${c2pa}trainedAlgorithmicData`,
      ].sort(),
    );
  });

  it("speaks in neutral labels and whole sentences", () => {
    for (const { label, sentence } of disclosures) {
      expect(label).toMatch(/^[A-Z]/);
      expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
      expect(`${label} ${sentence}`).not.toMatch(/\b(authentic|genuine|fake|real|true)\b/i);
    }
  });
});

describe("when a digital source type is read", () => {
  it.each(iptcTerms)("knows %s in every way it is written", (term) => {
    const disclosure = disclosureFor(iptc + term);
    expect(disclosure?.uri).toBe(iptc + term);
    for (const written of [
      term,
      ` ${iptc}${term} `,
      `https://cv.iptc.org/newscodes/digitalsourcetype/${term}`,
      `${iptc}${term}/`,
      `digsrctype:${term}`,
      `${iptc}${term}?lang=en`,
      `${iptc.slice(0, -1)}#${term}`,
      `http://www.cv.iptc.org/newscodes/digitalsourcetype/${term}`,
      `${c2pa}${term}`,
      iptc + term.toLowerCase(),
    ]) {
      expect(disclosureFor(written)).toBe(disclosure);
    }
  });

  it.each([
    "",
    `${iptc}somethingNew`,
    "http://example.com/trainedAlgorithmicMedia",
    "trainedAlgorithmicMedia and more",
    "constructor",
    "a".repeat(100_000),
  ])("does not know %.60s", (uri) => {
    expect(disclosureFor(uri)).toBeUndefined();
  });
});

describe("when a disclosure is named to be written", () => {
  it.each([
    ["camera", "digitalCapture"],
    ["photo", "digitalCapture"],
    ["AI", "trainedAlgorithmicMedia"],
    ["ai generated", "trainedAlgorithmicMedia"],
    ["ai_edited", "compositeWithTrainedAlgorithmicMedia"],
    ["screenshot", "screenCapture"],
    ["scan-negative", "negativeFilm"],
    ["digitalCapture", "digitalCapture"],
    [`${iptc}composite`, "composite"],
  ])("%j is %s", (name, term) => {
    expect(findDisclosure(name).uri).toBe(iptc + term);
  });

  it("finds every name that is not retired", () => {
    for (const entry of disclosures.filter(({ retiredFor }) => retiredFor === undefined)) {
      expect(findDisclosure(entry.name)).toBe(entry);
    }
  });

  it("names the nearest right ones for a wrong one", async () => {
    await expect(() => findDisclosure("camra")).toThrowWithCode("disclosure.unknown", /"camra".*"camera"/);
    await expect(() => findDisclosure("ai-edit")).toThrowWithCode("disclosure.unknown", /"ai-edited"/);
    await expect(() => findDisclosure("screenshott")).toThrowWithCode("disclosure.unknown", /"screen"/);
  });

  it("says where all of them are", () => {
    expect(() => findDisclosure("hologram")).toThrow(
      expect.objectContaining({
        message: 'no disclosure named "hologram"',
        hints: ["see them all: colophon help disclosures"],
      }),
    );
  });

  it.each([...retired, "digital-art", `${iptc}softwareImage`])(
    "refuses %s, which is retired, and names what to use",
    async (name) => {
      expect(disclosureFor(retired.find((term) => name.endsWith(term)) ?? "digitalArt")).toBeDefined();
      await expect(() => findDisclosure(name)).toThrowWithCode(
        "disclosure.unknown",
        /retired.*use "(drawing|human-edits)"/,
      );
    },
  );

  it("can follow its own advice", () => {
    for (const name of disclosures.flatMap(({ retiredFor }) => retiredFor ?? [])) {
      expect(findDisclosure(name).name).toBe(name);
    }
  });
});
