/** The only importer of sm-crypto: signatures by SM2 with SM3, which Node checks under no signer's name but its own. */
import { createRequire } from "node:module";

/** The part of it that is used here; the package brings no types. */
interface SmCrypto {
  sm2: {
    doVerifySignature(
      message: string,
      signatureHex: string,
      keyHex: string,
      options: { der: true; hash: true; userId: string },
    ): boolean;
  };
}

/** GB/T 32918.2: the name of a signer who has none of his own. */
const usualSigner = "1234567812345678";
/** A SubjectPublicKeyInfo ends with its bit string: no bits unused, then the point, uncompressed. */
const bitString = [0x03, 0x42, 0x00, 0x04];
const pointBytes = 65;

const require = createRequire(import.meta.url);

/** `signature` is DER. Undefined where `key` is no SubjectPublicKeyInfo of SM2. */
export function verifySm2(text: string, signature: Uint8Array, key: Uint8Array): boolean | undefined {
  const start = key.length - pointBytes - (bitString.length - 1);
  if (start < 0 || !bitString.every((byte, at) => key[start + at] === byte)) return undefined;
  const { sm2 } = require("sm-crypto") as SmCrypto;
  return sm2.doVerifySignature(text, hex(signature), hex(key.subarray(-pointBytes)), {
    der: true,
    hash: true,
    userId: usualSigner,
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
