/** The same with @trustnxt/c2pa-ts, for the containers it reads. read-ts.js FILE|FOLDER */
import { readFileSync } from "node:fs";
import { BMFF, JPEG, MP3, PNG } from "@trustnxt/c2pa-ts/asset";
import { SuperBox } from "@trustnxt/c2pa-ts/jumbf";
import { ManifestStore } from "@trustnxt/c2pa-ts/manifest";
import { filesOf } from "./files.js";

// It talks about every file.
console.log = () => {};
for (const path of filesOf(process.argv[2])) {
  const bytes = readFileSync(path);
  const Kind = [JPEG, PNG, BMFF, MP3].find((kind) => kind?.canRead(bytes));
  if (!Kind) continue;
  try {
    const asset = new Kind(bytes);
    const jumbf = asset.getManifestJUMBF();
    if (jumbf) await ManifestStore.read(SuperBox.fromBuffer(jumbf)).validate(asset);
  } catch {
    // What cannot be read is skipped, as in read.js.
  }
}
process.exit(0);
