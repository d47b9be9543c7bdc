/** The least a script on the same engine does: open the file, take the engine's JSON, judge nothing. */
import { Reader } from "@contentauth/c2pa-node";

const reader = await Reader.fromAsset({ path: process.argv[2], mimeType: "image/jpeg" });
process.stdout.write(JSON.stringify(reader.json()));
// As colophon does: the engine's threads would hold the process for a while.
process.exit(0);
