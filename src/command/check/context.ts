/** What `check` needs of the world beside the program's context. */
import type { JwsRoom } from "../../core/consent/index.js";
import type { JournalLine } from "../../core/label/journal.js";
import type { FormulaRoom, Sensed } from "../../core/profile/index.js";
import type { Context } from "../context.js";

export interface CheckContext extends Context {
  jws: JwsRoom;
  formulas(): Promise<FormulaRoom>;
  /** The journal of what was labeled here; absent where none is kept. */
  journal?: {
    lines(): AsyncIterable<JournalLine>;
    head(): Promise<string | undefined>;
  };
  /** Looks into pixels and samples for labels of our own making; absent where nothing can. */
  senseMarks?(path: string, mimeType: string): Promise<readonly Sensed[]>;
}
