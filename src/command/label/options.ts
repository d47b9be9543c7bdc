/** What `label` is asked for, and what it answers for each file. */

import type { Corner } from "../../core/label/corner.js";
import type { MarkRecord } from "../../core/label/mark-record.js";
import type { SignedFile, SignOptions } from "../signing/options.js";

/** Who signs, where it goes and when: as for `sign`. */
type SigningWishes = Omit<
  SignOptions,
  "as" | "ingredients" | "actions" | "allActions" | "update" | "manifest" | "remoteUrl"
>;

export interface LabelOptions extends SigningWishes {
  /** The name of a disclosure of AI; `parent` is the file before AI changed it. */
  as?: string;
  /** Who made it: a registered provider code, or a name in ASCII. By default the issuer, where its name will do. */
  by?: string;
  /** The AI system. */
  system?: string;
  systemVersion?: string;
  /** When AI made or changed it; by default now. */
  madeAt?: Date;
  /** Of deep synthesis. */
  kinds: readonly string[];
  /** As `--law` takes them; empty for all. */
  laws: readonly string[];
  /** By default as the laws want it. */
  visible?: boolean;
  position?: Corner;
  /** Words of one's own for the mark. */
  text?: string;
  /** A font file, for letters that do not come with colophon. */
  font?: string;
  /** A recording of one's own for the spoken mark; `text` says what it says. */
  voiceLabel?: string;
  /** Sound the rhythm of GB 45438-2025 too. */
  rhythm: boolean;
  /** Signed consent records. */
  consents: readonly string[];
  /** Lists by which the signers of consents are recognized. */
  trust: readonly string[];
  /** A platform that passes on what others made. */
  asPropagator: boolean;
  /** With it: whoever uploaded the file says that AI made it. */
  isDeclared: boolean;
}

export interface LabeledFile extends SignedFile {
  label: {
    /** The same in the AIGC label, the XMP and the name of the credential. */
    id: string;
    laws: readonly string[];
    /** Of these, those that want a mark which people see or hear, where none was made. */
    unmarkedFor: readonly string[];
    kinds: readonly string[];
    /** What people see, hear or read. */
    marks: readonly MarkRecord[];
    /** The AIGC label, as it was written. */
    aigc?: string;
    /** Metadata that was written, in words. */
    metadata: readonly string[];
    /** What is documented of consents, a sentence each. */
    consents: readonly string[];
    /** What else is not as it was, or could not be done. */
    notes: readonly string[];
    /** What a platform has to show: it is, may be, or is suspected to be of AI. */
    notice?: "is" | "may-be" | "suspected";
    /** Only once it is written. */
    isJournaled: boolean;
  };
}
