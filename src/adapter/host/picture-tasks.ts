/** What is done with pictures of strangers: in an engine process, or in a program that is one itself. */
import { readWhole, writeBytes } from "../files/whole.js";
import { measureInk } from "../measure-ink.js";
import { drawPlate, readPicture } from "../plate-image.js";
import { findPlate } from "../senses.js";
import type { PictureTaskName, Tasks } from "./wire.js";

/** Decoded pictures of this size already take gigabytes. */
const largestPicture = 1024 * 1024 * 1024;

type PictureTasks = {
  [Name in PictureTaskName]: (request: Tasks[Name]["request"]) => Promise<Tasks[Name]["answer"]>;
};

export const pictureTasks: PictureTasks = {
  picture: async ({ path, mimeType }) => readPicture(await readWhole(path, largestPicture), mimeType),
  async draw({ path, mimeType, plate, target }) {
    const { bytes, ...drawn } = await drawPlate(await readWhole(path, largestPicture), mimeType, plate);
    await writeBytes(target, bytes);
    return drawn;
  },
  // With its credential it may be larger than the source was.
  measure: async ({ path, expected }) => measureInk(await readWhole(path, 2 * largestPicture), expected),
  look: ({ path, mimeType, expected }) => findPlate(path, mimeType, expected),
};
