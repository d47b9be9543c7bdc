/** One small file: what somebody waits for who asks about one download. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { colophon, digest, emptyNode, readers } from "../contestants.js";
import { caseFolder } from "./folder.js";

export const one = {
  name: "one",
  async prepare({ studio, peers }) {
    const folder = caseFolder(studio, "one");
    const file = join(folder, "signed.jpg");
    writeFileSync(join(folder, "photo.jpg"), await studio.photograph());
    studio.run(["sign", "-q", "--as", "camera", "-o", file, join(folder, "photo.jpg")]);
    return {
      folder,
      about: "verify one signed photograph of 150 kB",
      rounds: 15,
      base: "node -e 0",
      contestants: [
        emptyNode(),
        { ...colophon(studio, ["--help"]), name: "colophon --help" },
        colophon(studio, ["verify", file]),
        ...readers(file, studio, peers),
        ...digest(peers, file),
      ],
      goals: [{ of: "colophon verify", to: "node -e 0", by: "wallMs", atMost: 2.5 }],
    };
  },
};
