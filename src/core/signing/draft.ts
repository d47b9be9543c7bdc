/** A draft: everything a signature will say, before anybody signs it. It is what `--dry-run` shows. */

export type Inception =
  /** The file begins here; how it came to be is a digital source type URI. */
  | { kind: "create"; sourceType: string; when?: string; softwareAgent?: SoftwareAgent }
  /** The file was made from its parent ingredient. */
  | { kind: "edit" }
  /** Only statements are added: the content stays as the parent's signature left it (C2PA 2.4 §11.2). */
  | { kind: "update" };

/** A name, or since C2PA 2.0 a generator with its version. */
export type SoftwareAgent = string | { name: string; version?: string };

export interface DraftAction {
  name: string;
  digitalSourceType?: string;
  description?: string;
  /** `instanceId`s of the ingredients it used. */
  ingredients?: readonly string[];
  parameters?: Readonly<Record<string, unknown>>;
  when?: string;
  softwareAgent?: SoftwareAgent;
}

export interface DraftIngredient {
  /** Names the ingredient within the draft. */
  instanceId: string;
  title: string;
  relationship: "parentOf" | "componentOf" | "inputTo";
  path: string;
  mimeType: string;
  /** The state of the credentials it brings. */
  state: "trusted" | "valid" | "invalid" | "none";
}

export interface DraftAssertion {
  label: string;
  data: unknown;
}

export interface Draft {
  /** A UUID: the credential's own name, where it has to be the same as in other marks of the file. */
  id?: string;
  title: string;
  /** MIME type of the file that is signed. */
  format: string;
  inception: Inception;
  /** What follows the inception, in order. */
  actions: readonly DraftAction[];
  /** The signer states that no other action was performed. */
  isComplete: boolean;
  ingredients: readonly DraftIngredient[];
  assertions: readonly DraftAssertion[];
  placement: Placement;
}

/** Where the manifest goes: into the file, beside it, or to an address the file names. */
export type Placement = { kind: "embedded" } | { kind: "sidecar" } | { kind: "remote"; url: string };
