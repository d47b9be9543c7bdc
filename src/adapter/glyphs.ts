/** Outlines of letters for marks: Latin and common Chinese ones come with colophon, others out of a font file one names. */
import { readFile } from "node:fs/promises";
import { brotliDecompressSync } from "node:zlib";
import { ColophonError } from "../error.js";

/** 1000 units per em, y upwards. */
export interface Glyph {
  /** The characters it stands for; empty for a further part of the same. */
  text: string;
  /** How far the pen goes on, kerning included. */
  advance: number;
  /** SVG path data; empty for a blank. */
  outline: string;
}

export interface Typeface {
  /** One line, from left to right. Knows the letters it was opened for, and no others. */
  shape(text: string): Glyph[];
  /** The font file that was named gave some of them. */
  usesFont: boolean;
}

/** What assets/make.js writes. */
interface Outlines {
  kerning?: Record<string, number>;
  glyphs: Record<string, string>;
}

/** Sets a run of letters that does not come with colophon. */
export type SetRun = (text: string) => Glyph[];

/**
 * A typeface with every letter of `text`. Most machines have no Chinese font, so none is looked for:
 * a `fontFile` (TrueType, OpenType, WOFF, a collection) is used for what colophon does not bring.
 * Throws `label.text` for letters that neither has, and `file.*` for a font that cannot be read.
 */
export async function openTypeface(text: string, fontFile?: string): Promise<Typeface> {
  const { glyphs: small, kerning = {} } = await readOutlines("glyphs.json");
  const isIn = (glyphs: Outlines["glyphs"]) => (letter: string) => Object.hasOwn(glyphs, letter);
  const isSmall = [...text].every(isIn(small));
  const glyphs = isSmall ? small : { ...small, ...(await readOutlines("hanzi.json.br")).glyphs };
  const missing = [...new Set(text)].filter((letter) => !isIn(glyphs)(letter));
  // A font that was named is opened in any case: a wrong name is told, and not passed over.
  const isOpened = missing.length > 0 || fontFile !== undefined;
  const setRun = isOpened ? await runSetter(missing, fontFile) : undefined;
  return {
    usesFont: missing.length > 0,
    shape: (line) => runsOf(line, isIn(glyphs)).flatMap((run) => setOne(run, glyphs, kerning, setRun)),
  };
}

async function runSetter(missing: readonly string[], fontFile: string | undefined): Promise<SetRun> {
  if (fontFile !== undefined) {
    const { openFontFile } = await import("./glyph/font-file.js");
    return openFontFile(fontFile, missing);
  }
  throw new ColophonError("label.text", `no outlines for "${missing.join("")}" come with colophon`, {
    hints: [
      "give a font that has the letters: --font <file>",
      "or use Latin letters and common Chinese characters",
    ],
  });
}

interface Run {
  text: string;
  isOurs: boolean;
}

function runsOf(line: string, isOurs: (letter: string) => boolean): Run[] {
  const runs: Run[] = [];
  for (const letter of line) {
    const last = runs.at(-1);
    if (last?.isOurs === isOurs(letter)) last.text += letter;
    else runs.push({ text: letter, isOurs: isOurs(letter) });
  }
  return runs;
}

function setOne(
  run: Run,
  glyphs: Outlines["glyphs"],
  kerning: Record<string, number>,
  setRun?: SetRun,
): Glyph[] {
  if (!run.isOurs) return setRun?.(run.text) ?? [];
  const letters = [...run.text];
  return letters.map((letter, index) => {
    const [, advance = "0", outline = ""] = /^(\d+) ?(.*)$/.exec(glyphs[letter] ?? "") ?? [];
    const kern = kerning[letter + (letters[index + 1] ?? "")] ?? 0;
    return { text: letter, advance: Number(advance) + kern, outline };
  });
}

/** Beside `src` and `dist` alike. */
async function readOutlines(name: string): Promise<Outlines> {
  const bytes = await readFile(new URL(`../../assets/${name}`, import.meta.url));
  const text = name.endsWith(".br") ? brotliDecompressSync(bytes) : bytes;
  return JSON.parse(text.toString("utf8")) as Outlines;
}
