/**
 * Which list the engine's own words name. They are one witness, not the verdict: the engine takes any anchor
 * for any purpose, so chain.ts has the last word wherever the certificates themselves are at hand.
 */
import { trustUri, uriSeparator } from "./engine-trust.js";
import type { TrustKind, TrustList } from "./list.js";

/** A status code of the engine with its explanation. */
export interface TrustStatus {
  code: string;
  explanation?: string | undefined;
}

export interface NamedList {
  /** A list of the right kind. */
  list?: TrustList;
  /** Set where only a list of another kind holds the anchor: then nobody vouches for this purpose. */
  wrongKind?: TrustKind;
}

/** The lists that the explanation of one status names; the same certificate may stand on several. */
export function listsNamedIn(explanation: string, lists: readonly TrustList[]): TrustList[] {
  const uris = urisIn(explanation)?.split(uriSeparator) ?? [];
  return lists.filter((list) => uris.includes(trustUri(list)));
}

/** The first list that the explanation of one status names, of whatever kind. */
export function recognizedBy(explanation: string, lists: readonly TrustList[]): TrustList | undefined {
  return listsNamedIn(explanation, lists)[0];
}

/** The list of claim signers that the engine says it found this manifest's signer by. */
export function signerListIn(statuses: readonly TrustStatus[], lists: readonly TrustList[]): NamedList {
  return namedFor("signingCredential.trusted", ["c2pa", "allowed"], statuses, lists);
}

/**
 * The list of timestamp authorities that the engine says it found the authority by. Nothing for version-1
 * claims: there the engine trusts every authority.
 */
export function authorityListIn(statuses: readonly TrustStatus[], lists: readonly TrustList[]): NamedList {
  return namedFor("timeStamp.trusted", ["tsa"], statuses, lists);
}

/** The list of publishers that the engine says it found a CAWG identity by. */
export function publisherListIn(statuses: readonly TrustStatus[], lists: readonly TrustList[]): NamedList {
  return namedFor("cawg.x509.credential.trusted", ["publishers"], statuses, lists);
}

function namedFor(
  code: string,
  kinds: readonly TrustKind[],
  statuses: readonly TrustStatus[],
  lists: readonly TrustList[],
): NamedList {
  const said = statuses.find((status) => status.code === code)?.explanation;
  if (said === undefined) return {};
  const named = isNameless(said) ? namelessLists(code, lists) : listsNamedIn(said, lists);
  const list = named.find(({ kind }) => kinds.includes(kind));
  if (list) return { list };
  return named[0] ? { wrongKind: named[0].kind } : {};
}

const signerWords = /^signing certificate trusted, found in \[([^\]]*)\] trust anchors$/;
// The certificate's name comes first and may hold anything, the same words included: the last ones count.
const authorityWords = /^timestamp cert trusted: [\s\S]*, trust list: (\S*)$/;

function urisIn(explanation: string): string | undefined {
  return (signerWords.exec(explanation) ?? authorityWords.exec(explanation))?.[1];
}

/** A certificate allowed by itself is "found in []", whichever list allows it. */
function isNameless(explanation: string): boolean {
  return urisIn(explanation) === "";
}

/** Only where a single list can be meant; guessing between two would name the wrong one half the time. */
function namelessLists(code: string, lists: readonly TrustList[]): readonly TrustList[] {
  const isAboutIdentity = code.startsWith("cawg.");
  const candidates = lists.filter(
    ({ kind }) => kind === "publishers" || (kind === "allowed" && !isAboutIdentity),
  );
  return candidates.length === 1 ? candidates : [];
}
