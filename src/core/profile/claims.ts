/** What a file claims about AI, each claim with the place it stands at and whether anybody signed it. */
import type { Action, Credential } from "../credential/credential.js";
import { type Disclosure, disclosureFor, withoutAi } from "../disclosure/disclosures.js";
import { isReadToTheEnd } from "../history/disclose.js";
import type { HistoryStep } from "../history/history.js";
import type { Evidence, FileEvidence } from "./evidence.js";

export interface Claim {
  by: "credential" | "xmp" | "aigc" | "declared";
  isAi: boolean;
  isSigned: boolean;
  /** Whether AI made the whole or altered what was there; absent where the claim does not say. */
  extent?: "created" | "altered";
  /** Of what the file was made from, by its history. */
  isInherited?: true;
  /** In XMP as a bare term or under another address than the one that stands in the list of IPTC. */
  isMisspelled?: true;
  words: string;
}

/** The credential, where its words count: intact, and by whoever signed it. */
export function intactCredential({ verification }: FileEvidence): Credential | undefined {
  const isIntact = verification?.state === "trusted" || verification?.state === "valid";
  return isIntact ? verification.credential : undefined;
}

export function claimsOf(evidence: Evidence): Claim[] {
  return [
    ...credentialClaims(evidence),
    ...xmpClaims(evidence),
    ...aigcClaims(evidence),
    ...declaredClaim(evidence),
  ];
}

/**
 * By its own word, the content is of AI, or not, or nothing is said. One claim of AI outweighs the others; and where a
 * credential of its history is broken or was not followed, it may have made one.
 */
export function originOf(evidence: Evidence): "ai" | "not-ai" | "unknown" {
  const claims = claimsOf(evidence);
  if (claims.some(({ isAi }) => isAi)) return "ai";
  const isDeclared = claims.some(({ by }) => by === "declared");
  return claims.length > 0 && (isDeclared || isWhollyRead(evidence)) ? "not-ai" : "unknown";
}

function isWhollyRead({ verification }: FileEvidence): boolean {
  return verification?.trace === undefined || isReadToTheEnd(verification.trace.root);
}

/** Actions of the file itself first, then of what it was made from. */
function credentialClaims(evidence: FileEvidence): Claim[] {
  const own = intactCredential(evidence)?.actions ?? [];
  const inherited = stepsBefore(evidence).flatMap(({ actions, sourceTypes }) => [
    ...actions,
    // What brought no credential along has a source type at most, by the word of whoever took it in.
    ...sourceTypes
      .filter((uri) => actions.every(({ digitalSourceType }) => digitalSourceType !== uri))
      .map((digitalSourceType) => ({ name: "c2pa.created", digitalSourceType })),
  ]);
  return [
    ...own.flatMap(claimOf),
    ...inherited.flatMap(claimOf).map((claim) => ({ ...claim, isInherited: true as const })),
  ];
}

/** What was done by AI, to the file itself and to what it was made from. */
export function aiActions(evidence: FileEvidence): Action[] {
  const own = intactCredential(evidence)?.actions ?? [];
  const earlier = stepsBefore(evidence).flatMap(({ actions }) => actions);
  return [...own, ...earlier].filter(({ digitalSourceType }) => statement(digitalSourceType)?.isAi);
}

/** The history behind an intact credential, as far as it is intact itself. */
function stepsBefore(evidence: FileEvidence): HistoryStep[] {
  const root = intactCredential(evidence) && evidence.verification?.trace?.root;
  return root ? [...madeFrom(root)] : [];
}

/** Inputs of a model leave no content of theirs in the file. */
function* madeFrom(step: HistoryStep): Iterable<HistoryStep> {
  for (const ingredient of step.ingredients) {
    if (ingredient.relationship === "inputTo" || ingredient.state === "invalid") continue;
    yield ingredient;
    yield* madeFrom(ingredient);
  }
}

function claimOf({ name, digitalSourceType }: Pick<Action, "name" | "digitalSourceType">): Claim[] {
  const disclosure = statement(digitalSourceType);
  if (!disclosure) return [];
  const extent = name === "c2pa.created" && isWhole(disclosure) ? "created" : "altered";
  return [
    {
      by: "credential",
      isAi: disclosure.isAi,
      isSigned: true,
      words: disclosure.label,
      ...(disclosure.isAi ? { extent } : {}),
    },
  ];
}

function statement(uri: string | undefined): Disclosure | undefined {
  const disclosure = uri === undefined ? undefined : disclosureFor(uri);
  return disclosure && (disclosure.isAi || withoutAi.has(disclosure.name)) ? disclosure : undefined;
}

function isWhole({ name }: Disclosure): boolean {
  return name === "ai-generated" || name === "trained-data";
}

const sourceTypeAddress = /^http:\/\/(?:cv\.iptc\.org\/newscodes|c2pa\.org)\/digitalsourcetype\/[A-Za-z]+$/;

function xmpClaims({ xmp }: FileEvidence): Claim[] {
  return (xmp.digitalSourceType ?? []).flatMap((uri) => {
    const disclosure = statement(uri);
    if (!disclosure) return [];
    const extent = isWhole(disclosure) ? "created" : "altered";
    return [
      {
        by: "xmp" as const,
        isAi: disclosure.isAi,
        isSigned: false,
        ...(sourceTypeAddress.test(uri) ? {} : { isMisspelled: true as const }),
        words: disclosure.label,
        ...(disclosure.isAi ? { extent } : {}),
      },
    ];
  });
}

const aigcWords: Readonly<Record<string, string>> = {
  "1": "is of AI",
  "2": "may be of AI",
  "3": "is suspected to be of AI",
};

function aigcClaims({ aigc }: FileEvidence): Claim[] {
  return aigc.flatMap(({ label }) => {
    const words = label && aigcWords[label.Label];
    return words === undefined ? [] : [{ by: "aigc" as const, isAi: true, isSigned: false, words }];
  });
}

/** A kind of synthesis, a deepfake (EU AI Act, Art. 3(60)) and a synthetic performer are of AI by what they are. */
function declaredClaim({ declared }: Evidence): Claim[] {
  const { kinds, isDeepfake, hasSyntheticPerformer } = declared;
  const isAi = declared.isAi ?? (kinds.length > 0 || isDeepfake || hasSyntheticPerformer ? true : undefined);
  if (isAi === undefined) return [];
  const words = isAi ? "declared to be of AI" : "declared not to be of AI";
  return [{ by: "declared", isAi, isSigned: false, words }];
}
