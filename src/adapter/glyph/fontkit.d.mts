/** The part of fontkit that is used; the package brings no types. */
declare module "fontkit" {
  interface Path {
    scale(factor: number): Path;
    translate(x: number, y: number): Path;
    toSVG(): string;
  }
  interface Glyph {
    codePoints: number[];
    path: Path;
  }
  interface Position {
    xAdvance: number;
    xOffset: number;
    yOffset: number;
  }
  export interface Font {
    unitsPerEm: number;
    hasGlyphForCodePoint(point: number): boolean;
    layout(text: string): { glyphs: Glyph[]; positions: Position[] };
  }
  export function create(bytes: Buffer): Font | { fonts: Font[] };
}
