/** Three hundred photographs to sign, each output read back and verified by colophon before it gets its name. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { colophon, jobs, python } from "../contestants.js";
import { peerScript } from "../material/studio.js";
import { caseFolder } from "./folder.js";

const pictures = 300;
const kinds = 20;

export const sign = {
  name: "sign",
  async prepare({ studio, peers, options }) {
    const folder = caseFolder(studio, "sign");
    const count = options.size(pictures);
    const plain = join(folder, "plain");
    await makePhotographs(plain, count, studio);
    const output = join(folder, "signed");
    const { manifest, signing } = studio.files;
    const words = ["sign", "-q", "--as", "camera", "-o", `${output}/`];
    const before = () => rmSync(output, { recursive: true, force: true });
    const more = { before };
    const plainSigner = [peerScript("sign.js"), manifest, signing, jobs, plain, output];
    return {
      folder,
      about: `sign ${count} photographs`,
      rounds: 3,
      base: "plain script on c2pa-node",
      perFile: count,
      contestants: [
        colophon(studio, [...words, "--no-thumbnail", plain], more),
        colophon(studio, [...words, plain], { ...more, name: "colophon sign, with thumbnails" }),
        { name: "plain script on c2pa-node", command: process.execPath, args: plainSigner, ...more },
        ...c2patoolEach(plain, output, studio, peers, more),
        ...python(peers, "sign.py", [manifest, signing, plain, output], more),
        { name: "cp", command: "cp", args: ["-r", plain, output], ...more },
      ],
    };
  },
};

export async function makePhotographs(folder, count, studio) {
  mkdirSync(folder);
  const made = [];
  for (let at = 0; at < count; at += 1) {
    made[at % kinds] ??= await studio.photograph(1 + (at % kinds));
    writeFileSync(join(folder, `${String(at).padStart(4, "0")}.jpg`), made[at % kinds]);
  }
}

function c2patoolEach(plain, output, studio, peers, more) {
  if (!peers.c2patool) return [];
  const script =
    'mkdir -p "$2" && cd "$1" && ls | xargs -P "$5" -I{} "$6" --settings "$4" {} -m "$3" -o "$2/{}" -f';
  const args = [plain, output, studio.files.manifest, studio.files.signing, jobs, peers.c2patool.command];
  return [{ name: "xargs -P c2patool", command: "bash", args: ["-c", script, "bash", ...args], ...more }];
}
