/** A small picture signed with any certificate at all, fit for claims or not, through the engine itself. */
import { createPrivateKey, sign } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Builder, CallbackSigner } from "@contentauth/c2pa-node";
import sharp from "sharp";

const settings = JSON.stringify({
  verify: { verify_after_sign: false, verify_trust: false },
  builder: {
    claim_generator_info: { name: "colophon", version: "0.0.0", specVersion: "2.4" },
    actions: { all_actions_included: true },
    created_assertion_labels: ["c2pa.actions"],
    thumbnail: { enabled: false },
  },
});

/** Signs with NAME.key in the folder; `chain` are names of certificates there, leaf first. Returns the path. */
export async function signPicture(folder: string, name: string, chain: readonly string[]): Promise<string> {
  const key = createPrivateKey(await readFile(join(folder, `${name}.key`)));
  const certs = await Promise.all(chain.map((link) => readFile(join(folder, `${link}.pem`))));
  const signer = CallbackSigner.newSigner(
    { alg: "es256", certs, reserveSize: 10_000, directCoseHandling: false },
    async (claim) => sign("sha256", claim, { key, dsaEncoding: "ieee-p1363" }),
  );
  const definition = { title: "sample", assertions: [] } as unknown as Parameters<typeof Builder.withJson>[0];
  const builder = Builder.withJson(definition, settings);
  builder.setIntent({ create: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" });
  const buffer = await sharp({ create: { width: 32, height: 32, channels: 3, background: "#abc" } })
    .jpeg()
    .toBuffer();
  const output: { buffer: Buffer | null } = { buffer: null };
  await builder.signAsync(signer, { buffer, mimeType: "image/jpeg" }, output);
  if (!output.buffer) throw new Error("the engine signed nothing");
  const path = join(folder, `${name}.jpg`);
  await writeFile(path, output.buffer);
  return path;
}
