/** What `check` is asked, and what it answers for each file. */
import type { KindName } from "../../core/consent/index.js";
import type {
  Assessment,
  ConsentStatement,
  LawOutcome,
  MarkChange,
  Outcome,
  RubricAssessment,
  Rule,
  SourceAnswer,
} from "../../core/profile/index.js";
import type { State } from "../../core/verifying/state.js";
import type { InputOptions } from "../inputs.js";
import type { JudgingOptions } from "../judging.js";

export interface CheckOptions extends InputOptions, JudgingOptions {
  /** As `--law` takes them, "all" and lists with commas too. */
  laws: readonly string[];
  /** Policies of one's own: files, or names of those in the folder for them. */
  profiles: readonly string[];
  /** An official rubric. */
  rubric?: string;
  /** The same content before the step that is examined; for one input only. */
  before?: string;
  /** Signed consent records. */
  consents: readonly string[];
  declared: {
    isAi?: boolean;
    kinds: readonly KindName[];
    isDeepfake?: boolean;
    isAd?: boolean;
    hasSyntheticPerformer?: boolean;
  };
  /** The law of this moment; by default now. */
  asOf?: Date;
  /** Hold the issuer against lists of news sources. */
  newsSource: boolean;
  /** Print no personal data. */
  systemOnly: boolean;
  /** Warnings count as not met, and what stays undetermined as unknown. */
  strict: boolean;
  failFast: boolean;
  jobs: number;
}

export interface CheckedFile {
  file: string;
  format: string;
  mimeType: string;
  state: State;
  outcome: Outcome;
  /** What the rules of each law come to, in the order in which they were asked for. */
  laws: readonly LawOutcome[];
  assessment: Assessment;
  rubric?: RubricAssessment;
  /** Where a rubric was asked for that cannot be: it judges credentials inside a file. */
  rubricMissing?: string;
  changes?: readonly MarkChange[];
  sources?: readonly SourceAnswer[];
  /** Where AI made or edited somebody's face, voice or body, by the word of the file or of whoever asks. */
  consent?: ConsentStatement;
  /** To be said with every report. */
  notice: string;
}

export interface ListedRule extends Omit<Rule, "verdict" | "isUnread"> {
  /** False where the text of the law was not read: such a rule warns at most. */
  canFail: boolean;
}
