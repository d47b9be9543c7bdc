/** A signing identity: a name, and a key one can sign with but not see. */
import type { Algorithm } from "./algorithm.js";

export interface SigningIdentity {
  name: string;
  algorithm: Algorithm;
  /** DER, leaf first, without the self-signed root (C2PA 2.4 §14.5: the trust anchor is not included). */
  chain: readonly Uint8Array[];
  /** The signature as COSE wants it: ECDSA as r‖s. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}
