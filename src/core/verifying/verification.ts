/** What verifying a file found out: one state, and behind it four separate answers. */
import type { Credential } from "../credential/credential.js";
import type { History } from "../history/history.js";
import type { TrustKind } from "../trust/list.js";
import type { Finding } from "./finding.js";
import type { State } from "./state.js";

/** Are the bytes those that were signed? */
export interface UnchangedAnswer {
  answer:
    | "unchanged"
    | "changed"
    /** The bytes may be fine: this engine version rejects how older software bound them. */
    | "rule-changed"
    /** The Content Credentials themselves were altered or damaged. */
    | "credential-damaged"
    | "unknown";
  /** Bytes of the file that the signature's hash leaves out, beside the credential itself. */
  uncoveredBytes?: number;
}

export interface ListReference {
  name: string;
  kind: TrustKind;
  origin: string;
  /** The list's own date. */
  issuedAt?: Date;
  /** When it was taken into use here. */
  addedAt?: Date;
  sha256: string;
}

export interface CertificateSummary {
  subject: string;
  organization?: string;
  commonName?: string;
  issuedBy: string;
  serialNumber: string;
  notBefore: Date;
  notAfter: Date;
  sha256: string;
  isSelfSigned: boolean;
}

/** Who signed, and who vouches for them? */
export interface IssuerAnswer {
  answer:
    | "recognized"
    | "not-recognized"
    | "expired"
    /** Its certificate began after the moment the verdict holds for. */
    | "not-yet-valid"
    | "revoked"
    | "unsuitable"
    | "unknown";
  /** As the certificate says; nothing more than a claim unless recognized. */
  name?: string;
  list?: ListReference;
  /** The list that would recognize it, had its certificate not expired. */
  knownTo?: ListReference;
  certificate?: CertificateSummary;
  revocation: "not-checked" | "not-revoked" | "revoked";
}

/** When was it signed, and on whose word? */
export interface TimeAnswer {
  answer: "independent" | "unlisted-authority" | "signer-clock" | "none";
  at?: Date;
  /** The timestamp authority's name, as its certificate says. */
  authority?: string;
  list?: ListReference;
}

/** What was it made from? */
export interface HistoryAnswer {
  answer: "none" | "intact" | "unrecognized" | "broken";
  steps: number;
  sources: number;
  /** There are more than these, which were not followed. */
  isCut?: boolean;
}

export interface Verification {
  state: State;
  /** The engine's own word, before colophon's checks. */
  engineState?: "Trusted" | "Valid" | "Invalid";
  /** Where the credential was found. */
  source?: "embedded" | "sidecar" | "remote";
  remoteUrl?: string;
  unchanged: UnchangedAnswer;
  issuer: IssuerAnswer;
  time: TimeAnswer;
  history: HistoryAnswer;
  findings: readonly Finding[];
  credential?: Credential;
  /** The whole history, back to the first sources. */
  trace?: History;
  /** The lists that were used to judge, all of them. */
  lists: readonly ListReference[];
  /** The moment the verdict holds for. */
  judgedAt: Date;
  /** Only where the caller asked for a verdict as of another moment; then it is `judgedAt` as well. */
  asOf?: Date;
}
