/** What one label says, whatever form it takes: seen, signed, or kept in metadata. */
import type { ConsentRecord, KindName } from "../consent/index.js";
import type { AiDisclosure } from "./disclosure.js";

export interface LabelFacts extends AiDisclosure {
  /** A UUID, the same in every mark of the file. */
  id: string;
  /** When AI was at work. */
  at: Date;
  /** A name in the characters of GB 45438-2025, or a registered code. */
  provider?: string;
  /** The AI system and its version. */
  system?: { name: string; version?: string };
  kinds: readonly KindName[];
  consents: readonly ConsentRecord[];
  mayTrain: boolean;
  author?: string;
}

/** ISO 8601 in UTC, to the second: no clock here is better than that. */
export function secondsOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
