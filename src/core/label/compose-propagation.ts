/** A platform's part as a draft: the file as it came is the parent, and only its metadata was changed. */
import type { Draft, DraftIngredient, Placement } from "../signing/draft.js";
import { type AigcLabel, writeAigc } from "./aigc.js";
import { type MarkRecord, markAssertion } from "./mark-record.js";
import { metadataAssertion } from "./metadata-assertion.js";

export interface PropagationWishes {
  id: string;
  title: string;
  format: string;
  parent: DraftIngredient;
  aigc: AigcLabel;
  /** Of whoever made it, and still there: the credential that comes on top speaks of the same content. */
  marks: readonly MarkRecord[];
  placement: Placement;
}

/** The bytes change, so an update manifest will not do: what the platform received becomes the parent. */
export function composePropagation({ aigc, marks, parent, ...rest }: PropagationWishes): Draft {
  return {
    ...rest,
    inception: { kind: "edit" },
    actions: [
      { name: "c2pa.edited.metadata", description: "propagation fields of the AIGC label (GB 45438-2025)" },
      { name: "c2pa.published" },
    ],
    isComplete: true,
    ingredients: [parent],
    assertions: [
      metadataAssertion({ aigc: writeAigc(aigc) }),
      ...(marks.length > 0 ? [markAssertion(marks)] : []),
    ],
  };
}
