import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { tracedDot, tracedMermaid } from "../../../src/cli/render/graph.ts";
import { tracedText } from "../../../src/cli/render/trace.ts";
import { tracedJson } from "../../../src/cli/render/trace-json.ts";
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
  const holiday = step({ title: "holiday.jpg", relationship: "parentOf", timeSource: "independent" });
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

describe("pictures in a history", () => {
  it("stand below their step, over lines that the tree keeps free", () => {
    const file = poster();
    const root = file.verification.trace?.root;
    if (!root) throw new Error("no history");
    const png = new Uint8Array([1, 2, 3]);
    const [holiday] = root.ingredients;
    const pictures = [root, holiday ?? root].map((of) => ({ step: of, png, widthPx: 192, heightPx: 48 }));
    const page = { style, columns: 100, hasUnicode: true };
    const drawn = tracedText({ ...file, pictures }, { ...page, images: "kitty" });
    const image = "\x1b_Ga=T,f=100,r=2,C=1,q=2,m=0;AQID\x1b\\";
    expect(drawn).toContain(`\n│\n│\n\x1b7\x1b[2A\x1b[4G${image}\x1b8├─ edits: Imported`);
    expect(drawn).toContain(`\n│  │\n│  │\n\x1b7\x1b[2A\x1b[7G${image}\x1b8│  └─ edits: Cropped`);
    expect(tracedText({ ...file, pictures }, page)).toBe(tracedText(file, page));
  });
});

describe("a history as a tree", () => {
  it("has each step with its own state", () => {
    expect(tracedText(poster(), { style, columns: 100, hasUnicode: true })).toBe(
      `poster.jpg                 Includes AI-generated elements · issued by Adobe Inc. · 3 Jun 2026 · recognized by “c2pa”
├─ edits: Imported, Color or exposure edits
├─ made from: holiday.jpg  Camera-captured · Leica Camera AG · 12 Mar 2026
│  └─ edits: Cropped
└─ includes: sky.png       AI-generated · “OpenAI” · 2 Jun 2026
   └─ ! issuer not recognized

3 steps, 2 sources. Edits before 12 Mar 2026 may not have been recorded. Revocation was not checked.
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

  const page = { style, columns: 300, hasUnicode: true };

  it("says on whose word a date is, and counts no edits from one that nobody confirms", () => {
    const part = step({ relationship: "componentOf", timeSource: "unlisted-authority" });
    const root = step({ timeSource: "unlisted-authority", ingredients: [part] });
    const text = tracedText({ ...verified({ trace: { root, steps: 2, sources: 1 } }), leftovers: [] }, page);
    expect(text).toContain("12 Mar 2026 (timestamp not recognized)");
    expect(text).toContain("12 Mar 2026 (timestamp not checked)");
    expect(text).toContain("Edits may not all have been recorded.");
    expect(text).not.toContain("Edits before");
    const own = step({ timeSource: "signer-clock" });
    expect(
      tracedText({ ...verified({ trace: { root: own, steps: 1, sources: 1 } }), leftovers: [] }, page),
    ).toContain("12 Mar 2026 (signer's own clock)");
  });

  it("says that the history is broken even where it is not shown, and which check failed where it is", () => {
    const broken = step({
      title: "sky.png",
      state: "invalid",
      relationship: "componentOf",
      findings: [
        {
          code: "history.broken",
          severity: "failure",
          where: "sky.png",
          meaning: "broken",
          detail: "claimSignature.mismatch, assertion.dataHash.mismatch",
        },
      ],
    });
    const history = { answer: "broken" as const, steps: 2, sources: 1 };
    const tell = (root: ReturnType<typeof step>) =>
      tracedText({ ...verified({ history, trace: { root, steps: 2, sources: 1 } }), leftovers: [] }, page);
    expect(tell(step({ isCut: true }))).toContain("! its history is broken:");
    const whole = tell(step({ ingredients: [broken] }));
    expect(whole).toMatch(/! [a-z][^(]+ \(claimSignature\.mismatch\)/);
    expect(whole).toMatch(/! [a-z][^(]+ \(assertion\.dataHash\.mismatch\)/);
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

describe("two histories side by side", () => {
  const page = { style, columns: 300, hasUnicode: true };
  const nothing = { shared: [], onlyHere: [], onlyThere: [], alike: [] };

  it("are told apart by the names of their files, and a title alone is nothing in common", () => {
    const difference = { ...nothing, onlyHere: [{ title: "x" }], alike: [{ title: "a.jpg" }] };
    const comparedWith = { file: "other.jpg", state: "trusted" as const };
    const text = tracedText({ ...poster(), difference, comparedWith }, page);
    expect(text).toContain("no step is known to be in the history of both “poster.jpg” and “other.jpg”");
    expect(text).toContain("only in “poster.jpg”: “x”");
    expect(text).toContain("only in “other.jpg”: nothing");
    expect(text).toContain(
      "both name a file “a.jpg” without intact Content Credentials; whether it is the same",
    );
  });

  it("get a sentence where one of the files has no history", () => {
    const comparedWith = { file: "plain.png", state: "none" as const };
    expect(tracedText({ ...poster(), difference: nothing, comparedWith }, page)).toContain(
      "“plain.png” has no Content Credentials, so it is not known what “poster.jpg” and “plain.png” share.",
    );
    const bare = {
      ...none(),
      leftovers: [],
      difference: nothing,
      comparedWith: { ...comparedWith, state: "trusted" as const },
    };
    expect(tracedText(bare, page)).toContain("has no Content Credentials, so it is not known");
  });
});

describe("what could not be looked at", () => {
  const said = (file: Partial<TracedFile>) =>
    tracedText({ ...none(), leftovers: [], ...file }, { style, columns: 300, hasUnicode: true });
  const label = { kind: "aigc", value: "", isSigned: false, isUnread: true } as const;

  it("nothing is said to be there or not where nobody could look", () => {
    expect(said({})).toMatch(/ was found\.\n$/);
    const rest = "Not all of the file could be looked through: there may be more.\n";
    expect(said({ isPartlySearched: true })).toContain(` was found. ${rest}`);
    expect(said({ isPartlySearched: true, leftovers: [label] })).toContain(`\n  ${rest}`);
  });

  it("a label that cannot be read is not shown as one that says nothing", () => {
    expect(said({ leftovers: [label] })).toContain("holds an AIGC label: it cannot be read (not signed,");
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

  it("says in every form where it was not followed to its end", () => {
    const file = poster();
    const [root, history] = [step({ isCut: true }), { steps: 4, sources: 2, isCut: true }];
    const cut = { ...file, verification: { ...file.verification, trace: { root, ...history } } };
    expect(tracedText(cut, { style, columns: 100, hasUnicode: true })).toContain(
      "\nMore than 4 steps, at least 2 sources.",
    );
    expect(tracedJson(cut, 0)).toMatchObject(history);
    for (const graph of [tracedDot(cut), tracedMermaid(cut)])
      expect(graph).toContain("made from more than is shown");
  });

  it("marks an issuer that nobody recognizes", () => {
    expect(tracedDot(poster()).match(/issuer not recognized/g)).toHaveLength(1);
    expect(tracedMermaid(poster()).match(/issuer not recognized/g)).toHaveLength(1);
  });

  it("points from the source to what was made of it", () => {
    expect(tracedDot(poster())).toContain('n1 -> n0 [label="made from"]');
    expect(tracedMermaid(poster())).toContain('n2 -->|"includes"| n0');
  });
});
