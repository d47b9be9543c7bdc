/** Every container of this room, one line each. */

import { avi } from "./avi.js";
import type { MetadataContainer } from "./container.js";
import { flac } from "./flac.js";
import { gif } from "./gif.js";
import { heif } from "./heif.js";
import { html } from "./html.js";
import { jpeg } from "./jpeg.js";
import { jxl } from "./jxl.js";
import { markdown } from "./markdown.js";
import { matroska } from "./matroska.js";
import { mp3 } from "./mp3.js";
import { mp4 } from "./mp4.js";
import { ogg } from "./ogg.js";
import { ooxml } from "./ooxml.js";
import { pdf } from "./pdf.js";
import { png } from "./png.js";
import { svg } from "./svg.js";
import { tiff } from "./tiff.js";
import { wav } from "./wav.js";
import { webp } from "./webp.js";

const pictures: readonly MetadataContainer[] = [jpeg, png, webp, gif, tiff, heif, jxl, svg];

const soundsAndFilms: readonly MetadataContainer[] = [mp4, avi, matroska, wav, mp3, flac, ogg];

const documents: readonly MetadataContainer[] = [pdf, ooxml, markdown, html];

export const containers: readonly MetadataContainer[] = [...pictures, ...soundsAndFilms, ...documents];
