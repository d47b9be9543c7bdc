/** colophon explain, as declared. */
import type { CommandSpec } from "../spec.js";

export const explain: CommandSpec = {
  name: "explain",
  group: "Help",
  summary: "what does this code mean?",
  about:
    "Explains a code that colophon or a C2PA status printed: what it means, usual causes, what to do. Rules of colophon check are explained too: what they demand, why, and where it stands.",
  arguments: [
    {
      name: "code",
      says: "a code such as assertion.dataHash.mismatch; without one, all codes are listed",
      isRequired: false,
      isRepeatable: true,
      completes: "code",
    },
  ],
  options: [],
  examples: [
    { line: "colophon explain assertion.dataHash.mismatch", says: "One code." },
    { line: "colophon explain CN-8", says: "A rule of colophon check." },
    { line: "colophon explain", says: "All codes, one a line." },
  ],
  exits: [
    { code: 0, says: "every code was explained" },
    { code: 2, says: "there is no such code" },
  ],
  next: "colophon help states",
};
