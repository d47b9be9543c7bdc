/** South Korea: Art. 31 of the AI Framework Act, in force since 22 January 2026. */
import type { Evidence } from "../evidence.js";
import { onlyFor, onlyOfAi, picturesAndSounds } from "../gates.js";
import { byWhom, isMissed, marksOf, missedPlate } from "../labels-seen.js";
import { inWords, machineMarks } from "../machine-marks.js";
import { type Judgment, pass, type Rule, undetermined, warn } from "../rule.js";

const common = { law: "kr", validFrom: new Date("2026-01-22T00:00:00Z") };

export const korea: readonly Rule[] = [
  {
    ...common,
    id: "KR-1",
    title: "a mark, for machines or for people",
    source: "AI Framework Act, Art. 31(2) and its guideline",
    why: "what leaves the service says that AI made it",
    verdict: onlyOfAi((evidence) => {
      const marks = machineMarks(evidence);
      if (marks.length > 0) return pass(inWords(marks));
      const [label] = evidence.marks;
      return label
        ? pass(`a label for people (${label.form})`)
        : warn("no mark that can be read; a watermark would not be seen here");
    }),
  },
  {
    ...common,
    id: "KR-2",
    title: "what is realistic is recognizable",
    source: "AI Framework Act, Art. 31(3)",
    why: "people clearly recognize realistic virtual sound, images and video",
    verdict: onlyFor(picturesAndSounds, onlyOfAi(judgeRecognizable)),
  },
];

function judgeRecognizable(evidence: Evidence): Judgment {
  const form = evidence.media === "audio" ? "speech" : "plate";
  const [label] = marksOf(evidence, form);
  if (!label)
    return undetermined("no signed record of a label, and whether it is realistic no file can tell");
  if (isMissed(evidence, form)) return warn(missedPlate(evidence));
  return pass(`"${label.text ?? ""}", ${byWhom(evidence, form)}`);
}
