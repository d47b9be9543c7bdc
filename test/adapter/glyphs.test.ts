import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTypeface } from "../../src/adapter/glyphs.ts";
import { extentOf, readOutline } from "../../src/core/label/outline.ts";

/** A font of the development tools: it stands for one that a user names. */
const fontFile = resolve(
  import.meta.dirname,
  "../../node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-cyrillic-500-normal.woff2",
);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "glyphs-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inkOf = (outline: string) => {
  const { left = 0, top = 0, right = 0, bottom = 0 } = extentOf(readOutline(outline)) ?? {};
  return { width: right - left, height: bottom - top };
};

describe("the outlines that come with colophon", () => {
  it("draw the default mark: capitals alike, Chinese characters taller", async () => {
    const glyphs = (await openTypeface("AI生成")).shape("AI生成");
    const heights = glyphs.map(({ outline }) => inkOf(outline).height);
    expect(glyphs.map(({ text }) => text)).toEqual(["A", "I", "生", "成"]);
    expect(heights[0]).toBe(heights[1]);
    for (const height of heights.slice(2)) expect(height).toBeGreaterThan(1.15 * (heights[0] ?? 0));
  });

  it("have every common Chinese character, Western Latin letters and the usual marks", async () => {
    const text = "阿坐中国龟 Ærøskøbing éèàüßñç “—” 、。《》";
    const glyphs = (await openTypeface(text)).shape(text);
    expect(glyphs.map((glyph) => glyph.text).join("")).toBe(text);
    for (const { text: letter, outline, advance } of glyphs) {
      expect(outline === "", letter).toBe(letter === " ");
      expect(advance, letter).toBeGreaterThan(0);
    }
  });

  it("are kerned", async () => {
    const { shape } = await openTypeface("AV");
    const [alone] = shape("A");
    const [beside] = shape("AV");
    expect(beside?.advance).toBeLessThan(alone?.advance ?? 0);
  });

  it("have none for other scripts, and say which letters and what to do", async () => {
    await expect(() => openTypeface("AI 생성")).toThrowWithCode("label.text", /"생성"/);
    await expect(() => openTypeface("AI से बना")).toThrowWithCode("label.text", /come with colophon/);
  });
});

describe("a font file", () => {
  it("gives what colophon does not bring, and no more", async () => {
    const text = "AI Создано";
    const [own] = (await openTypeface("A")).shape("A");
    const typeface = await openTypeface(text, fontFile);
    expect([typeface.usesFont, (await openTypeface("AI", fontFile)).usesFont]).toEqual([true, false]);
    const glyphs = typeface.shape(text);
    expect(glyphs.map((glyph) => glyph.text).join("")).toBe(text);
    expect(glyphs[0]?.outline).toBe(own?.outline);
    // Cyrillic С, as tall as a capital of ours, whatever the font's own units are.
    const cyrillic = inkOf(glyphs[3]?.outline ?? "").height;
    expect(cyrillic).toBeGreaterThan(700);
    expect(cyrillic).toBeLessThan(800);
  });

  it("that is named is opened, though colophon brings all letters", async () => {
    await expect(() => openTypeface("AI", join(folder, "none.ttf"))).toThrowWithCode("file.missing");
  });

  it.each([
    ["that lacks the letters", () => fontFile, "label.text", /has no outlines for "생성"/],
    ["that is not there", () => join(folder, "none.ttf"), "file.missing", /none\.ttf/],
    ["that is a folder", () => folder, "file.io", /cannot be read/],
    ["that is no font", () => join(folder, "text.ttf"), "label.text", /no font that can be read/],
    ["that ends too early", () => join(folder, "half.woff2"), "label.text", /no font|no outlines/],
  ] as const)("%s is refused", async (_, path, code, reason) => {
    const { readFile } = await import("node:fs/promises");
    await writeFile(join(folder, "text.ttf"), "not a font at all");
    await writeFile(join(folder, "half.woff2"), (await readFile(fontFile)).subarray(0, 300));
    await expect(() => openTypeface("AI 생성", path())).toThrowWithCode(code, reason);
  });
});
