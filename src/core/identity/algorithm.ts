/** The seven ways a claim may be signed (C2PA 2.4 §13.2.1), and what each is called elsewhere. */
import { ColophonError } from "../../error.js";
import type { PublicKeyFacts } from "./certificate.js";

export const algorithms = ["es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"] as const;

export type Algorithm = (typeof algorithms)[number];

interface AlgorithmNames {
  /** RFC 9053 §2 and RFC 8230 §2. */
  coseId: number;
  /** As node:crypto has it; Ed25519 hashes inside. */
  digest: "sha256" | "sha384" | "sha512" | undefined;
  /** The key it needs, in words. */
  key: string;
}

export const algorithmNames: Readonly<Record<Algorithm, AlgorithmNames>> = {
  es256: { coseId: -7, digest: "sha256", key: "an elliptic key on P-256" },
  es384: { coseId: -35, digest: "sha384", key: "an elliptic key on P-384" },
  es512: { coseId: -36, digest: "sha512", key: "an elliptic key on P-521" },
  ps256: { coseId: -37, digest: "sha256", key: "an RSA key of 2048 bits or more" },
  ps384: { coseId: -38, digest: "sha384", key: "an RSA key of 2048 bits or more" },
  ps512: { coseId: -39, digest: "sha512", key: "an RSA key of 2048 bits or more" },
  ed25519: { coseId: -8, digest: undefined, key: "an Ed25519 key" },
};

const curves: Readonly<Record<string, Algorithm>> = {
  prime256v1: "es256",
  secp384r1: "es384",
  secp521r1: "es512",
};

export function isAlgorithm(text: string): text is Algorithm {
  return (algorithms as readonly string[]).includes(text);
}

/** @throws usage.invalid */
export function readAlgorithm(text = "es256"): Algorithm {
  if (isAlgorithm(text)) return text;
  throw new ColophonError("usage.invalid", `expected an algorithm for "--alg", found "${text}"`, {
    hints: [`use one of: ${algorithms.join(", ")}`],
  });
}

/** Which algorithms a certified key can serve; none when C2PA has no use for it. */
export function algorithmsOf({ kind, curve, bits }: PublicKeyFacts): Algorithm[] {
  if (kind === "ed25519") return ["ed25519"];
  if (kind === "rsa" || kind === "rsa-pss") return (bits ?? 0) < 2048 ? [] : ["ps256", "ps384", "ps512"];
  const onCurve = kind === "ec" ? curves[curve ?? ""] : undefined;
  return onCurve === undefined ? [] : [onCurve];
}
