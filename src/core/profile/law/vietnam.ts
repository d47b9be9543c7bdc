/** Vietnam: Art. 11 of the AI Law, in force since 1 March 2026. */
import { onlyFor, onlyOfAi, picturesAndSounds } from "../gates.js";
import { inWords, machineMarks } from "../machine-marks.js";
import { pass, type Rule, warn } from "../rule.js";
import { judgeDeepfakeLabel } from "./deepfake-label.js";

const common = { law: "vn", validFrom: new Date("2026-03-01T00:00:00Z") };
/** For systems that were on the market before. */
const olderSystemsUntil = new Date("2027-03-01T00:00:00Z");

export const vietnam: readonly Rule[] = [
  {
    ...common,
    id: "VN-1",
    title: "a machine can tell that it is of AI",
    source: "AI Law, Art. 11",
    why: "generated sound, images and video carry a mark that machines read",
    verdict: onlyFor(
      picturesAndSounds,
      onlyOfAi((evidence) => {
        const marks = machineMarks(evidence);
        if (marks.length > 0) return pass(inWords(marks));
        const grace =
          evidence.asOf < olderSystemsUntil ? "; older systems have until 1 March 2027 at least" : "";
        return warn(`no mark that can be read; a watermark would not be seen here${grace}`);
      }),
    ),
  },
  {
    ...common,
    id: "VN-2",
    title: "people are told where it imitates somebody",
    source: "AI Law, Art. 11",
    why: "imitations of existing people and events carry a label that is seen or heard",
    verdict: onlyFor(picturesAndSounds, onlyOfAi(judgeDeepfakeLabel)),
  },
];
