/** Assertions that colophon writes itself: who made it, and what machines may learn from it. */
import type { DraftAssertion } from "./draft.js";

/** CAWG metadata 1.1: Dublin Core creator, as the signer states it. */
export function authorAssertion(name: string): DraftAssertion {
  return {
    label: "cawg.metadata",
    data: { "@context": { dc: "http://purl.org/dc/elements/1.1/" }, "dc:creator": [name] },
  };
}

const uses = [
  "cawg.ai_generative_training",
  "cawg.ai_inference",
  "cawg.ai_training",
  "cawg.data_mining",
] as const;

/** CAWG training and data mining 1.1: none of the four uses is allowed. It is a wish that nothing enforces. */
export function noTrainingAssertion(): DraftAssertion {
  return {
    label: "cawg.training-mining",
    data: { entries: Object.fromEntries(uses.map((use) => [use, { use: "notAllowed" }])) },
  };
}
