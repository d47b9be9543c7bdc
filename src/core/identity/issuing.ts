/** What a root and a leaf of colophon's own contain (C2PA 2.4 §14.5.1), before any key touches them. */
import { ColophonError } from "../../error.js";
import { type CertificateFacts, commonNameOf, type NameAttribute } from "./certificate.js";
import { purposes } from "./purposes.js";

export interface CertificateUse {
  isCa: boolean;
  pathLength?: number;
  keyUsage: readonly string[];
  extendedKeyUsage: readonly string[];
}

export interface CertificatePlan {
  subject: readonly NameAttribute[];
  issuer: readonly NameAttribute[];
  notBefore: Date;
  notAfter: Date;
  use: CertificateUse;
}

/** For whom an identity stands. */
export interface Holder {
  person: string;
  organization?: string | undefined;
}

const DAY_MS = 86_400_000;
const ROOT_DAYS = 3650;
const LONGEST_DAYS = 3650;
const LONGEST_NAME = 64; // X.520: ub-common-name and ub-organization-name
// A timestamp authority's clock may run behind ours; a certificate must not begin after its first signature.
const BACKDATED_MS = 600_000;

export const defaultLeafDays = 365;

/** emailProtection stands beside the purpose of C2PA for validators from before it (C2PA 2.4 §14.4.1). */
export const leafUse: CertificateUse = {
  isCa: false,
  keyUsage: ["digitalSignature"],
  extendedKeyUsage: [purposes.claimSigning, purposes.emailProtection],
};

const rootUse: CertificateUse = {
  isCa: true,
  pathLength: 0,
  keyUsage: ["keyCertSign", "cRLSign"],
  extendedKeyUsage: [],
};

/**
 * The organization always stands there, the person's name where there is no other: it is what viewers print as
 * the issuer.
 * @throws usage.invalid
 */
export function leafSubject({ person, organization = person }: Holder): NameAttribute[] {
  checkName("--for", person);
  checkName("--org", organization);
  return [
    { type: "O", value: organization },
    { type: "CN", value: person },
  ];
}

export function planRoot(holder: Holder, now: Date): CertificatePlan {
  const subject = leafSubject(holder).map(({ type, value }) => ({
    type,
    value: type === "CN" ? `${value.slice(0, LONGEST_NAME - 5)} root` : value,
  }));
  return { subject, issuer: subject, ...period(now, ROOT_DAYS), use: rootUse };
}

/** @throws usage.invalid, certificate.expired (the root has ended, or ends too soon to be of use) */
export function planLeaf(
  subject: readonly NameAttribute[],
  root: Pick<CertificateFacts, "subject" | "notAfter">,
  now: Date,
  days = defaultLeafDays,
): CertificatePlan {
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) {
    throw new ColophonError("usage.invalid", `expected 1 to ${LONGEST_DAYS} days, found "${days}"`);
  }
  if (root.notAfter.getTime() <= now.getTime()) {
    const date = root.notAfter.toISOString().slice(0, 10);
    throw new ColophonError(
      "certificate.expired",
      `the root "${commonNameOf(root.subject)}" expired on ${date}`,
    );
  }
  const { notBefore, notAfter } = period(now, days);
  const latest = new Date(Math.min(notAfter.getTime(), root.notAfter.getTime()));
  return { subject, issuer: root.subject, notBefore, notAfter: latest, use: leafUse };
}

function period(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  // X.509 counts whole seconds.
  const start = Math.floor(now.getTime() / 1000) * 1000;
  return { notBefore: new Date(start - BACKDATED_MS), notAfter: new Date(start + days * DAY_MS) };
}

function checkName(option: string, value: string): void {
  const found = value.trim() === "" ? "nothing" : /\p{Cc}/u.test(value) ? "control characters" : undefined;
  if (found !== undefined) {
    throw new ColophonError("usage.invalid", `expected a name for "${option}", found ${found}`);
  }
  if (value.length > LONGEST_NAME) {
    throw new ColophonError(
      "usage.invalid",
      `expected at most ${LONGEST_NAME} letters for "${option}", found ${value.length}`,
    );
  }
}
