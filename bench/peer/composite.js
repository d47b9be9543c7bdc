/** The pixels' part of a label alone: decode, lay a plate over, encode. composite.js FOLDER OUTPUT-FOLDER */
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import sharp from "sharp";
import { filesOf, inTurns } from "./files.js";

const [folder, output] = process.argv.slice(2);
const plate = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><rect width="200" height="40" rx="6"/></svg>',
);

mkdirSync(output, { recursive: true });
await inTurns(filesOf(folder), availableParallelism(), (path) =>
  sharp(path)
    .composite([{ input: plate, gravity: "southeast" }])
    .jpeg({ quality: 90 })
    .toFile(join(output, basename(path))),
);
