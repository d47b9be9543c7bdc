/** Whether it is documented that the people in a file of AI agreed: what is said of it, and never what is lawful. */
import { createHash } from "node:crypto";
import { consentLabel, readConsentAssertion } from "../consent/assertion.js";
import { type AttributeCoverage, coverageOf } from "../consent/coverage.js";
import type { KindName } from "../consent/kinds.js";
import type { Credential } from "../credential/credential.js";
import type { Verification } from "../verifying/verification.js";
import { intactCredential, originOf } from "./claims.js";
import type { ConsentEvidence, Evidence } from "./evidence.js";
import { marksIn } from "./mark-record.js";
import { kindsOf, madeAt } from "./synthesis.js";

export interface ConsentStatement {
  /** Those that edit or make somebody's face, voice or body. */
  kinds: readonly KindName[];
  isDocumented: boolean;
  attributes: readonly AttributeCoverage[];
}

/** Undefined where nothing says that AI made or edited the likeness of a person. */
export function stateConsent(evidence: Evidence): ConsentStatement | undefined {
  if (originOf(evidence) !== "ai") return undefined;
  const kinds = kindsOf(evidence)
    .filter(({ consent }) => consent.length > 0)
    .map(({ name }) => name);
  if (kinds.length === 0) return undefined;
  return { kinds, ...coverageOf(evidence.consents, { kinds, at: madeAt(evidence) }) };
}

/** The same by the credential alone. */
export function stateSignedConsent(
  verification: Verification,
  asOf: Date,
  file: string,
): ConsentStatement | undefined {
  const unread = {
    format: "",
    media: "other",
    isMetadataRead: false,
    aigc: [],
    xmp: {},
    sensed: [],
  } as const;
  const credential = intactCredential({ file, verification, marks: [], ...unread });
  if (!credential) return undefined;
  return stateConsent({
    ...unread,
    file,
    verification,
    marks: marksIn(credential.assertions),
    asOf,
    declared: { kinds: [] },
    consents: consentsIn(credential, verification),
    isSystemOnly: false,
  });
}

/** `credential`: intact. What its signer asserts of consents is the signer's word. */
export function consentsIn(credential: Credential, { issuer }: Verification): ConsentEvidence[] {
  const { name: by = "an unnamed signer", answer } = issuer;
  const claimed = answer === "recognized" ? {} : { isUnrecognized: true as const };
  const signer = createHash("sha256").update(credential.label).digest("hex");
  return credential.assertions
    .filter(({ label }) => label === consentLabel || label.startsWith(`${consentLabel}__`))
    .flatMap(({ data }) => readConsentAssertion(data))
    .map(({ record }) => ({ record, by, ...claimed, signer, from: "credential" }));
}
