import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { tracedDot, tracedMermaid } from "../../../src/cli/render/graph.ts";
import { tracedText } from "../../../src/cli/render/trace.ts";
import { hasUnicode } from "../../../src/cli/render/tree.ts";
import { createStyle } from "../../../src/cli/style.ts";
import type { TracedFile } from "../../../src/command/trace.ts";
import { createTerminal } from "../../support/terminal.ts";
import { hostile, none, step, verified } from "../../support/verified.ts";

const { stdout, env } = createTerminal();
const style = await createStyle(stdout, env);
const ai = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const noActions = { actions: [], sourceTypes: [] };

function poster(): TracedFile {
  const sky = step({
    ...noActions,
    title: "sky.png",
    relationship: "componentOf",
    state: "valid",
    issuer: "OpenAI",
    sourceTypes: [ai],
    at: new Date("2026-06-02T00:00:00Z"),
  });
  delete sky.recognizedBy;
  const holiday = step({ title: "holiday.jpg", relationship: "parentOf" });
  const root = step({
    issuer: "Adobe Inc.",
    at: new Date("2026-06-03T00:00:00Z"),
    sourceTypes: [],
    actions: ["c2pa.opened", "c2pa.placed", "c2pa.adjustedColor"].map((name) => ({
      name,
      ingredients: [],
      parameters: {},
    })),
    ingredients: [holiday, sky],
  });
  return { ...verified({ trace: { root, steps: 3, sources: 2 } }, "poster.jpg"), leftovers: [] };
}

describe("a history as a tree", () => {
  it("has each step with its own state", () => {
    expect(tracedText(poster(), { style, columns: 100, hasUnicode: true })).toBe(
      `poster.jpg                 Includes AI-generated elements · issued by Adobe Inc. · 3 Jun 2026
├─ edits: Imported, Color or exposure edits
├─ made from: holiday.jpg  Camera-captured · Leica Camera AG · 12 Mar 2026
│  └─ edits: Cropped
└─ includes: sky.png       AI-generated · “OpenAI” · 2 Jun 2026
   └─ ! issuer not recognized

3 steps, 2 sources. Edits before 12 Mar 2026 may not have been recorded.
`,
    );
  });

  it("is drawn with ASCII where the character set has nothing else", () => {
    const text = tracedText(poster(), { style, columns: 100, hasUnicode: false });
    expect(text).toContain("|- made from: holiday.jpg");
    expect(text).toContain("|  `- edits: Cropped");
    expect(text).not.toMatch(/[├└│]/);
    expect(hasUnicode({ LANG: "en_US.UTF-8" }, "linux")).toBe(true);
    expect(hasUnicode({ LANG: "C" }, "linux")).toBe(false);
    expect(hasUnicode({ LC_ALL: "C", LANG: "en_US.UTF-8" }, "linux")).toBe(false);
  });

  it("does not repeat what an invalid step says", () => {
    const broken = step({
      title: "sky.png",
      state: "invalid",
      relationship: "componentOf",
      issuer: "Somebody",
    });
    const root = step({ ingredients: [broken] });
    const text = tracedText(
      { ...verified({ trace: { root, steps: 2, sources: 1 } }), leftovers: [] },
      { style, columns: 100, hasUnicode: true },
    );
    expect(text).toContain("includes: sky.png  Invalid");
    expect(text).not.toContain("Somebody");
  });
});

describe("where there is no credential", () => {
  it("says what else is there, and what it is worth", () => {
    const leftovers = [{ kind: "iptc" as const, value: ai + hostile, isSigned: false as const }];
    const text = tracedText({ ...none(), leftovers }, { style, columns: 400, hasUnicode: true });
    expect(text).toContain("its metadata states a digital source type:");
    expect(text).toContain("not signed, anybody could have written it");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe("a history for drawing programs", () => {
  const title = '"] --> x; <b>"\\n`**#quot;';
  const root = step({ ingredients: [step({ title: title + hostile, relationship: "parentOf" })] });
  const file: TracedFile = { ...verified({ trace: { root, steps: 2, sources: 1 } }, title), leftovers: [] };

  it("is DOT that no title can break out of", () => {
    const dot = tracedDot(file);
    const labels = [...dot.matchAll(/label="((?:[^"\\]|\\.)*)"/g)];
    expect(labels).toHaveLength(3);
    expect(dot.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/^[\w\s{};=[\],\->]*$/)).not.toBeNull();
    if (spawnSync("dot", ["-V"]).status === 0) {
      expect(spawnSync("dot", ["-Tsvg"], { input: dot }).status).toBe(0);
    }
  });

  it("is Mermaid that no title can break out of", () => {
    const mermaid = tracedMermaid(file);
    for (const line of mermaid.trimEnd().split("\n").slice(1)) {
      expect(line).toMatch(/^ {2}n\d+(\["[^"`<>]*(<br\/>[^"`<>]*)*"\]| -->\|"[^"`<>]*"\| n\d+)$/);
    }
  });

  it("points from the source to what was made of it", () => {
    expect(tracedDot(poster())).toContain('n1 -> n0 [label="made from"]');
    expect(tracedMermaid(poster())).toContain('n2 -->|"includes"| n0');
  });
});
