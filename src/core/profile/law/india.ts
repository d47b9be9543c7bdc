/** India: IT Rules 3(3), G.S.R. 120(E), in force since 20 February 2026. */
import { aiActions, intactCredential } from "../claims.js";
import type { Evidence } from "../evidence.js";
import { onlyFor, onlyOfAi, picturesAndSounds } from "../gates.js";
import {
  byWhom,
  hasTwoElements,
  isMissed,
  isWholeDuration,
  marksOf,
  missedPlate,
  saysAi,
} from "../labels-seen.js";
import { fail, type Judgment, pass, type Rule, undetermined, warn } from "../rule.js";

const common = { law: "in", validFrom: new Date("2026-02-20T00:00:00Z") };

export const india: readonly Rule[] = [
  {
    ...common,
    id: "IN-1",
    title: "a label in the picture",
    source: "IT Rules 3(3)(a), G.S.R. 120(E)",
    why: "synthetic content carries a label that is prominent where it is shown",
    verdict: onlyFor(["image", "video"], onlyOfAi(judgeShown)),
  },
  {
    ...common,
    id: "IN-2",
    title: "a spoken disclosure before the sound",
    source: "IT Rules 3(3)(a), G.S.R. 120(E)",
    why: "synthetic sound begins with a prominent disclosure",
    verdict: onlyFor(["audio"], onlyOfAi(judgeSpoken)),
  },
  {
    ...common,
    id: "IN-3",
    title: "permanent metadata with an identifier and the tool",
    source: "IT Rules 3(3)(a), G.S.R. 120(E)",
    why: "the computer resource it was made with can be told",
    verdict: onlyFor(picturesAndSounds, onlyOfAi(judgeMetadata)),
  },
];

function isWorded(text = ""): boolean {
  return saysAi(text) || hasTwoElements(text) || /synthetic/i.test(text);
}

function judgeShown(evidence: Evidence): Judgment {
  const plates = marksOf(evidence, "plate").filter(({ text }) => isWorded(text));
  if (plates.length === 0)
    return undetermined("no signed record of a label, and another one was not looked for");
  if (isMissed(evidence, "plate")) return warn(missedPlate(evidence));
  if (evidence.media === "video" && !plates.some(isWholeDuration))
    return warn("the label is not there all the time, which a draft of 21 April 2026 would ask for");
  return pass(`"${plates[0]?.text}", ${byWhom(evidence, "plate")}`);
}

function judgeSpoken(evidence: Evidence): Judgment {
  const spoken = marksOf(evidence, "speech").filter(({ text }) => isWorded(text));
  if (spoken.some(({ fromSeconds }) => fromSeconds === 0))
    return pass("spoken first, as its signed record says");
  return spoken.length > 0
    ? warn("the spoken disclosure does not come first")
    : undetermined("no signed record of a spoken disclosure, and another one was not listened for");
}

function judgeMetadata(evidence: Evidence): Judgment {
  const credential = intactCredential(evidence);
  if (credential) {
    const named = [...aiActions(evidence), ...credential.actions].find(({ softwareAgent }) => softwareAgent);
    const tool = named?.softwareAgent ?? credential.generators[0]?.name;
    return tool === undefined
      ? fail("Content Credentials with an identifier, but no tool is named")
      : pass(`${credential.label}, "${tool}"`);
  }
  if (!evidence.isMetadataRead)
    return undetermined(`the metadata of "${evidence.format}" files was not read`);
  const [id] = evidence.xmp.documentId ?? [];
  const [tool] = evidence.xmp.aiSystemUsed ?? evidence.xmp.creatorTool ?? [];
  if (id !== undefined && tool !== undefined)
    return pass(`"${id}", "${tool}", in XMP, which is easily removed`);
  return fail("no metadata that names an identifier and the tool");
}
