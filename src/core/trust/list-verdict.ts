/** One list held against one certificate, with the reason in words: what `trust test` lays open. */
import { isListed } from "./anchors.js";
import { parseCertificate, subjectOf } from "./certificate.js";
import { authorityRecognisedBy, chainsTo, signerRecognisedBy } from "./chain.js";
import type { TrustKind, TrustList } from "./list.js";

export interface ListVerdict {
  name: string;
  kind: TrustKind;
  isRecognising: boolean;
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
  const isRecognising = signerRecognisedBy(chain, [list]) !== undefined;
  if (list.kind === "allowed") {
    const reason = isRecognising ? "names exactly this certificate" : "does not name this certificate";
    return verdict(list, isRecognising, reason);
  }
  return verdict(list, isRecognising, reasonFor(leaf, others, list, list.kind === "c2pa"));
}

/** `certificates` are those of the timestamp token, `at` the time it states. */
export function testAuthority(certificates: readonly Uint8Array[], at: Date, list: TrustList): ListVerdict {
  if (authorityRecognisedBy(certificates, [list], at)) {
    return verdict(list, true, "its chain leads to this list and was valid at that time");
  }
  const leading = certificates.find((der) => chainsTo(der, certificates, [list]));
  if (leading && list.kind === "tsa") {
    const reason = "a certificate of the token leads there, but not as an authority valid at that time";
    return verdict(list, false, reason);
  }
  return verdict(list, false, leading ? wrongKind(list) : leadsNowhere(list));
}

function reasonFor(
  leaf: Uint8Array,
  others: readonly Uint8Array[],
  list: TrustList,
  isRightKind: boolean,
): string {
  const match = chainsTo(leaf, others, [list]);
  if (!match) return isListed(leaf, list) ? wrongKind(list) : leadsNowhere(list);
  if (!isRightKind) return wrongKind(list);
  const anchor = parseCertificate(match.anchor);
  return `its chain leads to "${anchor ? subjectOf(anchor) : "an anchor"}"`;
}

function leadsNowhere(list: TrustList): string {
  if (list.certificates.length === 0) return `is a list of ${vouchesFor[list.kind]}, without certificates`;
  return `its chain leads to none of the ${list.certificates.length} certificates there`;
}

function wrongKind(list: TrustList): string {
  return `its chain leads there, but that is a list of ${vouchesFor[list.kind]}`;
}

function verdict({ name, kind }: TrustList, isRecognising: boolean, reason: string): ListVerdict {
  return { name, kind, isRecognising, reason };
}
