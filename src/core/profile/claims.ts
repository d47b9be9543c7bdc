/** What a file claims about AI, each claim with the place it stands at and whether anybody signed it. */
import type { Credential } from "../credential/credential.js";
import { type Disclosure, disclosureFor } from "../disclosure/disclosures.js";
import type { HistoryStep } from "../history/history.js";
import type { Evidence, FileEvidence } from "./evidence.js";

export interface Claim {
  by: "credential" | "xmp" | "aigc" | "declared";
  isAi: boolean;
  isSigned: boolean;
  /** Whether AI made the whole or altered what was there; absent where the claim does not say. */
  extent?: "created" | "altered";
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

/** By its own word, the content is of AI, or not, or nothing is said. One claim of AI outweighs the others. */
export function originOf(evidence: Evidence): "ai" | "not-ai" | "unknown" {
  const claims = claimsOf(evidence);
  if (claims.some(({ isAi }) => isAi)) return "ai";
  return claims.length > 0 ? "not-ai" : "unknown";
}

/** Actions of the file itself first, then of what it was made from. */
function credentialClaims(evidence: FileEvidence): Claim[] {
  const credential = intactCredential(evidence);
  if (!credential) return [];
  const root = evidence.verification?.trace?.root;
  const own = credential.actions.map(({ name, digitalSourceType }) => ({ name, digitalSourceType }));
  const inherited = root ? [...madeFrom(root)].flatMap(({ sourceTypes }) => sourceTypes) : [];
  return [
    ...own.flatMap(({ name, digitalSourceType }) => claimOf(digitalSourceType, name)),
    ...inherited.flatMap((uri) => claimOf(uri, "c2pa.opened").map(({ extent: _extent, ...claim }) => claim)),
  ];
}

/** Inputs of a model leave no content of theirs in the file. */
function* madeFrom(step: HistoryStep): Iterable<HistoryStep> {
  for (const ingredient of step.ingredients) {
    if (ingredient.relationship === "inputTo" || ingredient.state === "invalid") continue;
    yield ingredient;
    yield* madeFrom(ingredient);
  }
}

function claimOf(uri: string | undefined, action: string): Claim[] {
  const disclosure = statement(uri);
  if (!disclosure) return [];
  const extent = action === "c2pa.created" && isWhole(disclosure) ? "created" : "altered";
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

/** Terms that say how content came to be without AI. What is left (a composite, human edits) leaves AI open. */
const withoutAi: ReadonlySet<string> = new Set([
  "camera",
  "computational-camera",
  "composite-capture",
  "drawing",
  "scan",
  "scan-negative",
  "scan-positive",
  "software",
  "data",
]);

function statement(uri: string | undefined): Disclosure | undefined {
  const disclosure = uri === undefined ? undefined : disclosureFor(uri);
  return disclosure && (disclosure.isAi || withoutAi.has(disclosure.name)) ? disclosure : undefined;
}

function isWhole({ name }: Disclosure): boolean {
  return name === "ai-generated" || name === "trained-data";
}

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

function declaredClaim({ declared }: Evidence): Claim[] {
  if (declared.isAi === undefined) return [];
  const words = declared.isAi ? "declared to be of AI" : "declared not to be of AI";
  return [{ by: "declared", isAi: declared.isAi, isSigned: false, words }];
}
