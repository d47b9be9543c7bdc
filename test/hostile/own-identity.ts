/** An identity (CAWG 1.1 §8.1) that vouches for itself: a famous name, under a key that its maker made. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { Builder, CallbackSigner } from "@contentauth/c2pa-node";
import { encodeCbor } from "../../src/core/credential/cbor.ts";
import type { Assertion, Forger } from "./forge.ts";

const settings = JSON.stringify({
  verify: { verify_after_sign: false, verify_trust: false },
  builder: { claim_generator_info: { name: "forger", version: "0" }, thumbnail: { enabled: false } },
});

/** A JPEG signed with room for an identity; colophon itself would not let that through, for it reads back. */
export async function signWithRoom(picture: Buffer, { keyPem, chainPem }: Forger): Promise<Buffer> {
  const key = createPrivateKey(keyPem);
  const certs = (chainPem.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map((pem) =>
    Buffer.from(pem),
  );
  const signer = CallbackSigner.newSigner(
    { alg: "es256", certs, reserveSize: 20_000, directCoseHandling: false },
    async (bytes: Buffer) => sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }),
  );
  const assertions = [{ label: "cawg.identity", data: { filler: "f".repeat(400) } }];
  const definition = { title: "named", assertions } as unknown;
  const builder = Builder.withJson(definition as Parameters<typeof Builder.withJson>[0], settings);
  builder.setIntent({ create: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" });
  const output: { buffer: Buffer | null } = { buffer: null };
  await builder.signAsync(signer, { buffer: picture, mimeType: "image/jpeg" }, output);
  if (!output.buffer) throw new Error("the engine signed nothing");
  return output.buffer;
}

/** What the identity is about: a hash of the content, as the claim refers to it. */
interface Reference {
  url: string;
  hash: Uint8Array;
}

/** Fills the assertion with an identity whose issuer is the key that signs it (did:jwk). */
export function vouchForOneself(assertion: Assertion, username: string, reference: Reference): void {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const jwk = { alg: "EdDSA", ...publicKey.export({ format: "jwk" }) };
  const payload = new Map<string, unknown>([
    ["sig_type", "cawg.identity_claims_aggregation"],
    ["referenced_assertions", [new Map(Object.entries(reference))]],
  ]);
  const credential = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://cawg.io/identity/1.1/ica/context/"],
    type: ["VerifiableCredential", "IdentityClaimsAggregationCredential"],
    issuer: `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString("base64url")}`,
    validFrom: "2026-01-01T00:00:00Z",
    credentialSubject: {
      verifiedIdentities: [
        {
          type: "cawg.social_media",
          username,
          uri: "https://example.com/famous",
          verifiedAt: "2026-01-01T00:00:00Z",
          provider: { id: "https://example.com", name: "Example Network" },
        },
      ],
      c2paAsset: {
        sig_type: "cawg.identity_claims_aggregation",
        referenced_assertions: [{ url: reference.url, hash: Buffer.from(reference.hash).toString("base64") }],
      },
    },
  };
  assertion.clear();
  assertion.set("signer_payload", payload);
  assertion.set("signature", coseOf(Buffer.from(JSON.stringify(credential)), privateKey));
  assertion.set("pad1", new Uint8Array());
}

/** RFC 9052 §4.4: EdDSA, and what it is over. */
function coseOf(payload: Uint8Array, key: KeyObject): Uint8Array {
  const protectedBytes = encodeCbor(
    new Map<number, unknown>([
      [1, -8],
      [3, "application/vc"],
    ]),
  );
  const signedBytes = encodeCbor(["Signature1", protectedBytes, new Uint8Array(), new Uint8Array(payload)]);
  const signature = new Uint8Array(sign(null, signedBytes, key));
  return encodeCbor([protectedBytes, new Map(), new Uint8Array(payload), signature], 18);
}
