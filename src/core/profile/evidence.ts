/** Everything a rule may look at, as one plain value: what is in a file, what was found out about it, what was declared. */
import type { Media } from "../asset/formats.js";
import type { KindName } from "../consent/kinds.js";
import type { ConsentRecord } from "../consent/record.js";
import type { NumberedEntry } from "../label/journal.js";
import type { ReadAigc } from "../label/read-aigc.js";
import type { SecurityData } from "../label/security-data.js";
import type { PropertyId } from "../metadata/properties.js";
import type { Verification } from "../verifying/verification.js";
import type { MarkRecord } from "./mark-record.js";

/** One AIGC label at one place of the file. */
export interface AigcFound extends ReadAigc {
  place: string;
  /** The place and the form are those that the standard wants for the format. */
  isNormative: boolean;
  security: SecurityData;
  /** Whether a signature in its reserved field holds; absent where nobody looked. */
  isSecurityVerified?: boolean;
}

/** What the pixels or samples themselves showed when they were looked at. */
export interface Sensed {
  form: "plate" | "morse" | "speech";
  isFound: boolean;
  /** Of the words, for a plate that was found. */
  inkHeightPx?: number;
  shortSidePx?: number;
  fromSeconds?: number;
}

export interface ConsentEvidence {
  record: ConsentRecord;
  /** Who stands for it. */
  by: string;
  isUnrecognized?: true;
  signer: string;
  /** In the file's own credential, or a signed record that was given beside it. */
  from: "credential" | "given";
}

/** What one file says. */
export interface FileEvidence {
  /** As on screen. */
  file: string;
  /** The name of its format. */
  format: string;
  media: Media;
  /** Absent where it could not be judged at all; then nothing is known of a credential. */
  verification?: Verification;
  /** False where the places for metadata of this format are not known, or could not be read. */
  isMetadataRead: boolean;
  aigc: readonly AigcFound[];
  /** The XMP properties of our table, all values of each; unsigned, and hostile text. */
  xmp: Readonly<Partial<Record<PropertyId, readonly string[]>>>;
  /** Signed into the credential: which label people see or hear, by the word of whoever put it there. */
  marks: readonly MarkRecord[];
  sensed: readonly Sensed[];
  /** Of text, the first and the last characters. */
  text?: { head: string; tail: string };
}

/** What nobody can see in a file, by the word of whoever asks. */
export interface Circumstances {
  isAi?: boolean;
  kinds: readonly KindName[];
  /** It would falsely appear to show an existing person, object, place or event as it is (EU AI Act, Art. 3(60)). */
  isDeepfake?: boolean;
  isAd?: boolean;
  hasSyntheticPerformer?: boolean;
}

export interface Evidence extends FileEvidence {
  /** The moment whose law is asked. */
  asOf: Date;
  declared: Circumstances;
  consents: readonly ConsentEvidence[];
  /** The same content before the step that is examined. */
  before?: FileEvidence;
  /** Its line in the journal of what was labeled here. */
  journal?: NumberedEntry;
  /** The report is for strangers: it shows data of systems and none of people. */
  isSystemOnly: boolean;
}
