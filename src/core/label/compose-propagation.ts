/** A platform's part as a draft: the file as it came is the parent, and only its metadata was changed. */
import type { Draft, DraftIngredient, Placement } from "../signing/draft.js";
import { type AigcLabel, writeAigc } from "./aigc.js";
import { metadataAssertion } from "./metadata-assertion.js";

export interface PropagationWishes {
  id: string;
  title: string;
  format: string;
  parent: DraftIngredient;
  aigc: AigcLabel;
  placement: Placement;
}

/** The bytes change, so an update manifest will not do: what the platform received becomes the parent. */
export function composePropagation({ aigc, parent, ...rest }: PropagationWishes): Draft {
  return {
    ...rest,
    inception: { kind: "edit" },
    actions: [
      { name: "c2pa.edited.metadata", description: "propagation fields of the AIGC label (GB 45438-2025)" },
      { name: "c2pa.published" },
    ],
    isComplete: true,
    ingredients: [parent],
    assertions: [metadataAssertion({ aigc: writeAigc(aigc) })],
  };
}
