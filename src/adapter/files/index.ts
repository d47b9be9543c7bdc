/** The disk: finding, looking at, reading, hashing and writing files. */
export { type FindRules, type Found, findFiles } from "./find.js";
export { makeFolder } from "./folder.js";
export { sha256, sha256File } from "./hash.js";
export { type InspectedPath, inspectPath } from "./inspect.js";
export { type LineStore, openLineStore } from "./line-store.js";
export { type FileEnds, openRange, type RangeReader, readEnds, readHead } from "./open.js";
export { openReport, type ReportFile, type ReportRules, readLines } from "./report.js";
export { sameBytes } from "./same.js";
export { withScratch } from "./scratch.js";
export { type SpoolRules, spoolStdin } from "./spool.js";
export { removeLiveTemporaries, sweepTemporaries } from "./temporary.js";
export { exists, isFolder, readText, readWhole, writeBytes, writePieces } from "./whole.js";
export { type OutputRules, withTemporaryOutput } from "./write.js";
