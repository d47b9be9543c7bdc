/** One list held against one certificate, with the reason in words: what `trust test` lays open. */
import { parseCertificate, subjectOf } from "./certificate.js";
import { authorityRecognizedBy, chainsTo, signerRecognizedBy } from "./chain.js";
import type { TrustKind, TrustList } from "./list.js";

export interface ListVerdict {
  name: string;
  kind: TrustKind;
  isRecognizing: boolean;
  reason: string;
}

const vouchesFor: Record<TrustKind, string> = {
  c2pa: "claim signers",
  tsa: "timestamp authorities",
  allowed: "claim signers named one by one",
  publishers: "identities of publishers",
  sources: "news sources",
};

/** `chain` is DER, leaf first. */
export function testSigner(chain: readonly Uint8Array[], list: TrustList): ListVerdict {
  const [leaf = new Uint8Array(), ...others] = chain;
  const isRecognizing = signerRecognizedBy(chain, [list]) !== undefined;
  if (list.kind === "allowed") {
    const reason = isRecognizing ? "names exactly this certificate" : "does not name this certificate";
    return verdict(list, isRecognizing, reason);
  }
  if (list.kind !== "c2pa") return verdict(list, false, otherPurpose("issuers", list));
  return verdict(list, isRecognizing, reasonFor(leaf, others, list));
}

/** `certificates` are those of the timestamp token, `at` the time it states. */
export function testAuthority(certificates: readonly Uint8Array[], at: Date, list: TrustList): ListVerdict {
  if (list.kind !== "tsa") return verdict(list, false, otherPurpose("timestamps", list));
  if (authorityRecognizedBy(certificates, [list], at)) {
    return verdict(list, true, "its chain leads to this list and was valid at that time");
  }
  const leading = certificates.find((der) => chainsTo(der, certificates, [list]));
  const late = "a certificate of the token leads there, but not as an authority valid at that time";
  return verdict(list, false, leading ? late : leadsNowhere(list));
}

function reasonFor(leaf: Uint8Array, others: readonly Uint8Array[], list: TrustList): string {
  const match = chainsTo(leaf, others, [list]);
  if (!match) return leadsNowhere(list);
  const anchor = parseCertificate(match.anchor);
  return `its chain leads to "${anchor ? subjectOf(anchor) : "an anchor"}"`;
}

function leadsNowhere(list: TrustList): string {
  if (list.certificates.length === 0) return "has no certificates";
  return `its chain leads to none of the ${list.certificates.length} certificates there`;
}

/** A list of one kind never vouches for another, whatever certificates they share. */
function otherPurpose(asked: "issuers" | "timestamps", { kind }: TrustList): string {
  return `does not vouch for ${asked}, only for ${vouchesFor[kind]}`;
}

function verdict({ name, kind }: TrustList, isRecognizing: boolean, reason: string): ListVerdict {
  return { name, kind, isRecognizing, reason };
}
