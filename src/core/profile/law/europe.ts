/** The European Union: Art. 50 of the AI Act, in force since 2 August 2026, and the Code of Practice of 10 June 2026. */
import { claimsOf, intactCredential } from "../claims.js";
import { compareMarks } from "../compare.js";
import type { Evidence } from "../evidence.js";
import { onlyFor, onlyOfAi, picturesAndSounds } from "../gates.js";
import { claimsWatermark, inWords, machineMarks } from "../machine-marks.js";
import { fail, type Judgment, notApplicable, pass, type Rule, undetermined, warn } from "../rule.js";
import { judgeDeepfakeLabel } from "./deepfake-label.js";

const since = new Date("2026-08-02T00:00:00Z");
/** Art. 111(4): systems that were on the market before. For Art. 50(2) only. */
const olderSystemsUntil = new Date("2026-12-02T00:00:00Z");
const common = { law: "eu", validFrom: since };

export const europe: readonly Rule[] = [
  {
    ...common,
    id: "EU-1",
    title: "a machine can tell that it is of AI",
    source: "AI Act, Art. 50(2)",
    why: "providers mark what their systems make in a form that machines read",
    verdict: onlyOfAi((evidence) => {
      const marks = machineMarks(evidence);
      if (marks.some(({ isMisspelled }) => !isMisspelled)) return pass(inWords(marks));
      if (marks.length > 0) return warn(inWords(marks));
      const grace =
        evidence.asOf < olderSystemsUntil ? "; systems older than 2 August 2026 have until 2 December" : "";
      return warn(`no mark that can be read; a watermark would not be seen here${grace}`);
    }),
  },
  {
    ...common,
    id: "EU-2",
    title: "the mark is signed",
    source: "Code of Practice, Measure 1.1.1",
    why: "all recorded information is digitally signed",
    verdict: onlyOfAi((evidence) =>
      machineMarks(evidence).some(({ by }) => by === "credential")
        ? pass(`by ${signerOf(evidence)}`)
        : warn("no statement about AI stands in intact Content Credentials"),
    ),
  },
  {
    ...common,
    id: "EU-3",
    title: "the mark is time-stamped",
    source: "Code of Practice, Measure 1.1.1",
    why: "all recorded information is time-stamped",
    verdict: onlyOfAi(judgeTimestamp),
  },
  {
    ...common,
    id: "EU-4",
    title: "a second layer of marking",
    source: "Code of Practice, Measure 1.1.2",
    why: "metadata is lost easily, so a watermark goes with it",
    verdict: onlyOfAi(judgeSecondLayer),
  },
  {
    ...common,
    id: "EU-5",
    title: "marks that were there are kept",
    source: "Code of Practice, Measure 1.2",
    why: "existing marks are not removed",
    verdict: judgeKept,
  },
  {
    ...common,
    id: "EU-6",
    title: "people are told of a deepfake",
    source: "AI Act, Art. 50(4) and (5); Code of Practice, Section 2",
    why: "whoever shows it discloses it visibly or audibly, from the first moment on",
    verdict: onlyFor(picturesAndSounds, onlyOfAi(judgeDeepfakeLabel)),
  },
  {
    ...common,
    id: "EU-7",
    title: "the marks say the same",
    source: "AI Act, Art. 50(2): effective and reliable",
    why: "marks that contradict each other are no information",
    verdict: judgeConsistency,
  },
  {
    ...common,
    id: "EU-8",
    title: "a description for those who cannot see it",
    source: "AI Act, Art. 50(5)",
    why: "the information is accessible",
    verdict: onlyFor(
      ["image", "video"],
      onlyOfAi(({ xmp }) =>
        (xmp.altText ?? []).some((text) => text.trim() !== "")
          ? pass("an alternative text is in the XMP")
          : undetermined("none in the XMP; one may stand where it is published"),
      ),
    ),
  },
];

function signerOf({ verification }: Evidence): string {
  const { name, answer } = verification?.issuer ?? {};
  if (name === undefined) return "an unnamed signer";
  return answer === "recognized" ? name : `“${name}”, whom no list recognizes`;
}

function judgeTimestamp(evidence: Evidence): Judgment {
  if (!intactCredential(evidence)) return warn("no intact Content Credentials, and so no timestamp");
  const { answer, authority } = evidence.verification?.time ?? { answer: "none" as const };
  if (answer === "independent") return pass(`by ${authority ?? "an authority that a list recognizes"}`);
  if (answer === "unlisted-authority")
    return warn(`by ${authority ?? "an authority"}, which no list recognizes`);
  return warn("only the signer's own clock says when");
}

function judgeSecondLayer(evidence: Evidence): Judgment {
  const { isNamed, isBound } = claimsWatermark(intactCredential(evidence));
  return isNamed && isBound
    ? undetermined("a watermark is claimed by the signer; nobody looked for it here")
    : undetermined("no watermark is claimed, and one may be there");
}

function judgeKept(evidence: Evidence): Judgment {
  const { before } = evidence;
  if (!before) return notApplicable("asked only with the file as it was before");
  const changes = compareMarks(before, evidence).filter(({ group }) => group !== "label");
  const gone = changes.filter(({ change }) => change === "lost" || change === "broken");
  if (gone.length > 0) return fail(gone.map(({ mark, change }) => `${mark} ${change}`).join(", "));
  const isKept = changes.some(({ change }) => change === "kept" || change === "changed");
  return isKept ? pass("all of them") : notApplicable("there were none before");
}

function judgeConsistency(evidence: Evidence): Judgment {
  const claims = claimsOf(evidence).filter(({ by }) => by !== "declared");
  const places = new Set(claims.map(({ by }) => by));
  if (places.size < 2) return notApplicable("there are no two marks to compare");
  const isAiBy = (place: string) => claims.some(({ by, isAi }) => by === place && isAi);
  if (new Set([...places].map(isAiBy)).size > 1)
    return warn(
      `they contradict each other: ${claims.map(({ by, words }) => `"${words}" by ${by}`).join(", ")}`,
    );
  // Only of the file's own: what it was made from may well be of another extent.
  const extents = [...places].flatMap(
    (place) =>
      claims.find(({ by, extent, isInherited }) => by === place && extent && !isInherited)?.extent ?? [],
  );
  return new Set(extents).size > 1
    ? warn("they do not agree whether AI made the content or altered it")
    : pass(`${places.size} marks agree`);
}
