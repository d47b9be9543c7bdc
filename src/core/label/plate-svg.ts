/** How a plate looks: dark and a little translucent, white letters, a hairline that holds it apart from dark pictures. */
import { roundedBox } from "./outline.js";
import type { Plate } from "./plate.js";

/**
 * Neutral greys only, which mean the same in every RGB and grey color space. `plateOpacity` is set by the
 * worst background, white: the letters keep more than 9 : 1 on it (WCAG 2.1 asks for 4.5, for 7 at most), and
 * stripes or leaves behind the plate fade enough not to be read with them.
 */
const plateGrey = 18;
const plateOpacity = 0.8;
const textGrey = 255;
const edgeOpacity = 0.3;

export function plateSvg({ box, radius, edge, path }: Plate): string {
  const { width, height } = box;
  const outer = roundedBox({ left: 0, top: 0, right: width, bottom: height }, radius);
  const inner = roundedBox(
    { left: edge, top: edge, right: width - edge, bottom: height - edge },
    Math.max(0, radius - edge),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<path d="${outer}" fill="${grey(plateGrey)}" fill-opacity="${plateOpacity}"/>`,
    // A ring, and no stroke: a stroke would lie half outside of the plate.
    `<path d="${outer}${inner}" fill="${grey(textGrey)}" fill-opacity="${edgeOpacity}" fill-rule="evenodd"/>`,
    `<path d="${path}" fill="${grey(textGrey)}"/>`,
    "</svg>",
  ].join("");
}

function grey(value: number): string {
  return `rgb(${value},${value},${value})`;
}
