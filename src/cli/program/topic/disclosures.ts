/** colophon help disclosures */
import { disclosures } from "../../../command/words.js";
import type { Topic } from "../spec.js";

export const disclosuresTopic: Topic = {
  name: "disclosures",
  summary: "the words for how a file was made, for --as",
  content: () => [
    { kind: "text", text: "What --as takes, and what each says. Nothing else is ever written." },
    {
      kind: "rows",
      rows: disclosures
        .filter(({ retiredFor }) => retiredFor === undefined)
        .map(({ name, label, sentence }) => [name, `${label}. ${sentence}`]),
    },
    { kind: "text", text: "Retired words are still read, and no longer written:" },
    {
      kind: "rows",
      rows: disclosures.flatMap(({ name, retiredFor }) =>
        retiredFor === undefined ? [] : [[name, `now ${retiredFor.join(" or ")}`] as [string, string]],
      ),
    },
  ],
};
