/** colophon help kinds */
import { kinds } from "../../../command/choices.js";
import type { Topic } from "../spec.js";

export const kindsTopic: Topic = {
  name: "kinds",
  summary: "the words for what was synthesized, for --kind",
  content: () => [
    {
      kind: "text",
      text: "What --kind takes, after the Deep Synthesis Provisions of China (Order 12 of 2022, Art. 17 and 23). Some kinds show or let hear a person, who has to be told and to consent.",
    },
    {
      kind: "rows",
      rows: kinds.map(({ name, words, article, consent, hasPerson }) => {
        const who = hasPerson === "yes" ? "needs consent for" : "where it is somebody's, needs consent for";
        const needed = consent.length === 0 ? "" : `; ${who} ${consent.join(", ")}`;
        return [name, `${words}, Art. ${article}${needed}`] as [string, string];
      }),
    },
  ],
};
