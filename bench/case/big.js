/** A gigabyte of film and one of sound, to verify and to sign. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { c2patool, c2patoolTrust, colophon, digest } from "../contestants.js";
import { makeBigMp4, makeBigWav } from "../material/big.js";
import { peerScript } from "../material/studio.js";
import { caseFolder } from "./folder.js";

const gigabyte = 2 ** 30;
const kinds = [
  { extension: "mp4", as: "camera", make: makeBigMp4 },
  { extension: "wav", as: "camera", make: makeBigWav },
];

export const big = kinds.flatMap((kind) => [verifying(kind), signing(kind)]);

function about(verb, bytes, { extension }) {
  return `${verb} ${Math.round(bytes / 2 ** 20)} MiB of ${extension.toUpperCase()}`;
}

function verifying(kind) {
  return {
    name: `verify-${kind.extension}`,
    isLarge: true,
    async prepare({ studio, peers, options }) {
      const folder = caseFolder(studio, `verify-${kind.extension}`);
      const bytes = options.size(gigabyte);
      const [plain, signed] = ["plain", "signed"].map((name) => join(folder, `${name}.${kind.extension}`));
      kind.make(plain, bytes);
      studio.run(["sign", "-q", "--as", kind.as, "-o", signed, plain]);
      rmSync(plain);
      const script = [peerScript("read.js"), studio.files.settings, "1", signed];
      return {
        folder,
        about: about("verify", bytes, kind),
        rounds: 3,
        base: "openssl dgst -sha256",
        contestants: [
          ...digest(peers, signed),
          colophon(studio, ["verify", signed]),
          { name: "plain script on c2pa-node", command: process.execPath, args: script },
          ...c2patool(peers, [signed, ...c2patoolTrust(studio)]),
        ],
        goals: [{ of: "colophon verify", to: "openssl dgst -sha256", by: "wallMs", atMost: 1.3 }],
      };
    },
  };
}

function signing(kind) {
  return {
    name: `sign-${kind.extension}`,
    isLarge: true,
    async prepare({ studio, peers, options }) {
      const folder = caseFolder(studio, `sign-${kind.extension}`);
      const bytes = options.size(gigabyte);
      const plain = join(folder, `plain.${kind.extension}`);
      kind.make(plain, bytes);
      const outputs = join(folder, "out");
      const output = join(folder, `signed.${kind.extension}`);
      const more = {
        before: () => {
          rmSync(output, { force: true });
          rmSync(outputs, { recursive: true, force: true });
        },
      };
      const script = [
        peerScript("sign.js"),
        studio.files.manifest,
        studio.files.signing,
        "1",
        plain,
        outputs,
      ];
      return {
        folder,
        about: about("sign", bytes, kind),
        rounds: 3,
        base: "cp",
        contestants: [
          { name: "cp", command: "cp", args: [plain, output], ...more },
          colophon(studio, ["sign", "-q", "--as", kind.as, "--no-thumbnail", "-o", output, plain], more),
          { name: "plain script on c2pa-node", command: process.execPath, args: script, ...more },
          ...c2patool(
            peers,
            ["--settings", studio.files.signing, plain, "-m", studio.files.manifest, "-o", output, "-f"],
            more,
          ),
        ],
      };
    },
  };
}
