/** An update of a credential: says something new about a file and has no hash of its own. */
import { createPrivateKey, sign } from "node:crypto";
import { Builder, CallbackSigner } from "@contentauth/c2pa-node";
import type { Forger } from "./forge.ts";

const settings = JSON.stringify({
  verify: { verify_after_sign: false, verify_trust: false },
  builder: { claim_generator_info: { name: "forger", version: "0" }, thumbnail: { enabled: false } },
});

/** Colophon itself would not: it reads back what it signs. */
export async function updated(png: Buffer, { keyPem, chainPem }: Forger): Promise<Buffer> {
  const key = createPrivateKey(keyPem);
  const signer = CallbackSigner.newSigner(
    { alg: "es256", certs: [Buffer.from(chainPem)], reserveSize: 10_000, directCoseHandling: false },
    async (bytes: Buffer) => sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }),
  );
  const definition = { title: "updated", assertions: [] } as unknown;
  const builder = Builder.withJson(definition as Parameters<typeof Builder.withJson>[0], settings);
  builder.setIntent("update");
  const output: { buffer: Buffer | null } = { buffer: null };
  await builder.signAsync(signer, { buffer: png, mimeType: "image/png" }, output);
  if (!output.buffer) throw new Error("the engine signed nothing");
  return output.buffer;
}
