import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openTypeface } from "../../../src/adapter/glyphs.ts";
import { corners } from "../../../src/core/label/corner.ts";
import { leastInkShare, type Plate, planPlate } from "../../../src/core/label/plate.ts";
import { plateSvg } from "../../../src/core/label/plate-svg.ts";

const text = "AI生成 · AI-generated";
const { shape } = await openTypeface(`${text}一`);
const plan = (width: number, height: number, other: { text?: string; corner?: Plate["corner"] } = {}) =>
  planPlate({ width, height, text, shape, ...other });

function planned(width: number, height: number, other: Parameters<typeof plan>[2] = {}): Plate {
  const plate = plan(width, height, other);
  if (plate.kind === "too-small") throw new Error(plate.reason);
  return plate;
}

describe("a plate", () => {
  it("has letters of 5 % of the shorter side at least, and lies within the picture, whatever its size", () => {
    const side = fc.integer({ min: 160, max: 9000 });
    fc.assert(
      fc.property(side, side, fc.constantFrom(...corners), (width, height, corner) => {
        const { box, inkHeight, letters } = planned(width, height, { corner });
        const shortSide = Math.min(width, height);
        expect(inkHeight).toBeGreaterThanOrEqual(Math.ceil(leastInkShare * shortSide));
        for (const letter of letters) {
          expect(letter.height).toBeGreaterThanOrEqual(inkHeight - 0.01);
          expect(letter.x).toBeGreaterThan(box.x);
          expect(letter.x + letter.width).toBeLessThan(box.x + box.width);
          expect(letter.y).toBeGreaterThan(box.y);
          expect(letter.y + letter.height).toBeLessThan(box.y + box.height);
        }
        expect(box.x >= 2 && box.y >= 2).toBe(true);
        expect(box.x + box.width <= width - 2 && box.y + box.height <= height - 2).toBe(true);
        expect(box.width * box.height).toBeLessThanOrEqual(0.25 * width * height);
        for (const edge of Object.values(box)) expect(Number.isInteger(edge)).toBe(true);
      }),
    );
  });

  it.each([
    ["top-left", "left", "top"],
    ["top-right", "right", "top"],
    ["bottom-left", "left", "bottom"],
    ["bottom-right", "right", "bottom"],
  ] as const)("lies %s, as far from one edge as from the other", (corner, across, down) => {
    const { box } = planned(1200, 800, { corner });
    const gaps = {
      left: box.x,
      right: 1200 - box.x - box.width,
      top: box.y,
      bottom: 800 - box.y - box.height,
    };
    expect(gaps[across]).toBe(gaps[down]);
    expect(gaps[across]).toBeLessThan(40);
  });

  it("is at the top right where nobody says otherwise", () =>
    expect(planned(1200, 800).corner).toBe("top-right"));

  it.each([
    [1920, 1080, [text]],
    [3000, 500, [text]],
    [1024, 1024, ["AI生成", "AI-generated"]],
    [800, 1200, ["AI生成", "AI-generated"]],
  ])("on %i × %i has the lines that suit it", (width, height, lines) =>
    expect(planned(width, height).lines).toEqual(lines),
  );

  it("measures the letters that count: 人工智能 or AI, and 生成 or 合成", () => {
    expect(
      planned(1920, 1080)
        .letters.map((letter) => letter.text)
        .join(""),
    ).toBe("AI生成AI");
    expect(planned(1920, 1080).inkHeight).toBe(60);
    // Of other words all letters count, but for strokes that are flat by nature.
    expect(
      planned(1920, 1080, { text: "一 fake-ish" })
        .letters.map((letter) => letter.text)
        .join(""),
    ).toBe("fakeish");
  });

  it("is not smaller than can be read, on small pictures", () =>
    expect(planned(200, 180).inkHeight).toBe(12));

  it.each([
    [1, 1, /needs \d+ × \d+ or \d+ × \d+ pixels, found 1 × 1$/],
    [20, 20, /found 20 × 20$/],
    [100, 2000, /found 100 × 2000$/],
    [2000, 24, /found 2000 × 24$/],
    [140, 90, /would cover \d+ % of its 140 × 90 pixels, expected 25 % at most$/],
  ])("is refused on %i × %i with the reason", (width, height, reason) => {
    const refused = plan(width, height);
    expect(refused).toMatchObject({ kind: "too-small", reason: expect.stringMatching(reason) });
  });

  it("of a shorter text fits where the longer one does not", () => {
    expect(plan(100, 300).kind).toBe("too-small");
    expect(planned(100, 300, { text: "AI生成" }).lines).toEqual(["AI生成"]);
  });

  it("of blanks is an error of whoever asks for it", () =>
    expect(() => plan(1920, 1080, { text: "   " })).toThrowWithCode(
      "label.text",
      /nothing that can be seen/,
    ));

  it("is the same for the same request", () => expect(plan(777, 555)).toEqual(plan(777, 555)));
});

/** WCAG 2.1 contrast of the letters on the plate as it is drawn, over an even background of this grey. */
function contrastOver(svg: string, background: number): number {
  const [, plate, opacity] = svg.match(/fill="rgb\((\d+),\1,\1\)" fill-opacity="([\d.]+)"/) ?? [];
  const [, letters] = svg.match(/fill="rgb\((\d+),\1,\1\)"\/><\/svg>$/) ?? [];
  const behind = Number(plate) * Number(opacity) + background * (1 - Number(opacity));
  return (luminance(Number(letters)) + 0.05) / (luminance(behind) + 0.05);
}

function luminance(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

describe("the look of a plate", () => {
  it("keeps 4.5 : 1 on every even background, and more than WCAG's strictest 7 : 1", () => {
    const svg = plateSvg(planned(1920, 1080));
    const contrasts = Array.from({ length: 256 }, (_, grey) => contrastOver(svg, grey));
    expect(Math.min(...contrasts)).toBe(contrastOver(svg, 255));
    expect(Math.min(...contrasts)).toBeGreaterThan(9);
    expect(Math.max(...contrasts)).toBeLessThan(21);
  });

  it("is made of paths alone: no font is looked up, nothing is fetched", () => {
    const svg = plateSvg(planned(1920, 1080));
    expect(svg.match(/<\w+/g)).toEqual(["<svg", "<path", "<path", "<path"]);
    expect(svg).not.toMatch(/href|url\(|font/);
  });
});
