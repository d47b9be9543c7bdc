/** Which disclosures a label can be put up for, and whether AI made the content by it or changed it. */
import { ColophonError } from "../../error.js";
import { type Disclosure, findDisclosure } from "../disclosure/disclosures.js";
import type { AiShare } from "./wording.js";

const shares: ReadonlyMap<string, AiShare> = new Map([
  ["ai-generated", "made"],
  ["ai-edited", "altered"],
  ["composite-ai", "altered"],
]);

export interface AiDisclosure {
  disclosure: Disclosure;
  share: AiShare;
}

/** Throws `disclosure.unknown` for no disclosure, `usage.invalid` for one that says nothing of AI. */
export function findAiDisclosure(name: string): AiDisclosure {
  const disclosure = findDisclosure(name);
  const share = shares.get(disclosure.name);
  if (share) return { disclosure, share };
  throw new ColophonError(
    "usage.invalid",
    `a label says that AI made or changed the content, found "${disclosure.name}"`,
    {
      hints: [
        `use --as with one of: ${[...shares.keys()].join(", ")}`,
        `or sign it: colophon sign --as ${disclosure.name}`,
      ],
    },
  );
}
