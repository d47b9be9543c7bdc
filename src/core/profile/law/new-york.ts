/** New York: synthetic performers in advertisements (GBL § 396-b, S.8420-A), in force since 9 June 2026. */
import type { Evidence } from "../evidence.js";
import { onlyFor } from "../gates.js";
import { byWhom, isMissed, marksOf, missedPlate } from "../labels-seen.js";
import { type Judgment, notApplicable, pass, type Rule, undetermined, warn } from "../rule.js";

export const newYork: readonly Rule[] = [
  {
    law: "ny",
    id: "NY-1",
    title: "an advertisement discloses its synthetic performer",
    source: "N.Y. Gen. Bus. Law § 396-b (S.8420-A)",
    validFrom: new Date("2026-06-09T00:00:00Z"),
    why: "people are told that a performer in an advertisement is of AI; sound alone is exempt",
    verdict: onlyFor(["image", "video"], judge),
  },
];

function judge(evidence: Evidence): Judgment {
  const { isAd, hasSyntheticPerformer } = evidence.declared;
  if (!isAd) return notApplicable("not declared to be an advertisement (--ad)");
  if (!hasSyntheticPerformer)
    return notApplicable("not declared to show a synthetic performer (--synthetic-performer)");
  const [label] = marksOf(evidence, "plate");
  if (!label) return undetermined("no signed record of a label, and another one was not looked for");
  if (isMissed(evidence, "plate")) return warn(missedPlate(evidence));
  return pass(`"${label.text ?? ""}", ${byWhom(evidence, "plate")}`);
}
