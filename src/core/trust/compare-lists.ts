/** What changed between two versions of a list, shown before the newer one is kept. */
import { fingerprintOf, parseCertificate, subjectOf } from "./certificate.js";
import type { TrustList } from "./list.js";

/** One member of a list. Its name is text from a certificate, or from a table somebody else wrote. */
export interface ListMember {
  name: string;
  /** SHA-256 of the certificate, lower-case hex; absent for news sources. */
  fingerprint?: string;
  /** When the certificate ends. */
  notAfter?: Date;
}

export interface ListComparison {
  added: ListMember[];
  removed: ListMember[];
  kept: ListMember[];
}

type Members = Map<string, ListMember>;

/** `before` is undefined for a list that is new here. */
export function compareLists(before: ComparedList | undefined, after: ComparedList): ListComparison {
  const old = membersOf(before);
  const fresh = membersOf(after);
  const without = (members: Members, others: Members) =>
    [...members].filter(([key]) => !others.has(key)).map(([, member]) => member);
  return {
    added: without(fresh, old),
    removed: without(old, fresh),
    kept: [...fresh].filter(([key]) => old.has(key)).map(([, member]) => member),
  };
}

type ComparedList = Pick<TrustList, "certificates" | "fingerprints" | "entries">;

/** Every certificate, fingerprint and source of a list, in its order. */
export function listMembers(list: ComparedList): ListMember[] {
  return [...membersOf(list).values()];
}

function membersOf(list: ComparedList | undefined): Members {
  const members: Members = new Map();
  for (const base64 of list?.fingerprints ?? []) {
    members.set(base64, { name: "(named by fingerprint only)", fingerprint: hexOf(base64) });
  }
  for (const der of list?.certificates ?? []) {
    const certificate = parseCertificate(der);
    const base64 = fingerprintOf(der);
    members.set(base64, {
      name: certificate ? subjectOf(certificate) : "(unreadable certificate)",
      fingerprint: hexOf(base64),
      ...(certificate && { notAfter: new Date(certificate.validTo) }),
    });
  }
  for (const entry of list?.entries ?? []) {
    members.set(JSON.stringify([entry.name, entry.domain, entry.organization]), { name: entry.name });
  }
  return members;
}

function hexOf(base64: string): string {
  return Buffer.from(base64, "base64").toString("hex");
}
