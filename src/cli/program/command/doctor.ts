/** colophon doctor, as declared. */
import type { CommandSpec } from "../spec.js";

export const doctor: CommandSpec = {
  name: "doctor",
  group: "Help",
  summary: "does everything work here?",
  about:
    "Examines the installation: versions, engine, identities, trust lists, folders, and which configuration value came from where. Nothing is sent and nothing is changed.",
  arguments: [],
  options: [],
  examples: [{ line: "colophon doctor", says: "One line per check." }],
  exits: [
    { code: 0, says: "everything works" },
    { code: 2, says: "something does not, and the line says what to do" },
  ],
  next: "colophon trust update",
};
