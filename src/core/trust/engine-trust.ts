/** Named lists → the engine's `trust` settings, so that what it answers can be traced back to a list. */
import { writeChainPem } from "../identity/pem.js";
import { fingerprintOf, parseCertificate, purpose } from "./certificate.js";
import type { TrustKind, TrustList } from "./list.js";

/** The `trust` section of the engine's settings; the names are the engine's. */
export interface EngineTrust {
  trust_config: string;
  anchors: EngineAnchors[];
}

export interface EngineAnchors {
  trust_kind: "manifest" | "tsa" | "cawg";
  trust_uri: string;
  trust_anchors: string;
  allowed_list?: string;
}

/** Never left out: without it c2pa-rs 0.91 rejects certificates that carry only the C2PA purpose. */
const trustConfig = [
  purpose.emailProtection,
  purpose.documentSigning,
  purpose.timeStamping,
  purpose.ocspSigning,
  purpose.microsoftC2pa,
  purpose.claimSigning,
].join("\n");

/** Between the URIs of the lists that hold the same certificates; encodeURIComponent never leaves one. */
export const uriSeparator = "|";

/** The name of a list inside the engine. */
export function trustUri(list: Pick<TrustList, "kind" | "name">): string {
  return `colophon:${list.kind}:${encodeURIComponent(list.name)}`;
}

/**
 * What the engine is told of these lists; kind `sources` has nothing to tell it.
 *
 * c2pa-node 0.9.8 keeps all anchors in one bag and names any entry that holds a matching one, a different one
 * from run to run: most roots of the official TSA list are on the official C2PA list too. So certificates
 * that stand on the same lists make one entry, and its URI names all of them.
 */
export function engineTrust(lists: readonly TrustList[]): EngineTrust {
  const known = made.get(lists);
  if (known) return known;
  const trust = lists.length === 0 ? nobody : trustIn(lists);
  made.set(lists, trust);
  return trust;
}

/** Lists are put together once for all files that are judged by them. */
const made = new WeakMap<readonly TrustList[], EngineTrust>();
const nobody: EngineTrust = { trust_config: trustConfig, anchors: [] };

function trustIn(lists: readonly TrustList[]): EngineTrust {
  const groups = groupAnchors(lists);
  return {
    trust_config: trustConfig,
    anchors: [
      ...groups.filter(has("c2pa")).map((group) => anchorsEntry("manifest", group)),
      ...lists.filter((list) => list.kind === "allowed").map(allowedEntry),
      ...groups
        .filter((group) => has("tsa")(group) && !has("c2pa")(group))
        .map((group) => anchorsEntry("tsa", group)),
      // CAWG identities are held against these entries alone, so what is on other lists too is said again.
      ...groups.filter(has("publishers")).map((group) => anchorsEntry("cawg", group)),
      ...lists.filter((list) => list.kind === "publishers").flatMap(publisherLeaves),
    ],
  };
}

interface Group {
  lists: TrustList[];
  certificates: Uint8Array[];
}

function groupAnchors(lists: readonly TrustList[]): Group[] {
  const holders = new Map<string, Group>();
  for (const list of lists.filter(({ kind }) => kind === "c2pa" || kind === "tsa" || kind === "publishers")) {
    for (const der of rootsIn(list)) {
      const held = holders.get(fingerprintOf(der));
      if (!held) holders.set(fingerprintOf(der), { lists: [list], certificates: [der] });
      else if (!held.lists.includes(list)) held.lists.push(list);
    }
  }
  const groups = new Map<string, Group>();
  for (const { lists: held, certificates } of holders.values()) {
    const uri = uriOf(held);
    const group = groups.get(uri);
    if (group) group.certificates.push(...certificates);
    else groups.set(uri, { lists: held, certificates: [...certificates] });
  }
  return [...groups.values()];
}

/** IPTC publishes authorities and the publishers' own certificates as lists of one kind. */
function rootsIn(list: TrustList): readonly Uint8Array[] {
  return list.kind === "publishers" ? list.certificates.filter(isCa) : list.certificates;
}

function publisherLeaves(list: TrustList): EngineAnchors[] {
  const leaves = list.certificates.filter((der) => !isCa(der));
  if (leaves.length === 0) return [];
  return [
    {
      trust_kind: "cawg",
      trust_uri: trustUri(list),
      trust_anchors: "",
      allowed_list: writeChainPem(leaves),
    },
  ];
}

/** A list of allowed leaves only works inside an entry, and the entry only with anchors, be they empty. */
function allowedEntry(list: TrustList): EngineAnchors {
  const fingerprints = [...list.certificates.map(fingerprintOf), ...(list.fingerprints ?? [])];
  return {
    trust_kind: "manifest",
    trust_uri: trustUri(list),
    trust_anchors: "",
    allowed_list: fingerprints.join("\n"),
  };
}

function anchorsEntry(kind: EngineAnchors["trust_kind"], group: Group): EngineAnchors {
  return {
    trust_kind: kind,
    trust_uri: uriOf(group.lists),
    trust_anchors: writeChainPem(group.certificates),
  };
}

function has(kind: TrustKind): (group: Group) => boolean {
  return (group) => group.lists.some((list) => list.kind === kind);
}

function uriOf(lists: readonly TrustList[]): string {
  return lists.map(trustUri).join(uriSeparator);
}

function isCa(der: Uint8Array): boolean {
  return parseCertificate(der)?.ca ?? false;
}
