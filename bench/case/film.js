/** One minute of film to label, against the same pictures through the same encoder by FFmpeg alone. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { colophon } from "../contestants.js";
import { peerScript } from "../material/studio.js";
import { caseFolder } from "./folder.js";
import { labelMissing, labelWords } from "./label.js";

const seconds = 60;

export const film = {
  name: "film",
  isLarge: true,
  async prepare({ studio, peers, options }) {
    const missing = peers.film ? labelMissing() : "node-av is not here";
    if (missing) return { missing };
    const folder = caseFolder(studio, "film");
    const [source, output] = [join(folder, "film.mp4"), join(folder, "labeled.mp4")];
    const length = options.size(seconds);
    const made = spawnSync(process.execPath, [peerScript("make-film.js"), source, String(length)], {
      stdio: "inherit",
    });
    if (made.status !== 0) throw new Error("the film could not be made");
    const before = () => rmSync(output, { force: true });
    return {
      folder,
      about: `label ${length} s of 1080p film`,
      rounds: 3,
      warm: false,
      base: "plain script on FFmpeg",
      contestants: [
        {
          name: "plain script on FFmpeg",
          command: process.execPath,
          args: [peerScript("encode-film.js"), source, output],
          before,
        },
        colophon(studio, [...labelWords, "-o", output, source], { before }),
      ],
      goals: [{ of: "colophon label", to: "plain script on FFmpeg", by: "wallMs", atMost: 1.1 }],
    };
  },
};
