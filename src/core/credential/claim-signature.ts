/** The signature of a claim, read from the manifest store's own bytes: certificates and timestamp tokens. */
import { decodeCbor } from "./cbor.js";
import { childLabeled, type JumbfBox } from "./jumbf.js";

export interface ClaimSignature {
  /** DER, leaf first, as the signer put them there. */
  chain: readonly Uint8Array[];
  /** RFC 3161 tokens (claim version 2) or whole responses (version 1). */
  timestamps: readonly Uint8Array[];
}

const x5chain = 33; // RFC 9360

/**
 * Reads the COSE_Sign1 of a manifest. Returns undefined where there is none, more than one, or it makes no sense: what
 * cannot be read is never taken as good.
 */
export function readClaimSignature(manifest: JumbfBox | undefined): ClaimSignature | undefined {
  const content = childLabeled(manifest, "c2pa.signature")?.children.find((box) => box.type === "cbor");
  if (!content) return undefined;
  try {
    const sign1 = decodeCbor(content.payload);
    if (!Array.isArray(sign1) || sign1.length !== 4) return undefined;
    const protectedHeader = sign1[0] instanceof Uint8Array ? asMap(decodeCbor(sign1[0])) : new Map();
    const unprotectedHeader = asMap(sign1[1]);
    return {
      chain: onlyChain([protectedHeader, unprotectedHeader]),
      timestamps: [
        ...tokensIn(unprotectedHeader.get("sigTst2")),
        ...tokensIn(unprotectedHeader.get("sigTst")),
      ],
    };
  } catch {
    return undefined;
  }
}

/**
 * RFC 9360 wants the chain protected; version 1 claims often carry it unprotected, and by name. Of two in one header
 * the engine may have checked the signature by the other one: then nobody is known to have signed.
 */
function onlyChain(headers: readonly Map<unknown, unknown>[]): Uint8Array[] {
  const chains = headers.map((header) =>
    [header.get(x5chain), header.get("x5chain")].filter((value) => value !== undefined),
  );
  const [chain, ...others] = chains.find((found) => found.length > 0) ?? [];
  return others.length > 0 ? [] : (Array.isArray(chain) ? chain : [chain]).filter(isBytes);
}

function tokensIn(header: unknown): Uint8Array[] {
  const tokens = asMap(header).get("tstTokens");
  return (Array.isArray(tokens) ? tokens : []).map((token) => asMap(token).get("val")).filter(isBytes);
}

function asMap(value: unknown): Map<unknown, unknown> {
  return value instanceof Map ? value : new Map();
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}
