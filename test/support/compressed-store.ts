/** A manifest store as the engine writes it when it is told to compress: colophon reads such files and writes none. */
import { createPrivateKey, sign } from "node:crypto";
import { Builder, CallbackSigner } from "@contentauth/c2pa-node";

const settings = JSON.stringify({
  core: { prefer_compress_manifests: true },
  verify: { verify_after_sign: false },
  builder: { claim_generator_info: { name: "colophon", version: "0.0.0" }, thumbnail: { enabled: false } },
});

/** Signs a JPEG with an identity whose key is not encrypted; gives the bytes of the store. */
export async function signCompressed(
  identity: { keyPem: string; chainPem?: string | undefined },
  path: string,
): Promise<Uint8Array> {
  const key = createPrivateKey(identity.keyPem);
  const signer = CallbackSigner.newSigner(
    {
      alg: "es256",
      certs: [Buffer.from(identity.chainPem ?? "")],
      reserveSize: 10_000,
      directCoseHandling: false,
    },
    async (claim) => sign("sha256", claim, { key, dsaEncoding: "ieee-p1363" }),
  );
  const definition = { title: "sample", assertions: [] } as unknown as Parameters<typeof Builder.withJson>[0];
  const builder = Builder.withJson(definition, settings);
  builder.setIntent({ create: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" });
  return builder.signAsync(signer, { path, mimeType: "image/jpeg" }, { buffer: null });
}
