/** A Content Credential: what one signer said about one file, as plain values. */

export interface Generator {
  name: string;
  version?: string;
  specVersion?: string;
}

/** Who signed, as the certificate says: the organization is the leaf's subject, not its issuer. */
export interface Issuer {
  organization?: string;
  commonName?: string;
  serialNumber?: string;
}

export interface Action {
  name: string;
  /** IPTC or C2PA digital source type URI. */
  digitalSourceType?: string;
  /** The signer's own word; no timestamp covers it apart from the signature's. */
  when?: Date;
  softwareAgent?: string;
  description?: string;
  /** JUMBF URIs of the ingredients the action used. */
  ingredients: readonly string[];
  parameters: Readonly<Record<string, unknown>>;
}

export type Relationship = "parentOf" | "componentOf" | "inputTo";

export interface ResourceRef {
  uri: string;
  mimeType: string;
}

export interface Ingredient {
  /** The label of its assertion, e.g. `c2pa.ingredient.v3__1`. */
  label: string;
  title?: string;
  format?: string;
  instanceId?: string;
  relationship: Relationship;
  /** The label of the ingredient's own active manifest, when it brought one. */
  activeManifest?: string;
  digitalSourceType?: string;
  thumbnail?: ResourceRef;
  /** What the signer found when it validated the ingredient, in its own words. */
  recorded: readonly RecordedStatus[];
}

export interface RecordedStatus {
  code: string;
  kind: "success" | "informational" | "failure";
  url?: string;
  explanation?: string;
}

export interface Assertion {
  label: string;
  /** Asserted by the signer itself (created) rather than gathered; claim version 2 only. */
  isCreated?: boolean;
  data: unknown;
}

/** A person or organization who says, signed separately, that they stand behind the file (CAWG). */
export interface NamedIdentity {
  label: string;
  /** "cawg.x509.cose" or "cawg.identity_claims_aggregation". */
  type: string;
  name?: string;
  organization?: string;
  /** Names that an identity provider vouches for: provider and handle. */
  verified: readonly { provider?: string; name?: string; uri?: string }[];
}

export interface Credential {
  /** The manifest's label, a URN. */
  label: string;
  /** Undefined where the manifest could not be read. */
  claimVersion?: number;
  title?: string;
  format?: string;
  instanceId?: string;
  generators: readonly Generator[];
  issuer?: Issuer;
  algorithm?: string;
  /** The time inside the timestamp; says nothing about who vouches for it. */
  stampedAt?: Date;
  actions: readonly Action[];
  /** The signer states that every action is listed. */
  hasAllActions?: boolean;
  ingredients: readonly Ingredient[];
  assertions: readonly Assertion[];
  /** Creators as the metadata names them: the signer's word. */
  authors: readonly string[];
  identities: readonly NamedIdentity[];
  /** What the signer asks of AI training and data mining: use → "allowed", "notAllowed", "constrained". */
  training: Readonly<Record<string, string>>;
  thumbnail?: ResourceRef;
}
