/** China, the label that people see, hear or read: GB 45438-2025, 5.1 to 5.4. */
import type { Evidence } from "../evidence.js";
import { onlyFor, onlyOfAi } from "../gates.js";
import {
  byWhom,
  distanceToEdge,
  hasTwoElements,
  heightShare,
  isFound,
  isMissed,
  isWholeDuration,
  marksOf,
  missedPlate,
} from "../labels-seen.js";
import type { MarkRecord } from "../mark-record.js";
import { fail, type Judgment, pass, type Rule, undetermined, warn } from "../rule.js";
import { labelingSince } from "./china-dates.js";

const common = { law: "cn", validFrom: labelingSince };

/** "A text height of at least 5 % of the shortest side." */
const leastShare = 0.05;
/** No number stands in the standard for what is on an edge. */
const farthestFromEdge = 0.1;
const leastSeconds = 2;

export const chinaExplicit: readonly Rule[] = [
  {
    ...common,
    id: "CN-8",
    title: "a visible label in the picture",
    source: "GB 45438-2025, 5.2; Labeling Measures, Art. 4",
    why: "people see at an edge or in a corner, in letters of 5 % of the shortest side, that AI made it",
    verdict: onlyFor(["image"], onlyOfAi(judgePicture)),
  },
  {
    ...common,
    id: "CN-9",
    title: "a visible label at the start of the video",
    source: "GB 45438-2025, 5.4; Labeling Measures, Art. 4",
    why: "people see for at least 2 seconds, from the first frame on, that AI made it",
    isUnread: true,
    verdict: onlyFor(["video"], onlyOfAi(judgeVideo)),
  },
  {
    ...common,
    id: "CN-10",
    title: "an audible label",
    source: "GB 45438-2025, 5.3",
    why: "people hear it in words, or as the rhythm short long, short short",
    verdict: onlyFor(["audio"], onlyOfAi(judgeAudio)),
  },
  {
    ...common,
    id: "CN-11",
    title: "a label at the start or end of the text",
    source: "GB 45438-2025, 5.1",
    why: "people read that AI wrote it",
    isUnread: true,
    verdict: onlyFor(["text", "document"], onlyOfAi(judgeText)),
  },
];

function judgePicture(evidence: Evidence): Judgment {
  const plates = marksOf(evidence, "plate");
  if (plates.length === 0) return bySight(evidence, fail);
  const faults = plates.map(plateFaults);
  if (faults.every((list) => list.length > 0)) return fail(`the label ${faults[0]?.join(", and ")}`);
  const plate = plates[faults.findIndex((list) => list.length === 0)];
  if (isMissed(evidence, "plate")) return fail(missedPlate(evidence));
  const seen = seenTooSmall(evidence);
  if (seen !== undefined) return fail(seen);
  const distance = plate && distanceToEdge(plate);
  if (distance !== undefined && distance > farthestFromEdge)
    return warn("the label is away from every edge and corner");
  return pass(`"${plate?.text}", ${byWhom(evidence, "plate")}`);
}

/** What is measured in the pixels outweighs what somebody signed. */
function seenTooSmall({ sensed }: Evidence): string | undefined {
  const shares = sensed.flatMap((look) =>
    look.form === "plate" && look.isFound ? (heightShare(look) ?? []) : [],
  );
  const largest = Math.max(...shares);
  return shares.length > 0 && largest < leastShare
    ? `the letters of the label measure ${percent(largest)} of the shortest side in the pixels`
    : undefined;
}

/** Our own plate, recognized; any other would need reading. */
function bySight(evidence: Evidence, otherwise: (says: string) => Judgment): Judgment {
  const plate = evidence.sensed.find(({ form, isFound: isSeen }) => form === "plate" && isSeen);
  const share = plate && heightShare(plate);
  if (share === undefined)
    return undetermined("no signed record of a label, and whether one is in the picture was not seen");
  return share >= leastShare
    ? pass("recognized in the picture")
    : otherwise(`its letters are ${percent(share)} of the shortest side`);
}

function plateFaults(mark: MarkRecord): string[] {
  const share = heightShare(mark);
  return [
    ...(hasTwoElements(mark.text ?? "")
      ? []
      : [`lacks one of its two elements (AI, and made): "${mark.text ?? ""}"`]),
    ...(share !== undefined && share >= leastShare
      ? []
      : [
          share === undefined
            ? "has no height in its record"
            : `has letters of ${percent(share)} of the shortest side`,
        ]),
  ];
}

function judgeVideo(evidence: Evidence): Judgment {
  const plates = marksOf(evidence, "plate");
  if (plates.length === 0) return bySight(evidence, warn);
  const timely = plates.filter(
    (plate) => plate.fromSeconds === 0 && (isWholeDuration(plate) || (plate.toSeconds ?? 0) >= leastSeconds),
  );
  if (timely.length === 0) return warn(`the label does not stand in the first ${leastSeconds} seconds`);
  const [faults] = timely.map(plateFaults).toSorted((a, b) => a.length - b.length);
  if (faults && faults.length > 0) return warn(`the label ${faults.join(", and ")}`);
  if (isMissed(evidence, "plate")) return warn(missedPlate(evidence));
  return pass(`from the first frame on, ${byWhom(evidence, "plate")}`);
}

function judgeAudio(evidence: Evidence): Judgment {
  if (isFound(evidence, "morse")) return pass("the rhythm was heard");
  const [spoken] = marksOf(evidence, "speech");
  const rhythm = marksOf(evidence, "morse").length > 0;
  if (spoken && hasTwoElements(spoken.text ?? ""))
    return pass(`spoken: "${spoken.text}", as its signed record says`);
  if (rhythm && isMissed(evidence, "morse"))
    return fail("the signed record says that there is a rhythm, but it was not heard");
  if (rhythm) return pass("a rhythm, as its signed record says");
  if (spoken)
    return fail(`the spoken label lacks one of its two elements (AI, and made): "${spoken.text ?? ""}"`);
  return undetermined("no signed record of a label, and whether one is heard was not found out");
}

function judgeText(evidence: Evidence): Judgment {
  const { text } = evidence;
  const [record] = marksOf(evidence, "text").filter((mark) => hasTwoElements(mark.text ?? ""));
  if (!text) {
    return record
      ? pass(`"${record.text}", as its signed record says`)
      : undetermined("the text was not read, and there is no signed record of a label");
  }
  const isThere = [text.head, text.tail].some((part) => hasTwoElements(part));
  if (!isThere && record)
    return warn("the signed record says that there is a label, but neither the start nor the end has it");
  if (!isThere) return warn("neither the start nor the end says so");
  return pass(
    record ? `"${record.text}", as its signed record says, and read again` : "the text says so itself",
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
