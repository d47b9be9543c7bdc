/** California: Bus. & Prof. Code §§ 22757 to 22757.6 as SB 1000 rewrote them, in force since 30 September 2026. */
import { intactCredential } from "../claims.js";
import type { Evidence } from "../evidence.js";
import { onlyFor, onlyOfAi, picturesAndSounds } from "../gates.js";
import {
  conveysExtent,
  conveysId,
  conveysProvider,
  conveysSystem,
  conveysTime,
} from "../latent-disclosure.js";
import { claimsWatermark } from "../machine-marks.js";
import { personalDataIn } from "../personal-data.js";
import { type Judgment, notApplicable, pass, type Rule, undetermined, warn } from "../rule.js";

/** SB 942 as amended by AB 853. */
const inForceSince = new Date("2026-08-02T00:00:00Z");
/** SB 1000 (Ch. 861, Stats. 2026), an urgency statute. */
const rewrittenOn = new Date("2026-09-30T00:00:00Z");

const section = "Cal. Bus. & Prof. Code § 22757.3(a)";

const items = [
  ["CA-A", "the name of the provider", "(1)(A)", conveysProvider],
  ["CA-B", "the name and version of the system", "(1)(B)", conveysSystem],
  ["CA-C", "the time of creation or alteration", "(1)(C)", conveysTime],
  ["CA-D", "a unique identifier", "(1)(D)", conveysId],
  ["CA-E", "whether AI created or altered it", "(1)(E)", conveysExtent],
] as const;

export const california: readonly Rule[] = [
  ...items.map(
    ([id, title, item, judge]): Rule => ({
      law: "us-ca",
      id,
      title,
      source: `${section}${item}`,
      validFrom: inForceSince,
      why: "a latent disclosure conveys it, in the content or behind a permanent link",
      verdict: ofThisVintage(onlyFor(picturesAndSounds, onlyOfAi(judge))),
    }),
  ),
  {
    law: "us-ca",
    id: "CA-2",
    title: "the disclosure is permanent",
    source: `${section}(2)`,
    validFrom: inForceSince,
    why: "it is permanent or extraordinarily difficult to remove or tamper with",
    verdict: ofThisVintage(onlyFor(picturesAndSounds, onlyOfAi(judgePermanence))),
  },
  {
    law: "us-ca",
    id: "CA-P",
    title: "reports show no personal information",
    source: "Cal. Bus. & Prof. Code § 22757.2",
    validFrom: inForceSince,
    why: "a verification tool outputs data of systems, and none of people",
    verdict: ofThisVintage(onlyFor(picturesAndSounds, onlyOfAi(judgePrivacy))),
  },
];

/** From 2 August to 29 September 2026 another text was in force, with other items; it is not judged by this one. */
function ofThisVintage(question: (evidence: Evidence) => Judgment): Rule["verdict"] {
  return (evidence) =>
    evidence.asOf < rewrittenOn
      ? undetermined("before 30 September 2026 the law had another text, which is not judged here")
      : question(evidence);
}

function judgePermanence(evidence: Evidence): Judgment {
  const { isNamed } = claimsWatermark(intactCredential(evidence));
  return undetermined(
    isNamed
      ? "the signer names a soft binding by which lost Content Credentials can be found again"
      : "metadata can be removed, and no soft binding is named that would survive it",
  );
}

function judgePrivacy(evidence: Evidence): Judgment {
  if (evidence.isSystemOnly) return pass("this report leaves them out");
  return personalDataIn(evidence).length > 0
    ? warn("the file names people or places; for others, report with --system-only")
    : notApplicable("asked of tools; no personal information was recognized in the file");
}
