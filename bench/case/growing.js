/** The same work for ten and a hundred times as many files: time for each and memory stay what they are. */
import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { colophon } from "../contestants.js";
import { caseFolder } from "./folder.js";

/** A file system lets one file have so many names, and not many more. */
const namesEach = 10_000;
const perFolder = 1000;

export const growing = {
  name: "growing",
  async prepare({ studio, options }) {
    const folder = caseFolder(studio, "growing");
    const counts = options.isLarge ? [1000, 10_000, 100_000] : [1000, 10_000];
    const source = join(import.meta.dirname, "../../fixtures/media/drawing.jpg");
    const originals = [];
    for (let at = 0; at < Math.ceil(counts.at(-1) / namesEach); at += 1) {
      originals.push(join(folder, `original-${at}.jpg`));
      studio.run(["sign", "-q", "--as", "drawing", "-o", originals[at], source]);
    }
    const contestants = counts.map((full) => {
      const count = options.size(full);
      const own = join(folder, `${count}-files`);
      fill(own, count, originals);
      return colophon(studio, ["verify", own], { name: `colophon verify, ${count} files`, files: count });
    });
    const [first, ...more] = contestants;
    return {
      folder,
      about: "verify more and more files of 10 kB",
      rounds: 1,
      warm: false,
      base: first.name,
      perFile: first.files,
      contestants,
      goals: more.map(({ name, files }) => ({
        of: name,
        to: first.name,
        by: "wallMs",
        atMost: (1.1 * files) / first.files,
      })),
    };
  },
};

/** Names of the same few files: to read them is the same work, to make them is not. */
function fill(folder, count, originals) {
  for (let at = 0; at < count; at += 1) {
    const inside = join(folder, String(Math.floor(at / perFolder)));
    if (at % perFolder === 0) mkdirSync(inside, { recursive: true });
    linkSync(originals[Math.floor(at / namesEach)], join(inside, `${at}.jpg`));
  }
  writeFileSync(join(folder, "..", "count"), String(count));
}
