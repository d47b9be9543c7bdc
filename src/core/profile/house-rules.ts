/** What a policy can ask for, each as a rule. */
import { coverageOf } from "../consent/coverage.js";
import { findDisclosure } from "../disclosure/index.js";
import { disclosureOfStep, isReadToTheEnd } from "../history/disclose.js";
import { checkRequirement } from "../verifying/requirement.js";
import { intactCredential } from "./claims.js";
import type { Evidence } from "./evidence.js";
import { fail, type Judgment, notApplicable, pass, type Rule, undetermined } from "./rule.js";
import { kindsOf, madeAt } from "./synthesis.js";

export interface Wanted {
  name: string;
  issuer?: readonly string[] | undefined;
  state?: "trusted" | "valid" | undefined;
  history?: true | undefined;
  timestamp?: true | undefined;
  disclosures?: readonly string[] | undefined;
  author?: true | undefined;
  consent?: true | undefined;
  label?: true | undefined;
  aigc?: true | undefined;
  noTraining?: true | undefined;
  maxAgeDays?: number | undefined;
}

type Question = (evidence: Evidence) => Judgment;

interface Row {
  key: keyof Wanted;
  title: string;
  question: (wanted: Wanted) => Question;
}

const rows: readonly Row[] = [
  {
    key: "state",
    title: "the credential is good enough",
    question: ({ state }) => ofState(state ?? "trusted"),
  },
  {
    key: "issuer",
    title: "it is by one of ours",
    question: ({ issuer = [], state }) => byIssuer(issuer, state ?? "trusted"),
  },
  { key: "history", title: "its history is intact", question: () => hasHistory },
  { key: "timestamp", title: "it has an independent timestamp", question: () => hasTimestamp },
  {
    key: "disclosures",
    title: "it was made in a way that is allowed",
    question: ({ disclosures = [] }) => isMadeBy(disclosures),
  },
  { key: "author", title: "it names its author", question: () => hasAuthor },
  { key: "consent", title: "consent is documented", question: () => hasConsent },
  { key: "label", title: "people see or hear a label", question: () => hasLabel },
  { key: "aigc", title: "it has an AIGC label", question: () => hasAigc },
  { key: "noTraining", title: "it asks not to be trained on", question: () => asksNoTraining },
  { key: "maxAgeDays", title: "it is not too old", question: ({ maxAgeDays = 0 }) => isYounger(maxAgeDays) },
];

export function houseRules(wanted: Wanted): Rule[] {
  return rows
    .filter(({ key }) => wanted[key] !== undefined)
    .map(({ key, title, question }) => ({
      id: `HOUSE-${key}`,
      law: wanted.name,
      title,
      source: `the policy "${wanted.name}"`,
      why: "the policy asks for it",
      verdict: question(wanted),
    }));
}

function ofState(wanted: "trusted" | "valid"): Question {
  return ({ verification }) => {
    if (!verification) return undetermined("its Content Credentials were not judged");
    const isMet = verification.state === "trusted" || (wanted === "valid" && verification.state === "valid");
    return (isMet ? pass : fail)(`its state is "${verification.state}"`);
  };
}

/** A name that no list stands behind is anybody's, unless the policy is content with that. */
function byIssuer(patterns: readonly string[], require: "trusted" | "valid"): Question {
  return (evidence) => {
    const { verification } = evidence;
    if (!verification || !intactCredential(evidence)) return fail("there are no intact Content Credentials");
    const name = verification.issuer.name ?? "nobody";
    const isMet = patterns.some(
      (issuer) => checkRequirement({ ...verification, findings: [] }, { require, issuer }).exitCode === 0,
    );
    const isUnrecognized = verification.issuer.answer !== "recognized";
    return (isMet ? pass : fail)(`by "${name}"${isUnrecognized ? ", as the file itself says" : ""}`);
  };
}

function hasHistory(evidence: Evidence): Judgment {
  if (!intactCredential(evidence)) return fail("there are no intact Content Credentials");
  return evidence.verification?.history.answer === "broken"
    ? fail("a step of it is broken")
    : pass("no step is broken");
}

function hasTimestamp(evidence: Evidence): Judgment {
  const time = evidence.verification?.time;
  if (intactCredential(evidence) && time?.answer === "independent")
    return pass(`by ${time.authority ?? "an authority"}`);
  return fail(
    time?.answer === "unlisted-authority" ? "by an authority that no list recognizes" : "there is none",
  );
}

function isMadeBy(names: readonly string[]): Question {
  return (evidence) => {
    const root = intactCredential(evidence) && evidence.verification?.trace?.root;
    const found = root && disclosureOfStep(root);
    if (!found) return fail("nothing signed says how it was made");
    const isAllowed = names.some((name) => findDisclosure(name).uri === found.uri);
    if (isAllowed && !isReadToTheEnd(root))
      return undetermined(`"${found.label}", but not all that it was made from could be read`);
    return (isAllowed ? pass : fail)(`"${found.label}"`);
  };
}

function hasAuthor(evidence: Evidence): Judgment {
  const [author] = intactCredential(evidence)?.authors ?? [];
  return author === undefined ? fail("none is signed into it") : pass(`"${author}"`);
}

function hasConsent(evidence: Evidence): Judgment {
  const kinds = kindsOf(evidence);
  if (kinds.length === 0) return undetermined("nothing says which kind of synthesis it is");
  const { isDocumented, attributes } = coverageOf(evidence.consents, {
    kinds: kinds.map(({ name }) => name),
    at: madeAt(evidence),
  });
  if (attributes.length === 0) return notApplicable("nobody's face or voice is edited");
  return (isDocumented ? pass : fail)(attributes.map(({ says }) => says).join("; "));
}

function hasLabel({ marks, sensed }: Evidence): Judgment {
  const isSeen = sensed.some(({ isFound }) => isFound);
  if (marks.length > 0 || isSeen)
    return pass(isSeen ? "recognized in the content" : "as its signed record says");
  return undetermined("no signed record of one, and another one was not looked for");
}

function hasAigc({ aigc, isMetadataRead }: Evidence): Judgment {
  if (aigc.some(({ label }) => label !== undefined)) return pass("there is one");
  return isMetadataRead && aigc.length === 0 ? fail("there is none") : undetermined("it could not be read");
}

const trainingUses = ["ai_training", "ai_generative_training"];

function asksNoTraining(evidence: Evidence): Judgment {
  const training = intactCredential(evidence)?.training ?? {};
  const isAsked = trainingUses.every((use) =>
    [`cawg.${use}`, `c2pa.${use}`].some((name) => training[name] === "notAllowed"),
  );
  return isAsked ? pass("it does") : fail("it does not");
}

const dayMs = 86_400_000;

function isYounger(days: number): Question {
  return (evidence) => {
    const at = intactCredential(evidence) && evidence.verification?.time.at;
    if (!at) return fail("nothing signed says when it was made");
    const age = Math.floor((evidence.asOf.getTime() - at.getTime()) / dayMs);
    return (age <= days ? pass : fail)(`it is ${age} days old`);
  };
}
