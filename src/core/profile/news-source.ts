/**
 * Who issued a file, held against lists of news sources and publishers. Being listed says that a name is on a
 * list of a certain date, and nothing about what the file shows.
 */
import { parseCertificate, subjectOf } from "../trust/certificate.js";
import type { SourceEntry, TrustList } from "../trust/list.js";
import type { Verification } from "../verifying/verification.js";

export interface SourceAnswer {
  list: string;
  kind: "sources" | "publishers";
  /** The list's own date, or else the day it was taken into use. */
  listDate?: Date;
  answer: "listed" | "not listed";
  /** What of the issuer was found there. */
  by?: "certificate" | "domain" | "name";
  entry?: string;
  says: string;
}

/** One answer for each list; none where nobody signed intact credentials. */
export function compareSources(verification: Verification, lists: readonly TrustList[]): SourceAnswer[] {
  const isIntact = verification.state === "trusted" || verification.state === "valid";
  if (!isIntact) return [];
  const issuer = namesOf(verification);
  return lists.flatMap((list) => {
    if (list.kind !== "sources" && list.kind !== "publishers") return [];
    const found = list.kind === "sources" ? findSource(issuer, list) : findPublisher(issuer, list);
    return [answerFor(list, list.kind, found)];
  });
}

interface IssuerNames {
  names: readonly string[];
  domains: readonly string[];
  /** SHA-256 of the signer's certificate, lower-case hex. */
  certificate?: string;
}

type Found = Required<Pick<SourceAnswer, "by" | "entry">> | undefined;

function answerFor(list: TrustList, kind: SourceAnswer["kind"], found: Found): SourceAnswer {
  const date = list.issuedAt ?? list.addedAt;
  const dated = list.issuedAt ? ` of ${day(list.issuedAt)}` : undated(list.addedAt);
  const about = { list: list.name, kind, ...(date ? { listDate: date } : {}) };
  return found
    ? { ...about, ...found, answer: "listed", says: `listed by its ${found.by} in "${list.name}"${dated}` }
    : { ...about, answer: "not listed", says: `not listed in "${list.name}"${dated}` };
}

/** The day somebody took a list into use is not how old it is. */
function undated(addedAt: Date | undefined): string {
  return addedAt ? ` (undated, added ${day(addedAt)})` : " without a date";
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/**
 * Names that somebody vouches for: of a signer that no list recognizes, and of CAWG identities that were found
 * wanting, anybody may have chosen the name. What a file says of its author is no name here.
 */
function namesOf({ issuer, credential, findings }: Verification): IssuerNames {
  const signer =
    issuer.answer === "recognized"
      ? [
          issuer.certificate?.organization ?? credential?.issuer?.organization,
          issuer.certificate?.commonName ?? credential?.issuer?.commonName,
        ]
      : [];
  const isDoubtful = findings.some(({ code, severity }) => code.startsWith("cawg.") && severity !== "info");
  const identities = isDoubtful ? [] : (credential?.identities ?? []);
  const known = [...signer, ...identities.flatMap(({ name, organization }) => [organization, name])].flatMap(
    (name) => name ?? [],
  );
  const addresses = identities.flatMap(({ verified }) => verified.flatMap(({ uri }) => uri ?? []));
  return {
    names: known.map(normalName).filter((name) => name !== ""),
    domains: [...known, ...addresses].flatMap((text) => domainOf(text) ?? []),
    ...(issuer.certificate ? { certificate: issuer.certificate.sha256 } : {}),
  };
}

interface SourceIndex {
  byName: ReadonlyMap<string, string>;
  byDomain: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<TrustList, SourceIndex>();

/** Lists have thousands of entries and are asked for every file. */
function indexOf(list: TrustList): SourceIndex {
  const known = indexes.get(list);
  if (known) return known;
  const entries: readonly SourceEntry[] = list.entries ?? [];
  const index = {
    byName: new Map(
      entries.flatMap(({ name, organization }) =>
        [name, organization ?? ""].map((text) => [normalName(text), name] as const),
      ),
    ),
    byDomain: new Map(entries.flatMap(({ name, domain }) => withDomain(name, domain))),
  };
  indexes.set(list, index);
  return index;
}

function withDomain(name: string, domain: string | undefined): [string, string][] {
  const host = domain === undefined ? undefined : domainOf(domain);
  return host === undefined ? [] : [[host, name]];
}

function findSource({ names, domains }: IssuerNames, list: TrustList): Found {
  const { byName, byDomain } = indexOf(list);
  for (const domain of domains.flatMap(withParents)) {
    const entry = byDomain.get(domain);
    if (entry !== undefined) return { by: "domain", entry };
  }
  const entry = names.map((name) => byName.get(name)).find((found) => found !== undefined);
  return entry === undefined ? undefined : { by: "name", entry };
}

const publishers = new WeakMap<TrustList, { sha256: string; names: string[]; entry: string }[]>();

function findPublisher({ names, certificate }: IssuerNames, list: TrustList): Found {
  const known = publishers.get(list) ?? readPublishers(list);
  publishers.set(list, known);
  const same = known.find(({ sha256 }) => sha256 === certificate);
  if (same) return { by: "certificate", entry: same.entry };
  const named = known.find((entry) => entry.names.some((name) => names.includes(name)));
  return named && { by: "name", entry: named.entry };
}

function readPublishers(list: TrustList): { sha256: string; names: string[]; entry: string }[] {
  return list.certificates.flatMap((der) => {
    const certificate = parseCertificate(der);
    if (!certificate) return [];
    const organization = /^O=(.*)$/m.exec(certificate.subject)?.[1];
    const entry = organization ?? subjectOf(certificate);
    return [
      {
        sha256: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
        names: [normalName(entry), normalName(subjectOf(certificate))],
        entry,
      },
    ];
  });
}

/** Width, case, spaces and punctuation do not tell names apart; words do. */
function normalName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, " ")
    .trim();
}

/** "https://www.example.org/news" and "example.org" → "example.org" */
function domainOf(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(address)) return undefined;
  const host = new URL(address).hostname.replace(/\.$/, "");
  return host.includes(".") ? host.replace(/^www\./, "") : undefined;
}

/** news.example.org belongs to example.org, and example.org.evil.example does not. */
function withParents(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}
