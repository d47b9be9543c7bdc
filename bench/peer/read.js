/** The least a script on the same engine does: read each file, take the engine's JSON, judge nothing. read.js SETTINGS JOBS FILE|FOLDER */
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { Reader } from "@contentauth/c2pa-node";
import { filesOf, inTurns } from "./files.js";
import { typeOf } from "./media-type.js";

const [settingsPath, jobs, target] = process.argv.slice(2);
const settings = readFileSync(settingsPath, "utf8");

await inTurns(filesOf(target), Number(jobs), async (path) => {
  try {
    const reader = await Reader.fromAsset({ path, mimeType: typeOf(extname(path)) }, settings);
    if (reader) JSON.stringify(reader.json());
  } catch {
    // What cannot be read is skipped: a plain script knows no better.
  }
});
// As colophon does: the engine's threads would hold the process for a while.
process.exit(0);
