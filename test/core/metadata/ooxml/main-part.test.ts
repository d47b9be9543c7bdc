import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { surveyBody } from "../../../../src/core/label/word-body.ts";
import { openMainPart } from "../../../../src/core/metadata/index.ts";
import { ColophonError } from "../../../../src/error.ts";
import { applied, sourceOf } from "../../../support/byte-source.ts";
import { type OfficeEntry, officeEntries, unzipped, zipOf } from "../../../support/office-file.ts";

const changed = (name: string, change: (content: string) => string): OfficeEntry[] =>
  officeEntries().map((entry) =>
    entry.name === name ? { ...entry, content: change(entry.content) } : entry,
  );

describe("the main part of an Office file", () => {
  it("is read and put back, and nothing else is touched", async () => {
    const bytes = zipOf(officeEntries(), "a comment");
    const { text, replace, isSignedInside } = await openMainPart(sourceOf(bytes));
    expect(isSignedInside).toBe(false);
    const after = await applied(bytes, await replace(text.replace("A disc.", "A line.")));
    const [before, now] = [unzipped(bytes), unzipped(after)];
    expect(now["word/document.xml"]).toBe(before["word/document.xml"]?.replace("A disc.", "A line."));
    expect({ ...now, "word/document.xml": "" }).toEqual({ ...before, "word/document.xml": "" });
    expect(await openMainPart(sourceOf(after))).toMatchObject({ text: now["word/document.xml"] });
  });

  it("is where the package says, and not where most have it", async () => {
    const moved = officeEntries().map((entry) => ({
      name: entry.name.replace("word/document.xml", "word/other.xml"),
      content: entry.content.replace('Target="word/document.xml"', 'Target="/word/other.xml"'),
    }));
    expect((await openMainPart(sourceOf(zipOf(moved)))).text).toContain("A disc.");
  });

  it.each<[string, OfficeEntry[], RegExp]>([
    [
      "is missing",
      officeEntries().filter(({ name }) => name !== "word/document.xml"),
      /is missing inside it/,
    ],
    [
      "is not named",
      changed("_rels/.rels", (text) => text.replace("officeDocument", "x")),
      /is missing|which/,
    ],
    [
      "is larger than any text",
      changed("word/document.xml", (text) => text.replace("A disc.", " ".repeat(65 * 1024 * 1024))),
      /cannot be unpacked/,
    ],
  ])("is refused where it %s", async (_what, entries, says) => {
    await expect(() => openMainPart(sourceOf(zipOf(entries)))).toThrowWithCode("format.damaged", says);
  });

  it("of any bytes is read or refused, never more", async () => {
    const whole = zipOf(officeEntries());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, value) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        try {
          surveyBody((await openMainPart(sourceOf(bytes))).text);
        } catch (error) {
          expect(error).toBeInstanceOf(ColophonError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
