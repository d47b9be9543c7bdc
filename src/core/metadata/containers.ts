/** Every container of this room, one line each. */
import type { MetadataContainer } from "./container.js";
import { gif } from "./gif.js";
import { heif } from "./heif.js";
import { jpeg } from "./jpeg.js";
import { jxl } from "./jxl.js";
import { png } from "./png.js";
import { svg } from "./svg.js";
import { tiff } from "./tiff.js";
import { webp } from "./webp.js";

const pictures: readonly MetadataContainer[] = [jpeg, png, webp, gif, tiff, heif, jxl, svg];

const soundsAndFilms: readonly MetadataContainer[] = [];

const documents: readonly MetadataContainer[] = [];

export const containers: readonly MetadataContainer[] = [...pictures, ...soundsAndFilms, ...documents];
