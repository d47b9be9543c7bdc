/** A claim of version 1 with a timestamp in the old form, as no program here writes it any more. */
import { createPrivateKey, randomBytes, sign, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Builder, CallbackSigner } from "@contentauth/c2pa-node";
import sharp from "sharp";
import { buildTimestampRequest } from "../../src/adapter/timestamp.ts";
import { encodeCbor } from "../../src/core/credential/cbor.ts";

const reserveSize = 20_000;
const settings = JSON.stringify({
  verify: { verify_after_sign: false, verify_trust: false },
  builder: { claim_generator_info: { name: "old", version: "0" }, thumbnail: { enabled: false } },
});

/** Signs with NAME.key and NAME.pem in the folder, and has `url` say when. Gives the signed JPEG. */
export async function signOldClaim(folder: string, name: string, url: string): Promise<Buffer> {
  const [keyPem, certPem] = [
    readFileSync(join(folder, `${name}.key`)),
    readFileSync(join(folder, `${name}.pem`)),
  ];
  const callback = async (claim: Buffer) =>
    oldSignature(claim, keyPem, new X509Certificate(certPem).raw, url);
  const signer = CallbackSigner.newSigner(
    { alg: "es256", certs: [certPem], reserveSize, directCoseHandling: true },
    callback,
  );
  const definition = { claim_version: 1, title: "old", assertions: [] } as unknown;
  const builder = Builder.withJson(definition as Parameters<typeof Builder.withJson>[0], settings);
  builder.setIntent({ create: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" });
  const create = { width: 32, height: 32, channels: 3 as const, background: "#cba" };
  const buffer = await sharp({ create }).jpeg().toBuffer();
  const output: { buffer: Buffer | null } = { buffer: null };
  await builder.signAsync(signer, { buffer, mimeType: "image/jpeg" }, output);
  if (!output.buffer) throw new Error("the engine signed nothing");
  return output.buffer;
}

/** C2PA 1.4 §10.3.2.5: `sigTst` holds the authority's whole answer, about the claim and not about the signature. */
async function oldSignature(claim: Buffer, keyPem: Buffer, der: Buffer, url: string): Promise<Buffer> {
  const none = new Uint8Array();
  const header = encodeCbor(
    new Map<number, unknown>([
      [1, -7],
      [33, new Uint8Array(der)],
    ]),
  );
  const toBeSigned = encodeCbor(["Signature1", header, none, new Uint8Array(claim)]);
  const key = createPrivateKey(keyPem);
  const signature = new Uint8Array(sign("sha256", toBeSigned, { key, dsaEncoding: "ieee-p1363" }));
  const message = encodeCbor(["CounterSignature", header, none, new Uint8Array(claim)]);
  const body = await buildTimestampRequest(message, { nonce: randomBytes(16) });
  const answer = await (await fetch(url, { method: "POST", body: Buffer.from(body) })).arrayBuffer();
  const unprotected = (pad: number) =>
    new Map<string, unknown>([
      ["sigTst", new Map([["tstTokens", [new Map([["val", new Uint8Array(answer)]])]]])],
      ["pad", new Uint8Array(pad)],
    ]);
  const encode = (pad: number) => Buffer.from(encodeCbor([header, unprotected(pad), null, signature], 18));
  const rough = encode(reserveSize / 2);
  return encode(reserveSize / 2 + reserveSize - rough.length);
}
