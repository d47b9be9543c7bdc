/** What is asked of a mark, and what is planned for it: the same for pictures, films, sound and text. */
import type { Asset } from "../../core/asset/open-asset.js";
import type { Corner } from "../../core/label/corner.js";
import type { MarkRecord } from "../../core/label/mark-record.js";
import { type AiShare, plainText, wordingFor } from "../../core/label/wording.js";
import type { Context, Limits } from "../context.js";
import type { LabelRoom } from "./context.js";

export interface MarkWishes {
  share: AiShare;
  position?: Corner;
  text?: string;
  font?: string;
  voiceLabel?: string;
  rhythm: boolean;
}

export interface MarkRequest extends MarkWishes {
  asset: Asset;
  limits: Limits;
  room: LabelRoom;
  context: Context;
}

export interface PlannedMark {
  marks: readonly MarkRecord[];
  notes: readonly string[];
  /** Writes the marked file; what it says goes before the plan. Absent where there is no mark to be made. */
  apply?(target: string): Promise<{ marks: readonly MarkRecord[]; notes: readonly string[] }>;
}

/** Words of one's own, or the first of ours that fits. */
export function wordsFor({ share, text }: MarkWishes): readonly string[] {
  if (text !== undefined) return [plainText(text)];
  const { visible, short } = wordingFor(share);
  return [visible, short];
}
