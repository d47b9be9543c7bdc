/** Takes the outlines of the label's letters out of Noto Sans SC, which is a tool of development only: node assets/make.js */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import * as fontkit from "fontkit";

const home = join(import.meta.dirname, "../node_modules/@fontsource/noto-sans-sc");
const weight = 500;

/** What labels are mostly made of, in Chinese; the other common characters are in a file of their own. */
const vocabulary =
  "人工智能生成合成改编辑修内容由本图片像视频音声文字作品此该可疑似虚拟数字人技术制与和的是经部分全辅助创换脸仿真模型";
const punctuation = "–—‘’“”…·•、。《》【】「」（），：；！？／＋～";

const ranges = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
  [0x100, 0x17f],
];

/** code point → the font of the subset file that has it. */
function readFonts() {
  const fonts = new Map();
  for (const name of readdirSync(join(home, "files")).sort()) {
    if (!name.endsWith(`-${weight}-normal.woff2`)) continue;
    const font = fontkit.create(readFileSync(join(home, "files", name)));
    for (const point of font.characterSet) if (!fonts.has(point)) fonts.set(point, font);
  }
  return fonts;
}

/** The first level of GB 2312: the 3755 characters that make up nearly all written Chinese. */
function commonHanzi() {
  const decoder = new TextDecoder("gb18030");
  const found = [];
  for (let high = 0xb0; high <= 0xd7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) {
      const letter = decoder.decode(Uint8Array.of(high, low));
      if (/^\p{Script=Han}$/u.test(letter)) found.push(letter);
    }
  }
  return found;
}

/** "622 M0 0L244 737…": the advance, then the outline, y upwards, 1000 units per em. */
function entryOf(letter, fonts) {
  const font = fonts.get(letter.codePointAt(0));
  if (!font) return undefined;
  const glyph = font.layout(letter).glyphs[0];
  // The font's middle dot is as wide and heavy as Chinese characters need it between them; ours stands between words.
  if (letter === "·") return `180 ${rounded(glyph.path.translate(-500, -380).scale(0.7).translate(90, 380))}`;
  return `${Math.round(glyph.advanceWidth)} ${rounded(glyph.path)}`;
}

function rounded(path) {
  return path.toSVG().replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number))));
}

/** What the font moves letters of ASCII together or apart by, beside each other. */
function kerningOf(fonts) {
  const letters = Array.from({ length: 94 }, (_, index) => String.fromCodePoint(0x21 + index));
  const font = fonts.get(0x41);
  const pairs = {};
  for (const first of letters) {
    for (const second of letters) {
      const { glyphs, positions } = font.layout(first + second);
      const by = Math.round((positions[0]?.xAdvance ?? 0) - (glyphs[0]?.advanceWidth ?? 0));
      if (by !== 0 && glyphs.length === 2) pairs[first + second] = by;
    }
  }
  return pairs;
}

function entriesOf(letters, fonts) {
  const entries = letters.map((letter) => [letter, entryOf(letter, fonts)]);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

const fonts = readFonts();
const latin = ranges.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
);
const always = [...new Set([...latin, ...punctuation, ...vocabulary])];
const rest = commonHanzi().filter((letter) => !always.includes(letter));
const notice = {
  font: "Noto Sans SC Medium, outlines of some of its glyphs",
  copyright: fonts.get(0x41).copyright,
  license: "SIL Open Font License 1.1, see OFL.txt",
  unitsPerEm: 1000,
};
const small = { ...notice, kerning: kerningOf(fonts), glyphs: entriesOf(always, fonts) };
const large = { ...notice, glyphs: entriesOf(rest, fonts) };

writeFileSync(join(import.meta.dirname, "glyphs.json"), `${JSON.stringify(small, null, 2)}\n`);
writeFileSync(
  join(import.meta.dirname, "hanzi.json.br"),
  brotliCompressSync(JSON.stringify(large), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  }),
);
copyFileSync(join(home, "LICENSE"), join(import.meta.dirname, "OFL.txt"));
console.log(`${Object.keys(small.glyphs).length} + ${Object.keys(large.glyphs).length} glyphs`);
