/** Utah: the Digital Content Provenance Standards Act (HB 276, Code 13-72c), in force from 1 January 2027. */
import { compareMarks } from "../compare.js";
import type { Evidence } from "../evidence.js";
import { onlyFor, onlyOfAi, picturesAndSounds } from "../gates.js";
import {
  conveysExtent,
  conveysId,
  conveysProvider,
  conveysSystem,
  conveysTime,
} from "../latent-disclosure.js";
import { type Judgment, pass, type Rule, warn } from "../rule.js";

export const utah: readonly Rule[] = [
  {
    law: "us-ut",
    id: "UT-1",
    title: "a latent disclosure, kept",
    source: "Utah Code 13-72c (HB 276)",
    validFrom: new Date("2027-01-01T00:00:00Z"),
    why: "content of AI conveys who made it with what, and nobody strips that",
    // Its items were read only as "like California's".
    isUnread: true,
    verdict: onlyFor(picturesAndSounds, onlyOfAi(judge)),
  },
];

const items = {
  "the provider": conveysProvider,
  "the system": conveysSystem,
  "the time": conveysTime,
  "an identifier": conveysId,
  "created or altered": conveysExtent,
};

function judge(evidence: Evidence): Judgment {
  const changes = evidence.before ? compareMarks(evidence.before, evidence) : [];
  const lost = changes.filter(
    ({ change, group }) => group !== "label" && (change === "lost" || change === "broken"),
  );
  if (lost.length > 0) return warn(lost.map(({ mark, change }) => `${mark} ${change}`).join(", "));
  const missing = Object.entries(items).filter(([, conveys]) => conveys(evidence).verdict !== "pass");
  return missing.length === 0
    ? pass("all five items are conveyed")
    : warn(`not wholly conveyed: ${missing.map(([item]) => item).join(", ")}`);
}
