import { describe, expect, it } from "vitest";
import { html } from "../../../src/core/metadata/html.ts";
import { scanTags } from "../../../src/core/metadata/tags.ts";
import { sourceOf } from "../../support/byte-source.ts";
import { labelFor } from "../../support/label-samples.ts";

const label = labelFor("0d5f");

describe("a page", () => {
  it.each([
    `<META content='${label}' name=aigc>`,
    `<meta name="AIGC" content="${label.replaceAll('"', "&quot;")}"/>`,
    `<!-- <meta name="AIGC" content="no"> --><meta name="x" content="a > b"><meta\nname = "AIGC" content='${label}'>`,
  ])("is read, and its place said to be none of the standard: %s", async (head) => {
    const bytes = Buffer.from(`<!doctype html><title>标</title>${head}<p>text`);
    const marks = await html.read(sourceOf(bytes));
    expect(marks).toMatchObject([{ kind: "aigc", text: label, isNormative: false }]);
    const [mark] = marks;
    const place = bytes.subarray(mark?.offset, (mark?.offset ?? 0) + (mark?.length ?? 0)).toString();
    expect(place).toMatch(/^<meta\s.*>$/is);
  });

  it("is not written", async () => {
    await expect(() => html.write(sourceOf(Buffer.from("<p>")), { aigc: label })).toThrowWithCode(
      "format.not-writable",
    );
    expect(await html.write(sourceOf(Buffer.from("<p>")), {})).toEqual([]);
  });
});

describe("tags", () => {
  it.each(["<", "<a ", '<a b="', "<!--", "<a b='x' ", "</", "a=", "<![CDATA[", "&#x", "<a>"])(
    "are gone through once, however often %j stands there",
    (piece) => {
      const start = performance.now();
      expect([...scanTags(piece.repeat(100_000), { isHtml: true })].length).toBeGreaterThanOrEqual(0);
      expect([...scanTags(`${piece.repeat(100_000)}>`)].length).toBeGreaterThanOrEqual(0);
      expect(performance.now() - start).toBeLessThan(3000);
    },
  );
});
