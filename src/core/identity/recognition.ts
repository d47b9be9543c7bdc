/** Where a viewer will recognize what an identity signs, and where not: said before the first signature. */
import { type CertificateFacts, commonNameOf } from "./certificate.js";
import { purposes } from "./purposes.js";

export type Origin = "created" | "imported" | "requested";

export interface Recognition {
  /** Whether anyone could recognize it without being given a certificate by its holder. */
  isOwnRoot: boolean;
  says: string[];
}

export function recognitionOf(name: string, origin: Origin, leaf: CertificateFacts): Recognition {
  if (origin === "created" || leaf.isSelfSigned) return ownRoot(name, leaf);
  const issuer = commonNameOf(leaf.issuer);
  const hasClaimSigning = leaf.extendedKeyUsage?.oids.includes(purposes.claimSigning) ?? false;
  return {
    isOwnRoot: false,
    says: [
      `viewers recognize it where their trust list has the authority above "${issuer}"`,
      hasClaimSigning
        ? "with the purpose C2PA claim signing, the C2PA trust list applies to it"
        : "without the purpose C2PA claim signing, the C2PA trust list does not apply to it, only lists that allow its purposes",
    ],
  };
}

function ownRoot(name: string, leaf: CertificateFacts): Recognition {
  const shared = leaf.isSelfSigned
    ? "viewers outside say the issuer is not recognized, unless they list this very certificate"
    : "viewers outside say the issuer is not recognized until they add your root";
  return {
    isOwnRoot: true,
    says: [
      "anyone can check that a file is unchanged since you signed it",
      shared,
      leaf.isSelfSigned
        ? `hand it to them: colophon identity export ${name}`
        : `hand it to them: colophon identity export ${name} --root`,
    ],
  };
}
