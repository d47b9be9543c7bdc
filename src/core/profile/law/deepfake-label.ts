/** The label of a deepfake, as the EU's Code of Practice wants it; Vietnam asks for the like. */
import type { Evidence } from "../evidence.js";
import { byWhom, isMissed, isWholeDuration, marksOf, missedPlate, saysAi } from "../labels-seen.js";
import { type Judgment, notApplicable, pass, undetermined, warn } from "../rule.js";

/** For content of AI in a picture, a video or sound. */
export function judgeDeepfakeLabel(evidence: Evidence): Judgment {
  const { isDeepfake } = evidence.declared;
  if (isDeepfake === false) return notApplicable("declared to be no deepfake");
  const judged = evidence.media === "audio" ? judgeSpoken(evidence) : judgeShown(evidence);
  if (judged.verdict === "pass" || isDeepfake) return judged;
  return undetermined(`whether it is a deepfake no file can tell; ${judged.says}`);
}

function judgeShown(evidence: Evidence): Judgment {
  const plates = marksOf(evidence, "plate");
  if (plates.length === 0)
    return undetermined("no signed record of a label, and another one was not looked for");
  const worded = plates.filter(({ text }) => saysAi(text ?? ""));
  if (worded.length === 0) return warn('the label does not say "AI"');
  if (evidence.media === "video" && !worded.some(isWholeDuration))
    return warn("the label is not there from the first frame to the last");
  if (isMissed(evidence, "plate")) return warn(missedPlate(evidence));
  return pass(`"${worded[0]?.text}", ${byWhom(evidence, "plate")}`);
}

function judgeSpoken(evidence: Evidence): Judgment {
  const spoken = marksOf(evidence, "speech").filter(({ text }) => saysAi(text ?? ""));
  if (spoken.some(({ fromSeconds }) => fromSeconds === 0))
    return pass("spoken at the beginning, as its signed record says");
  if (spoken.length > 0) return warn("the spoken label does not stand at the beginning");
  if (marksOf(evidence, "morse").length > 0)
    return warn("a rhythm alone tells people nothing: it has to be spoken");
  return undetermined("no signed record of a spoken label, and another one was not listened for");
}
