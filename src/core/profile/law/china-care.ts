/** China, what surrounds the label: that nobody takes it away, who agreed, what is logged. */
import { type Coverage, coverageOf } from "../../consent/coverage.js";
import type { SynthesisKind } from "../../consent/kinds.js";
import { compareMarks } from "../compare.js";
import type { Evidence } from "../evidence.js";
import { onlyOfAi } from "../gates.js";
import { fail, type Judgment, notApplicable, pass, type Rule, undetermined, warn } from "../rule.js";
import { kindsOf, madeAt } from "../synthesis.js";
import { deepSynthesisSince, labelingSince } from "./china-dates.js";

export const chinaCare: readonly Rule[] = [
  {
    law: "cn",
    id: "CN-12",
    title: "the label is kept",
    source: "Labeling Measures, Art. 10",
    validFrom: labelingSince,
    why: "nobody may delete, alter, forge or hide a label",
    verdict: judgeKept,
  },
  {
    law: "cn",
    id: "CN-13",
    title: "the people in it agreed",
    source: "Deep Synthesis Provisions, Art. 14",
    validFrom: deepSynthesisSince,
    why: "whoever edits faces or voices tells the person and obtains a separate consent",
    verdict: onlyOfAi(judgeConsent),
  },
  {
    law: "cn",
    id: "CN-14",
    title: "the making is logged",
    source: "Deep Synthesis Provisions, Art. 9 and 16; Labeling Measures, Art. 9",
    validFrom: deepSynthesisSince,
    why: "providers keep logs, of content without a visible label for six months at least",
    isUnread: true,
    verdict: ({ journal }) =>
      journal ? pass(`line ${journal.line} of the journal`) : notApplicable("a log is not in the file"),
  },
  {
    law: "cn",
    id: "CN-15",
    title: "the signature over the label holds",
    source: "TC260-PG-202511A",
    validFrom: labelingSince,
    why: "a producer may protect the label with a signature in its reserved field",
    isUnread: true,
    verdict: judgeSecurity,
  },
];

function judgeKept(evidence: Evidence): Judgment {
  const { before } = evidence;
  if (!before) return notApplicable("asked only with the file as it was before");
  if (before.aigc.length === 0) return notApplicable("there was no label before");
  if (!evidence.isMetadataRead)
    return undetermined(
      `the places for a label in "${evidence.format}" files are not known, or cannot be read`,
    );
  const changes = compareMarks(before, evidence).filter(({ group }) => group === "aigc");
  const lost = changes.find(({ change }) => change === "lost");
  const changed = changes.find(({ change }) => change === "changed");
  if (changed) return fail(`changed from "${changed.before}" to "${changed.after}"`);
  return lost ? fail(`lost: "${lost.before}"`) : pass("kept");
}

function judgeConsent(evidence: Evidence): Judgment {
  const kinds = kindsOf(evidence);
  if (kinds.length === 0) return undetermined("nothing says which kind of synthesis it is");
  const personal = kinds.filter(({ consent }) => consent.length > 0);
  if (personal.length === 0) return notApplicable(`${wordsOf(kinds)}: nobody's face or voice is edited`);
  const coverage = coverageOf(evidence.consents, {
    kinds: personal.map(({ name }) => name),
    at: madeAt(evidence),
  });
  if (coverage.isDocumented) return pass(saysOf(coverage));
  // A face or voice that is nobody's has nobody to ask.
  return personal.some(({ hasPerson }) => hasPerson === "yes")
    ? warn(saysOf(coverage))
    : undetermined(`${saysOf(coverage)}; it is needed where ${wordsOf(personal)} is that of a person`);
}

function saysOf({ attributes }: Coverage): string {
  return attributes.map(({ says }) => says).join("; ");
}

function wordsOf(kinds: readonly SynthesisKind[]): string {
  return kinds.map(({ words }) => words).join(" and ");
}

function judgeSecurity({ aigc }: Evidence): Judgment {
  const filled = aigc.filter(({ security }) => security.kind !== "none");
  if (filled.length === 0) return notApplicable("the reserved field is empty");
  if (filled.some(({ isSecurityVerified }) => isSecurityVerified === false))
    return warn("the signature does not hold");
  if (filled.every(({ isSecurityVerified }) => isSecurityVerified === true))
    return pass("it holds; its key is in the same file, so it says nothing about who made it");
  return undetermined("the reserved field holds data of its producer's own");
}
