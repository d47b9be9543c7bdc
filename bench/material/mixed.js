/** A folder as people have them: photographs and every other format, most of them signed, some not, a few damaged. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";

const fixtures = join(import.meta.dirname, "../../fixtures/media");
/** Real files of other makers; they lie beside the repository where they are at hand. */
const corpus = join(import.meta.dirname, "../../../shared/corpus");

/** What all programs can judge by themselves. */
const signable = /\.(avif|dng|heic|heif|jpe?g|jxl|m4a|m4v|mov|mp3|mp4|png|tiff?|webp|wav|gif|svg)$/i;

const kinds = 20;
const cameras = 3;
/** Of all files; the rest are damaged. */
const parts = { photographs: 0.4, camera: 0.1, drawings: 0.3, foreign: 0.1, unsigned: 0.08 };

/** Fills `folder` with `count` files. */
export async function makeMixed(folder, count, studio) {
  const { photographs, camera, drawings, unsigned } = await makeSamples(folder, studio);
  mkdirSync(join(folder, "files"));
  const foreign = listOf(join(corpus, "signed"));
  const shares = [
    [photographs, parts.photographs],
    [camera, parts.camera],
    [drawings, parts.drawings],
    [foreign.length > 0 ? foreign : photographs, parts.foreign],
    [unsigned, parts.unsigned],
  ];
  const chosen = shares.flatMap(([from, share]) => take(from, Math.floor(share * count)));
  for (const [at, path] of chosen.entries()) copyFileSync(path, place(folder, at, path));
  for (const [index, path] of take(photographs, count - chosen.length).entries())
    writeFileSync(place(folder, chosen.length + index, path), damaged(path));
  return join(folder, "files");
}

async function makeSamples(folder, studio) {
  const [plain, signed] = [join(folder, "plain"), join(folder, "signed")];
  mkdirSync(plain);
  for (let seed = 1; seed <= kinds; seed += 1)
    writeFileSync(join(plain, `photo-${seed}.jpg`), await studio.photograph(seed));
  for (let seed = 1; seed <= cameras; seed += 1)
    writeFileSync(join(plain, `camera-${seed}.jpg`), await studio.photograph(seed, "camera"));
  for (const path of listOf(fixtures)) copyFileSync(path, join(plain, path.slice(fixtures.length + 1)));
  studio.run(["sign", "-q", "--as", "camera", "-o", `${signed}/`, plain]);
  const all = listOf(signed);
  const named = (word) => all.filter((path) => basename(path).startsWith(word));
  const [photographs, camera] = [named("photo-"), named("camera-")];
  const drawings = all.filter((path) => !photographs.includes(path) && !camera.includes(path));
  const unsigned = listOf(plain).filter((path) => !basename(path).startsWith("camera-"));
  return { photographs, camera, drawings, unsigned };
}

function listOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => signable.test(name))
    .map((name) => join(folder, name));
}

function take(from, count) {
  return Array.from({ length: count }, (_, at) => from[at % from.length]);
}

function place(folder, at, path) {
  return join(folder, "files", `${String(at).padStart(4, "0")}${extname(path)}`);
}

/** One bit of the picture turned. */
function damaged(path) {
  const bytes = readFileSync(path);
  bytes[bytes.length - 100] ^= 1;
  return bytes;
}
