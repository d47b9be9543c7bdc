/** C2PA itself: conformance 0.2 for spec 2.4, the rules that a signer can break. */
import { brokenRules } from "../../signing/conformance.js";
import type { Evidence } from "../evidence.js";
import { fail, type Judgment, notApplicable, pass, type Rule, undetermined } from "../rule.js";

const source = "C2PA conformance 0.2 for spec 2.4, asset rubric";

const traits: Readonly<Record<string, string>> = {
  active_manifest_urn: "the manifest's label is a urn:c2pa",
  mandatory_spec_version: "the generator names spec version 2.4",
  mandatory_all_actions_included: "the list of actions says whether it is complete",
  inception_action_position: "the first action says how the file began",
  mandatory_dst_for_created_action: "what is created says how, by a digital source type",
  no_dst_for_opened_action: "what is opened states no digital source type of its own",
  opened_action_ingredient_reference: "what is opened names its one ingredient",
  all_actions_included_opened: "what is only opened and saved says that nothing else was done",
  mandatory_dst_for_perceptible_transformations: "changes that can be perceived say how they were made",
  no_deprecated_actions: "no action is deprecated",
  no_unsupported_actions: "no action of C2PA is made up",
  no_unrecognized_custom_actions: "actions of one's own have a namespace",
  no_unrecognized_custom_action_parameters: "parameters of one's own have a namespace",
  no_unsupported_assertions: "no assertion of C2PA is made up",
  no_unrecognized_custom_assertions: "assertions of one's own have a namespace",
  no_deprecated_assertions: "no assertion is deprecated",
};

export const conformance: readonly Rule[] = [
  {
    law: "c2pa",
    id: "C2PA-valid",
    title: "the Content Credentials are intact",
    source,
    why: "whatever a broken credential says may have been said by anybody",
    // One rule has to say that there is nothing to hold against the others: a gate must not take that for a yes.
    verdict: ({ verification }) => {
      if (verification?.state === "invalid") return fail("they are invalid");
      return verification?.credential
        ? pass("since they were issued")
        : undetermined("there are none to hold against the rules");
    },
  },
  {
    law: "c2pa",
    id: "C2PA-history",
    title: "the history is intact",
    source,
    why: "a credential that builds on a broken one launders it",
    verdict: withCredential((evidence) =>
      evidence.verification?.history.answer === "broken"
        ? fail("a step of it is broken")
        : passIfIntact(evidence, "as far as it goes"),
    ),
  },
  ...Object.entries(traits).map(
    ([trait, title]): Rule => ({
      law: "c2pa",
      id: `C2PA-${trait.replaceAll("_", "-")}`,
      title,
      source: `${source}, ${trait}`,
      why: "software that reads credentials counts on it",
      verdict: withCredential((evidence) =>
        evidence.verification?.credential && brokenRules(evidence.verification.credential).includes(trait)
          ? fail("it is not so")
          : passIfIntact(evidence, "it is so"),
      ),
    }),
  ),
];

function passIfIntact({ verification }: Evidence, says: string): Judgment {
  return verification?.state === "invalid"
    ? undetermined("they are invalid, so what they say may be anybody's")
    : pass(says);
}

function withCredential(question: (evidence: Evidence) => Judgment): Rule["verdict"] {
  return (evidence) =>
    evidence.verification?.credential
      ? question(evidence)
      : notApplicable("there are no Content Credentials");
}
