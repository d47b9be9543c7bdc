/** JSON Web Signatures as this room needs them; an adapter knows how they are made. */
import type { SigningIdentity } from "../identity/identity.js";

/** Taken apart, nothing checked: hostile. */
export interface OpenedJws {
  /** The media type it states for itself. */
  typ?: string;
  /** DER, leaf first; empty where the header carries none. */
  chain: readonly Uint8Array[];
  payload: Uint8Array;
}

export interface JwsRoom {
  /** Compact form (RFC 7515 §7.1), with the chain in the header `x5c`. */
  signJws(
    payload: Uint8Array,
    typ: string,
    signer: Pick<SigningIdentity, "algorithm" | "chain" | "sign">,
  ): Promise<string>;
  /** Undefined for text that is no JWS. */
  openJws(text: string): OpenedJws | undefined;
  /** Whether the key of this certificate (DER) made the signature, with an algorithm that suits the key. */
  verifyJws(text: string, certificate: Uint8Array): Promise<boolean>;
}
