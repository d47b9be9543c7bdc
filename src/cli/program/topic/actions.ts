/** colophon help actions */
import { type ActionKind, actions } from "../../../command/words.js";
import type { Topic } from "../spec.js";

/** Written by themselves, as the beginning of every list. */
const beginnings = ["c2pa.created", "c2pa.opened"];

const needs: Readonly<Record<NonNullable<ActionKind["needs"]>, string>> = {
  parent: "a parent",
  component: "an ingredient; --ingredient writes it by itself",
  "removed-component": "the ingredient that was removed",
  languages: "the languages",
  redaction: "what was redacted",
  "soft-binding": "the watermark",
};

export const actionsTopic: Topic = {
  name: "actions",
  summary: "the words for what was done to a file, for --action",
  content: () => [
    {
      kind: "text",
      text: "What --action takes, alone or with words of your own: --action cropped or --action 'cropped=to the face'. How the file began is written by itself. A name of your own has a dot in it, such as com.example.retouched.",
    },
    {
      kind: "rows",
      rows: actions
        .filter(({ name, isDeprecated }) => !isDeprecated && !beginnings.includes(name))
        .map(({ name, label, needs: needed }) => [
          name.slice("c2pa.".length),
          needed === undefined ? label : `${label}; goes with ${needs[needed]}`,
        ]),
    },
    {
      kind: "text",
      text: "What can be seen or heard also says how it was done: as edits by a person, unless --as says otherwise. --all-actions states that nothing else was done. Retired names are still read, and no longer written:",
    },
    {
      kind: "rows",
      rows: actions
        .filter(({ isDeprecated }) => isDeprecated)
        .map(({ name, successor }) => [
          name.slice("c2pa.".length),
          successor === undefined ? "nothing has taken its place" : `now ${successor.slice("c2pa.".length)}`,
        ]),
    },
  ],
};
