/** A hundred pictures to label: the mark is burned in, the implicit marks are written, and the result is signed. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { colophon } from "../contestants.js";
import { bin, peerScript } from "../material/studio.js";
import { caseFolder } from "./folder.js";
import { makePhotographs } from "./sign.js";

const pictures = 100;

/** Why labeling cannot be measured, or undefined. */
export function labelMissing() {
  const { stdout } = spawnSync(process.execPath, [bin, "label", "--help"], { encoding: "utf8" });
  return stdout.includes("colophon label") ? undefined : "this colophon has no label";
}

export const labelWords = ["label", "-q", "--as", "ai-generated", "--by", "Bench"];

export const label = {
  name: "label",
  async prepare({ studio, options }) {
    const missing = labelMissing();
    if (missing) return { missing };
    const folder = caseFolder(studio, "label");
    const count = options.size(pictures);
    const [plain, output] = [join(folder, "plain"), join(folder, "labeled")];
    await makePhotographs(plain, count, studio);
    const before = () => rmSync(output, { recursive: true, force: true });
    return {
      folder,
      about: `label ${count} photographs`,
      rounds: 3,
      base: "plain script on sharp",
      perFile: count,
      contestants: [
        colophon(studio, [...labelWords, "-o", `${output}/`, plain], { before }),
        {
          name: "plain script on sharp",
          command: process.execPath,
          args: [peerScript("composite.js"), plain, output],
          before,
        },
        { name: "cp", command: "cp", args: ["-r", plain, output], before },
      ],
    };
  },
};
