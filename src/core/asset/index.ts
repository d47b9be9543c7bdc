/** What a file is: its format by content, whether it is whole, whether it is small enough to read. */
export { type ByteSource, checkWhole, type Wholeness } from "./damage.js";
export { type Detected, detectFormat, HEAD_BYTES, TAIL_BYTES } from "./detect.js";
export { type Format, type FormatId, formatByExtension, formatById, formats, type Media } from "./formats.js";
export { isInitializationSegment } from "./fragment.js";
export { checkSize, type SizedFile } from "./limit.js";
