/** The only importer of fontkit: letters out of a font file that the user names. Loaded for rare scripts alone. */
import { readFile } from "node:fs/promises";
import type { Font } from "fontkit";
import { ColophonError } from "../../error.js";
import type { Glyph, SetRun } from "../glyphs.js";

const unitsPerEm = 1000;

/** Throws `file.missing` or `file.io` for a font that cannot be read, `label.text` for one that is none or lacks letters. */
export async function openFontFile(path: string, letters: readonly string[]): Promise<SetRun> {
  const candidates = await readFonts(path, letters);
  const [best] = candidates.toSorted((a, b) => a.lacked.length - b.lacked.length);
  if (best === undefined || best.lacked.length > 0) {
    const lacked = (best?.lacked ?? letters).join("");
    throw new ColophonError("label.text", `the font "${path}" has no outlines for "${lacked}"`, {
      hints: ["give a font file of the script that the mark is written in"],
    });
  }
  return (text) => setRun(text, best.font);
}

interface Candidate {
  font: Font;
  lacked: readonly string[];
}

/** fontkit reads tables when they are asked for, so a font shows only then that it is none. */
async function readFonts(path: string, letters: readonly string[]): Promise<Candidate[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    throw new ColophonError(
      isMissing ? "file.missing" : "file.io",
      isMissing ? `no font file "${path}"` : `the font file "${path}" cannot be read`,
      { cause },
    );
  });
  const { create } = await import("fontkit");
  try {
    const found = create(bytes);
    return ("fonts" in found ? found.fonts : [found]).map((font) => ({
      font,
      lacked: letters.filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)),
    }));
  } catch (cause) {
    throw new ColophonError("label.text", `"${path}" is no font that can be read`, {
      hints: ["give a TrueType, OpenType or WOFF file"],
      cause,
    });
  }
}

/** A font is a stranger's program for drawing: whatever goes wrong in it is the font's fault, and is said so. */
function setRun(text: string, font: Font): Glyph[] {
  const scale = unitsPerEm / font.unitsPerEm;
  try {
    const { glyphs, positions } = font.layout(text);
    return glyphs.map(({ codePoints, path }, index) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
      return {
        text: String.fromCodePoint(...codePoints),
        advance: xAdvance * scale,
        outline: path
          .scale(scale)
          .translate(xOffset * scale, yOffset * scale)
          .toSVG(),
      };
    });
  } catch (cause) {
    throw new ColophonError("label.text", `the font cannot set "${text}"`, { cause });
  }
}
