/** Does a consent cover what was done, when it was done? Says what is documented, and never what is lawful. */
import { type Attribute, attributes } from "./attribute.js";
import { kinds as allKinds, type KindName } from "./kinds.js";
import type { ConsentRecord } from "./record.js";

export interface DocumentedConsent {
  record: ConsentRecord;
  /** Who stands for the record: the signer of the record, or of the credential it is in. */
  by: string;
  /** No list recognizes them: the name is only what they call themselves. */
  isUnrecognized?: true;
  /** What tells one signer from another of the same name: a fingerprint, or the list that recognizes the name. */
  signer: string;
}

export interface CoverageQuestion {
  kinds: readonly KindName[];
  /** More than what the kinds ask for. */
  attributes?: readonly Attribute[];
  /** When the content was made. */
  at: Date;
  /** Why there is no record, where there is one that does not count. */
  lacking?: string;
}

export type Gap = "none" | "other-attribute" | "other-kind" | "not-yet" | "expired" | "revoked";

export interface AttributeCoverage {
  attribute: Attribute;
  isDocumented: boolean;
  /** Why not. */
  gap?: Gap;
  /** The id of the record that covers it, or that came nearest. */
  record?: string;
  until?: Date;
  says: string;
}

export interface Coverage {
  /** Every attribute that is asked for; true as well where none is. */
  isDocumented: boolean;
  attributes: readonly AttributeCoverage[];
}

export function coverageOf(consents: readonly DocumentedConsent[], question: CoverageQuestion): Coverage {
  const withdrawn = withdrawals(consents);
  const covered = neededFor(question).map((attribute) =>
    coverAttribute(attribute, consents, question, withdrawn),
  );
  return { isDocumented: covered.every(({ isDocumented }) => isDocumented), attributes: covered };
}

function neededFor(question: CoverageQuestion): Attribute[] {
  const needed = new Set<Attribute>([
    ...(question.attributes ?? []),
    ...allKinds.filter(({ name }) => question.kinds.includes(name)).flatMap(({ consent }) => consent),
  ]);
  return attributes.filter((attribute) => needed.has(attribute));
}

/** Records do not change: a withdrawal is a later record with the id of the first, by the same signer. */
function withdrawals(consents: readonly DocumentedConsent[]): ReadonlyMap<string, Date> {
  const earliest = new Map<string, Date>();
  for (const consent of consents) {
    const { at } = consent.record.revocation ?? {};
    const key = keyOf(consent);
    const known = earliest.get(key);
    if (at && (!known || at < known)) earliest.set(key, at);
  }
  return earliest;
}

function keyOf({ record, signer }: DocumentedConsent): string {
  return `${record.id}\u0000${signer}`;
}

function coverAttribute(
  attribute: Attribute,
  consents: readonly DocumentedConsent[],
  question: CoverageQuestion,
  withdrawn: ReadonlyMap<string, Date>,
): AttributeCoverage {
  const judged = consents.map((consent) => ({
    consent,
    gap: gapOf(attribute, consent, question, withdrawn.get(keyOf(consent))),
  }));
  const covering = judged.find(({ gap }) => gap === undefined)?.consent;
  if (covering) return documented(attribute, covering);
  const [nearest] = judged.toSorted((a, b) => gaps.indexOf(b.gap ?? "none") - gaps.indexOf(a.gap ?? "none"));
  const gap = nearest?.gap ?? "none";
  return {
    attribute,
    isDocumented: false,
    gap,
    ...(nearest && gap !== "other-attribute" ? { record: nearest.consent.record.id } : {}),
    says: `consent for ${attribute} is not documented${reasons[gap](nearest?.consent.record, question)}`,
  };
}

/** From the farthest to the nearest. */
const gaps: readonly Gap[] = ["none", "other-attribute", "other-kind", "not-yet", "expired", "revoked"];

const reasons: Readonly<
  Record<Gap, (record: ConsentRecord | undefined, question: CoverageQuestion) => string>
> = {
  none: (_record, { lacking }) => `: ${lacking ?? "there is no record"}`,
  "other-attribute": (record) => `: the record is for ${listed(record?.attributes ?? [])}`,
  "other-kind": (record) => `: the record is for ${listed(record?.kinds ?? [])} only`,
  "not-yet": (record, { at }) => `: it was obtained on ${day(record?.obtained)}, after ${day(at)}`,
  expired: (record) => `: the record expired on ${day(record?.expires)}`,
  revoked: () => ": it was withdrawn",
};

function gapOf(
  attribute: Attribute,
  { record }: DocumentedConsent,
  { kinds, at }: CoverageQuestion,
  withdrawnAt: Date | undefined,
): Gap | undefined {
  if (!record.attributes.includes(attribute)) return "other-attribute";
  const concerned = allKinds.filter(
    ({ name, consent }) => kinds.includes(name) && consent.includes(attribute),
  );
  if (record.kinds && concerned.some(({ name }) => !record.kinds?.includes(name))) return "other-kind";
  if (at < record.obtained) return "not-yet";
  if (record.expires && record.expires <= at) return "expired";
  return withdrawnAt && withdrawnAt <= at ? "revoked" : undefined;
}

function documented(attribute: Attribute, consent: DocumentedConsent): AttributeCoverage {
  const { record } = consent;
  const by = consent.isUnrecognized ? `“${consent.by}”, whom no list recognizes` : consent.by;
  const until = record.expires;
  const end = until ? `until ${day(until)}` : "without an end";
  const minor = record.isMinor ? ", of a minor" : "";
  return {
    attribute,
    isDocumented: true,
    record: record.id,
    ...(until ? { until } : {}),
    says: `consent documented for ${attribute}, by ${by}, ${end}${minor}`,
  };
}

function day(date: Date | undefined): string {
  return date ? date.toISOString().slice(0, 10) : "an unknown day";
}

function listed(words: readonly string[]): string {
  return words.join(", ");
}
