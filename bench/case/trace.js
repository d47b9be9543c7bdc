/** A picture with six generations behind it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { c2patool, c2patoolTrust, colophon, emptyNode, readers } from "../contestants.js";
import { caseFolder } from "./folder.js";

const generations = 6;

export const trace = {
  name: "trace",
  async prepare({ studio, peers }) {
    const folder = caseFolder(studio, "trace");
    const path = (generation) => join(folder, `${generation}.jpg`);
    writeFileSync(path(0), await studio.photograph());
    studio.run(["sign", "-q", "--as", "camera", "-o", path(1), path(0)]);
    for (let at = 1; at < generations; at += 1) {
      writeFileSync(join(folder, "edit.jpg"), await studio.photograph(at + 1));
      const edit = ["--parent", path(at), "--action", "cropped", join(folder, "edit.jpg")];
      studio.run(["sign", "-q", "-o", path(at + 1), ...edit]);
    }
    const file = path(generations);
    return {
      folder,
      about: `trace a history of ${generations} generations`,
      rounds: 10,
      base: "node -e 0",
      contestants: [
        emptyNode(),
        colophon(studio, ["trace", file]),
        ...c2patool(peers, [file, "--tree", ...c2patoolTrust(studio)]).map((entry) => ({
          ...entry,
          name: "c2patool --tree",
        })),
        ...readers(file, studio, peers).filter(({ name }) => name.startsWith("plain")),
      ],
    };
  },
};
