/** The C2PA certificate profile as a table: each rule with its reason, its source and the sentence for its fault. */
import type { ErrorCode } from "../../error.js";
import { algorithmNames, algorithmsOf } from "./algorithm.js";
import { attributeOf, type CertificateFacts, commonNameOf } from "./certificate.js";
import type { ChainEvidence } from "./chain.js";
import { purposeInWords, purposes, signingPurposes } from "./purposes.js";

export interface CertificateRule {
  id: string;
  /** A fault keeps colophon from signing, a warning does not. */
  severity: "fault" | "warning";
  /** The error a fault becomes; certificate.unsuitable where nothing more precise fits. */
  code?: ErrorCode;
  source: string;
  isMet(evidence: ChainEvidence): boolean;
  says(evidence: ChainEvidence): string;
  otherwise(evidence: ChainEvidence): string;
}

const PROFILE = "C2PA 2.4 §14.5.1.1";
const CHAIN = "C2PA 2.4 §14.5.1.2";
const DAY_MS = 86_400_000;

const allowedSignatures = new Set([
  "ecdsa-with-SHA256",
  "ecdsa-with-SHA384",
  "ecdsa-with-SHA512",
  "sha256WithRSAEncryption",
  "sha384WithRSAEncryption",
  "sha512WithRSAEncryption",
  "RSASSA-PSS-with-SHA256",
  "RSASSA-PSS-with-SHA384",
  "RSASSA-PSS-with-SHA512",
  "Ed25519",
]);

const leafOf = ({ chain }: ChainEvidence) => chain[0];
const purposesOf = (evidence: ChainEvidence) => leafOf(evidence).extendedKeyUsage?.oids ?? [];
const usagesOf = (evidence: ChainEvidence) => leafOf(evidence).keyUsage?.names ?? [];
const day = (date: Date) => date.toISOString().slice(0, 10);
const quoted = ({ subject }: CertificateFacts) => `"${commonNameOf(subject)}"`;
const inWords = (oids: readonly string[]) => oids.map(purposeInWords).join(", ");
const isExclusive = (oid: string) => oid === purposes.timeStamping || oid === purposes.ocspSigning;
const isTls = (oid: string) => oid === purposes.serverAuth || oid === purposes.clientAuth;

const hasWeakKey = ({ publicKey }: CertificateFacts) =>
  publicKey.kind.startsWith("rsa") && (publicKey.bits ?? 0) < 2048;
const hasForeignKey = ({ publicKey }: CertificateFacts) =>
  !publicKey.kind.startsWith("rsa") && algorithmsOf(publicKey).length === 0;
const hasForbiddenSignature = ({ signatureAlgorithm }: CertificateFacts) =>
  !allowedSignatures.has(signatureAlgorithm);
const firstOf = ({ chain }: ChainEvidence, test: (facts: CertificateFacts) => boolean) =>
  chain.find(test) ?? chain[0];

/** The first fault in this order is the one an error names, so what explains the others comes first. */
export const certificateRules: readonly CertificateRule[] = [
  {
    id: "order",
    severity: "fault",
    code: "certificate.chain",
    source: "C2PA 2.4 §14.5 (x5chain, RFC 9360 §2)",
    isMet: ({ chain }) => !(chain[0].isCa && chain.some(({ isCa }) => !isCa)),
    says: () => "the chain begins with the certificate of the signing key",
    otherwise: ({ chain }) =>
      `the chain is reversed: it begins with the authority ${quoted(chain[0])}, not with the certificate of the signing key`,
  },
  {
    id: "key-match",
    severity: "fault",
    code: "key.mismatch",
    source: "C2PA 2.4 §13.2",
    isMet: ({ isKeyOfLeaf }) => isKeyOfLeaf !== false,
    says: ({ isKeyOfLeaf }) =>
      isKeyOfLeaf
        ? "the private key belongs to the certificate"
        : "the private key is locked and was not compared",
    otherwise: (evidence) =>
      `the private key does not belong to the certificate ${quoted(leafOf(evidence))}: every signature would be wrong`,
  },
  {
    id: "end-entity",
    severity: "fault",
    source: CHAIN,
    isMet: (evidence) => !leafOf(evidence).isCa,
    says: () => "the certificate is for signing, not for issuing (CA:FALSE)",
    otherwise: (evidence) =>
      `the certificate ${quoted(leafOf(evidence))} is an authority's (CA:TRUE), and authorities may not sign claims`,
  },
  {
    id: "not-expired",
    severity: "fault",
    code: "certificate.expired",
    source: "RFC 5280 §4.1.2.5",
    isMet: (evidence) => evidence.now <= leafOf(evidence).notAfter,
    says: (evidence) => `the certificate is valid until ${day(leafOf(evidence).notAfter)}`,
    otherwise: (evidence) => `the certificate expired on ${day(leafOf(evidence).notAfter)}`,
  },
  {
    id: "already-valid",
    severity: "fault",
    code: "certificate.not-yet-valid",
    source: "RFC 5280 §4.1.2.5",
    isMet: (evidence) => evidence.now >= leafOf(evidence).notBefore,
    says: (evidence) => `the certificate has been valid since ${day(leafOf(evidence).notBefore)}`,
    otherwise: (evidence) =>
      `the certificate is not valid before ${leafOf(evidence).notBefore.toISOString()}; it is ${evidence.now.toISOString()} by this clock`,
  },
  {
    id: "version",
    severity: "fault",
    source: `${PROFILE}, RFC 5280 §4.1.2.1`,
    isMet: ({ chain }) => chain.every(({ version }) => version === 3),
    says: () => "the certificate is X.509 version 3",
    otherwise: (evidence) => {
      const old = firstOf(evidence, ({ version }) => version !== 3);
      return `the certificate ${quoted(old)} is X.509 version ${old.version}, which cannot say what its key is for`;
    },
  },
  {
    id: "purpose-present",
    severity: "fault",
    source: `${PROFILE}, RFC 5280 §4.2.1.12`,
    isMet: (evidence) => purposesOf(evidence).length > 0,
    says: (evidence) => `the certificate states its purposes: ${inWords(purposesOf(evidence))}`,
    otherwise: () => "the certificate states no purpose: it has no extended key usage",
  },
  {
    id: "purpose-any",
    severity: "fault",
    source: PROFILE,
    isMet: (evidence) => !purposesOf(evidence).includes(purposes.any),
    says: () => "the certificate does not claim to be good for any purpose",
    otherwise: () => "the certificate claims any purpose (anyExtendedKeyUsage), which C2PA forbids",
  },
  {
    id: "purpose-exclusive",
    severity: "fault",
    source: PROFILE,
    isMet: (evidence) => purposesOf(evidence).length < 2 || !purposesOf(evidence).some(isExclusive),
    says: () => "the certificate does not mix signing with timestamping or OCSP",
    otherwise: (evidence) =>
      `the certificate mixes purposes that must stand alone: ${inWords(purposesOf(evidence))}`,
  },
  {
    id: "purpose-fits",
    severity: "fault",
    source: "C2PA 2.4 §14.4.1",
    isMet: (evidence) =>
      purposesOf(evidence).length === 0 || purposesOf(evidence).some((oid) => signingPurposes.includes(oid)),
    says: () => "one of its purposes lets it sign claims",
    otherwise: (evidence) => {
      const found = purposesOf(evidence);
      const what = found.every(isTls)
        ? "the certificate is for TLS only"
        : "the certificate is not for signing claims";
      return `${what}: expected ${inWords(signingPurposes.slice(0, 3))}, found ${inWords(found)}`;
    },
  },
  {
    id: "digital-signature",
    severity: "fault",
    source: `${PROFILE}, RFC 5280 §4.2.1.3`,
    isMet: (evidence) => usagesOf(evidence).includes("digitalSignature"),
    says: () => "its key usage includes digitalSignature",
    otherwise: (evidence) =>
      leafOf(evidence).keyUsage === undefined
        ? "the certificate has no key usage, so it does not allow digital signatures"
        : `its key usage lacks digitalSignature: it allows ${usagesOf(evidence).join(", ") || "nothing"}`,
  },
  {
    id: "cert-sign",
    severity: "fault",
    source: PROFILE,
    isMet: (evidence) => leafOf(evidence).isCa || !usagesOf(evidence).includes("keyCertSign"),
    says: () => "its key may not issue certificates",
    otherwise: () => "its key usage includes keyCertSign although it is no authority",
  },
  {
    id: "authority-key",
    severity: "fault",
    source: `${PROFILE}, RFC 5280 §4.2.1.1`,
    isMet: ({ chain }) => chain.every((facts) => facts.authorityKeyIdentifier !== undefined),
    says: () => "it names its issuer's key (authority key identifier)",
    otherwise: (evidence) =>
      `the certificate ${quoted(firstOf(evidence, (facts) => facts.authorityKeyIdentifier === undefined))} does not name its issuer's key: it has no authority key identifier`,
  },
  {
    id: "key-strength",
    severity: "fault",
    source: PROFILE,
    isMet: ({ chain }) => !chain.some(hasWeakKey),
    says: () => "no key of the chain is too short",
    otherwise: (evidence) => {
      const weak = firstOf(evidence, hasWeakKey);
      return `the RSA key of ${quoted(weak)} has ${weak.publicKey.bits} bits, expected 2048 or more`;
    },
  },
  {
    id: "key-kind",
    severity: "fault",
    source: PROFILE,
    isMet: ({ chain }) => !chain.some(hasForeignKey),
    says: () => "every key of the chain is of a kind C2PA allows",
    otherwise: (evidence) => {
      const { publicKey, subject } = firstOf(evidence, hasForeignKey);
      const found =
        publicKey.kind === "ec"
          ? `is on the curve ${publicKey.curve ?? "of its own"}`
          : "is of a kind C2PA does not know";
      return `the key of "${commonNameOf(subject)}" ${found}, expected P-256, P-384, P-521, RSA or Ed25519`;
    },
  },
  {
    id: "algorithm-fits",
    severity: "fault",
    code: "key.algorithm",
    source: "C2PA 2.4 §13.2.1, RFC 9053 §2",
    isMet: (evidence) => algorithmsOf(leafOf(evidence).publicKey).includes(evidence.algorithm),
    says: ({ algorithm }) => `its key can sign with ${algorithm}`,
    otherwise: (evidence) => {
      const fitting = algorithmsOf(leafOf(evidence).publicKey).join(", ") || "nothing C2PA allows";
      return `its key cannot sign with "${evidence.algorithm}": that takes ${algorithmNames[evidence.algorithm].key}, this one serves ${fitting}`;
    },
  },
  {
    id: "signature-algorithm",
    severity: "fault",
    source: PROFILE,
    isMet: ({ chain }) => !chain.some(hasForbiddenSignature),
    says: ({ chain }) => `it was signed with ${chain[0].signatureAlgorithm}`,
    otherwise: (evidence) => {
      const facts = firstOf(evidence, hasForbiddenSignature);
      return `the certificate ${quoted(facts)} was signed with ${facts.signatureAlgorithm}, expected SHA-256, SHA-384, SHA-512 or Ed25519`;
    },
  },
  {
    id: "unique-ids",
    severity: "fault",
    source: `${PROFILE}, RFC 5280 §4.1.2.8`,
    isMet: ({ chain }) => !chain.some(({ hasUniqueIds }) => hasUniqueIds),
    says: () => "it has no issuer or subject unique identifier",
    otherwise: () => "the chain uses issuer or subject unique identifiers, which C2PA forbids",
  },
  {
    id: "critical-extensions",
    severity: "fault",
    source: "RFC 5280 §4.2",
    isMet: ({ chain }) => chain.every((facts) => facts.unknownCriticalExtensions.length === 0),
    says: () => "it has no critical extension a validator would not know",
    otherwise: ({ chain }) =>
      `validators must refuse its unknown critical extension ${chain.flatMap((facts) => facts.unknownCriticalExtensions).join(", ")}`,
  },
  {
    id: "links",
    severity: "fault",
    code: "certificate.chain",
    source: `${CHAIN}, RFC 5280 §6`,
    isMet: ({ isLinked }) => isLinked.every(Boolean),
    says: ({ isLinked }) =>
      isLinked.length === 0
        ? "no issuer is there to compare it with"
        : "each certificate was signed by the next",
    otherwise: ({ chain, root, isLinked }) => {
      const index = isLinked.indexOf(false);
      const [child, parent] = [chain[index] ?? chain[0], chain[index + 1] ?? root ?? chain[0]];
      return `the chain is broken: ${quoted(child)} was not signed by ${quoted(parent)}, the next certificate`;
    },
  },
  {
    id: "authorities",
    severity: "fault",
    code: "certificate.chain",
    source: `${CHAIN}, RFC 5280 §6.1.4`,
    isMet: ({ chain, now }) => chain.slice(1).every((facts) => facts.isCa && now <= facts.notAfter),
    says: () => "every certificate above the leaf is a valid authority",
    otherwise: ({ chain, now }) => {
      const facts = chain.slice(1).find(({ isCa, notAfter }) => !isCa || now > notAfter) ?? chain[0];
      return facts.isCa
        ? `the authority ${quoted(facts)} expired on ${day(facts.notAfter)}`
        : `the certificate ${quoted(facts)} stands above the leaf but is no authority (CA:FALSE)`;
    },
  },
  {
    id: "self-signed",
    severity: "warning",
    source: CHAIN,
    isMet: (evidence) => !leafOf(evidence).isSelfSigned,
    says: () => "it was issued by another certificate",
    otherwise: () => "the certificate is self-signed: no trust list of authorities can ever recognize it",
  },
  {
    id: "intermediate",
    severity: "warning",
    source: "C2PA 2.4 §14.5: all intermediate authorities shall be included",
    isMet: ({ chain, root }) => chain.length > 1 || root !== undefined || chain[0].isSelfSigned,
    says: () => "the authorities between it and its root are there",
    otherwise: ({ chain }) =>
      `the chain holds the leaf alone: if its issuer "${commonNameOf(chain[0].issuer)}" is an intermediate authority, viewers cannot reach the root`,
  },
  {
    id: "organization",
    // The engine lets it pass, but the C2PA profile demands it and viewers then print no issuer at all.
    severity: "fault",
    source: "C2PA Certificate Policy 0.2, claim signing profile",
    isMet: (evidence) => attributeOf(leafOf(evidence).subject, "O") !== undefined,
    says: (evidence) => `it names an organization: "${attributeOf(leafOf(evidence).subject, "O")}"`,
    otherwise: () => "its subject names no organization (O=), which is what viewers print as the issuer",
  },
  {
    id: "common-name",
    severity: "warning",
    source: "C2PA Certificate Policy 0.2, claim signing profile",
    isMet: (evidence) => attributeOf(leafOf(evidence).subject, "CN") !== undefined,
    says: (evidence) => `it names its holder: "${attributeOf(leafOf(evidence).subject, "CN")}"`,
    otherwise: () => "its subject has no common name (CN=)",
  },
  {
    id: "subject-key",
    severity: "warning",
    source: PROFILE,
    isMet: (evidence) => leafOf(evidence).subjectKeyIdentifier !== undefined,
    says: () => "it names its own key (subject key identifier)",
    otherwise: () => "it does not name its own key: a subject key identifier should be there",
  },
  {
    id: "key-usage-critical",
    severity: "warning",
    source: PROFILE,
    isMet: (evidence) => leafOf(evidence).keyUsage?.isCritical ?? true,
    says: () => "its key usage is marked critical",
    otherwise: () => "its key usage should be marked critical",
  },
  {
    id: "claim-signing",
    severity: "warning",
    source: "C2PA 2.4 §14.4.1",
    isMet: (evidence) => purposesOf(evidence).includes(purposes.claimSigning),
    says: () => "it has the purpose of C2PA's own trust list (claim signing)",
    otherwise: () =>
      "it lacks the purpose C2PA claim signing, without which the C2PA trust list does not apply to it",
  },
  {
    id: "lasting",
    severity: "warning",
    source: "RFC 5280 §4.1.2.5",
    isMet: (evidence) => leafOf(evidence).notAfter.getTime() - evidence.now.getTime() > 30 * DAY_MS,
    says: () => "it lasts for more than 30 days",
    otherwise: (evidence) => `it ends within 30 days, on ${day(leafOf(evidence).notAfter)}`,
  },
];
