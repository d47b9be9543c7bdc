/** Washington: E2SHB 1170 (ch. 167, Laws of 2026), in force from 1 February 2027. */
import { onlyFor, onlyOfAi, picturesAndSounds } from "../gates.js";
import { inWords, machineMarks } from "../machine-marks.js";
import { pass, type Rule, undetermined, warn } from "../rule.js";

export const washington: readonly Rule[] = [
  {
    law: "us-wa",
    id: "WA-1",
    title: "provenance data that is hard to remove",
    source: "E2SHB 1170 (ch. 167, Laws of 2026)",
    validFrom: new Date("2027-02-01T00:00:00Z"),
    why: "people can find out where content of AI is from; C2PA is deemed to be hard to remove",
    verdict: onlyFor(
      picturesAndSounds,
      onlyOfAi((evidence) => {
        const marks = machineMarks(evidence);
        if (marks.some(({ by }) => by === "credential"))
          return pass("intact Content Credentials, which are deemed to do");
        return marks.length > 0
          ? warn(`only ${inWords(marks)}, which is easily removed`)
          : undetermined("none that can be read; another kind would not be seen here");
      }),
    ),
  },
];
