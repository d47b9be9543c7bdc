/**
 * A signer outside this program: a command that talks to a KMS, an HSM or a smart card.
 *
 * `COMMAND --signer-info` prints JSON: `alg` (es256 … ed25519), `sign_cert` (PEM, leaf first) and, if it
 * likes, `tsa_url` and `reserve_size`. `COMMAND` alone gets the bytes to sign on stdin and prints the raw
 * signature on stdout: ECDSA as r‖s (a DER one is converted), RSA as PSS. Exit code 0 means done,
 * 75 that it cannot just now and may be asked again.
 */

import { X509Certificate } from "node:crypto";
import { ColophonError } from "../error.js";
import type { Algorithm } from "./keys.js";
import { runSigner } from "./signer-process.js";
import { checkedSignature, fitsAlgorithm, isSignerAlgorithm } from "./signer-signature.js";
import { splitCommand } from "./signer-words.js";

export interface ExternalSigner {
  algorithm: Algorithm;
  /** DER, leaf first. */
  chain: Uint8Array[];
  tsaUrl?: string;
  reserveSize?: number;
  sign: (message: Uint8Array) => Promise<Uint8Array>;
}

export interface ExternalSignerOptions {
  /** For each call of the command. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_INFO_BYTES = 256 * 1024;
const MAX_SIGNATURE_BYTES = 64 * 1024;
const MAX_CERTIFICATES = 16;
const pemCertificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Asks the command who it is and returns a signer that calls it. Every signature is verified against
 * the command's own certificate before it is handed on. Throws `signer.failed`.
 */
export async function openExternalSigner(
  command: string,
  options: ExternalSignerOptions = {},
): Promise<ExternalSigner> {
  const words = splitCommand(command);
  const limits = {
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const printed = await runSigner({
    ...limits,
    words: [...words, "--signer-info"],
    input: new Uint8Array(0),
    maxOutputBytes: MAX_INFO_BYTES,
  });
  const info = readInfo(printed);
  const { algorithm } = info;
  const [leaf] = info.certificates;
  return {
    algorithm,
    chain: info.certificates.map(({ raw }) => new Uint8Array(raw)),
    ...(info.tsaUrl === undefined ? {} : { tsaUrl: info.tsaUrl }),
    ...(info.reserveSize === undefined ? {} : { reserveSize: info.reserveSize }),
    async sign(message) {
      const run = { ...limits, words, input: message, maxOutputBytes: MAX_SIGNATURE_BYTES };
      return checkedSignature(await runSigner(run), message, { algorithm, leaf });
    },
  };
}

interface SignerInfo {
  algorithm: Algorithm;
  certificates: [X509Certificate, ...X509Certificate[]];
  tsaUrl: string | undefined;
  reserveSize: number | undefined;
}

function readInfo(printed: Uint8Array): SignerInfo {
  const info = parseObject(printed);
  const algorithm = typeof info.alg === "string" ? info.alg.toLowerCase() : info.alg;
  if (algorithm === undefined) throw failure('the signer\'s --signer-info lacks "alg"');
  if (!isSignerAlgorithm(algorithm)) {
    throw failure('the signer\'s "alg" is none of es256, es384, es512, ps256, ps384, ps512 and ed25519');
  }
  const certificates = readChain(info.sign_cert);
  if (!fitsAlgorithm(certificates[0].publicKey, algorithm)) {
    const kind = certificates[0].publicKey.asymmetricKeyType ?? "unknown";
    throw failure(
      `the signer says "${algorithm}", but its certificate holds an unsuitable key of type "${kind}"`,
    );
  }
  const { tsa_url: tsaUrl, reserve_size: reserveSize } = info;
  if (tsaUrl !== undefined && tsaUrl !== null && typeof tsaUrl !== "string") {
    throw failure('the signer\'s "tsa_url" is no text');
  }
  const hasSize = reserveSize !== undefined && reserveSize !== null;
  if (hasSize && !(typeof reserveSize === "number" && Number.isSafeInteger(reserveSize) && reserveSize > 0)) {
    throw failure('the signer\'s "reserve_size" is no positive whole number');
  }
  return {
    algorithm,
    certificates,
    tsaUrl: tsaUrl ?? undefined,
    reserveSize: typeof reserveSize === "number" ? reserveSize : undefined,
  };
}

/** No cause on any of these: a JSON error quotes what it read, and that may be a secret. */
function failure(message: string): ColophonError {
  return new ColophonError("signer.failed", message);
}

function parseObject(printed: Uint8Array): Record<string, unknown> {
  let info: unknown;
  try {
    info = JSON.parse(new TextDecoder().decode(printed));
  } catch {
    throw failure("the signer's --signer-info printed something that is not JSON");
  }
  if (typeof info !== "object" || info === null || Array.isArray(info)) {
    throw failure("the signer's --signer-info printed JSON that is not an object");
  }
  return { ...info };
}

function readChain(pem: unknown): [X509Certificate, ...X509Certificate[]] {
  if (typeof pem !== "string") throw failure('the signer\'s --signer-info lacks "sign_cert" as PEM text');
  const blocks = pem.match(pemCertificate) ?? [];
  try {
    const [leaf, ...issuers] = blocks.slice(0, MAX_CERTIFICATES).map((block) => new X509Certificate(block));
    if (leaf !== undefined) return [leaf, ...issuers];
  } catch {
    throw failure('the signer\'s "sign_cert" holds a certificate that cannot be read');
  }
  throw failure('the signer\'s "sign_cert" holds no PEM certificate');
}
