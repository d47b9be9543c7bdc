/** The least a script on the same engine does to sign a folder. sign.js MANIFEST SETTINGS JOBS FILE|FOLDER OUTPUT-FOLDER */
import { createPrivateKey, sign } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { Builder, CallbackSigner } from "@contentauth/c2pa-node";
import { filesOf, inTurns } from "./files.js";
import { typeOf } from "./media-type.js";

const [manifestPath, settingsPath, jobs, target, output] = process.argv.slice(2);
const { private_key, sign_cert, alg, ...definition } = JSON.parse(readFileSync(manifestPath, "utf8"));
const settings = readFileSync(settingsPath, "utf8");
const key = createPrivateKey(readFileSync(private_key));
const certs = readFileSync(sign_cert, "utf8")
  .split(/(?<=-----END CERTIFICATE-----\n)/)
  .filter((pem) => pem.trim() !== "")
  .map((pem) => Buffer.from(pem));
const signer = CallbackSigner.newSigner(
  { alg, certs, reserveSize: 10_000, directCoseHandling: false },
  async (bytes) => sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }),
);

mkdirSync(output, { recursive: true });
await inTurns(filesOf(target), Number(jobs), async (path) => {
  const builder = Builder.withJson(definition, settings);
  const source = { path, mimeType: typeOf(extname(path)) };
  await builder.signAsync(signer, source, { path: join(output, basename(path)) });
});
process.exit(0);
