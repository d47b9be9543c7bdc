/** The C2PA conformance rules (0.2, for spec 2.4) that a signer can break, checked on what was really written. */
import type { Action, Assertion, Credential } from "../credential/credential.js";
import { asList, asRecord } from "../credential/json.js";
import { actionKind } from "../disclosure/actions.js";
import { assertionStanding, isActionParameter } from "./reserved-names.js";

interface Rule {
  /** The rule's name in the official asset rubric. */
  trait: string;
  isMet(credential: Credential): boolean;
}

const isActionList = (assertion: Assertion) => /^c2pa\.actions/.test(assertion.label);
const isInception = ({ name }: Action) => name === "c2pa.created" || name === "c2pa.opened";
const isOwn = (name: string) => name.startsWith("c2pa.");

const rules: readonly Rule[] = [
  { trait: "active_manifest_urn", isMet: ({ label }) => label.startsWith("urn:c2pa:") },
  {
    trait: "mandatory_spec_version",
    // Claims of version 1 have no place for it.
    isMet: ({ claimVersion = 0, generators: [first] }) =>
      claimVersion >= 2 && /^2\.4(\.|$)/.test(first?.specVersion ?? ""),
  },
  {
    trait: "mandatory_all_actions_included",
    isMet: (active) =>
      active.assertions
        .filter(isActionList)
        .every((assertion) => asRecord(assertion.data).allActionsIncluded !== undefined),
  },
  {
    trait: "inception_action_position",
    isMet: ({ assertions, actions: [first] }) => {
      const list = assertions.find(isActionList);
      return list?.isCreated === true && list.label === "c2pa.actions.v2" && !!first && isInception(first);
    },
  },
  {
    trait: "mandatory_dst_for_created_action",
    isMet: everyAction("c2pa.created", (action) => action.digitalSourceType !== undefined),
  },
  {
    trait: "no_dst_for_opened_action",
    isMet: everyAction("c2pa.opened", (action) => action.digitalSourceType === undefined),
  },
  {
    trait: "opened_action_ingredient_reference",
    // "ingredient" was the place for it in version 1 of actions.
    isMet: everyAction("c2pa.opened", ({ parameters }) => asList(parameters.ingredients).length === 1),
  },
  {
    trait: "all_actions_included_opened",
    isMet: ({ actions, hasAllActions }) =>
      actions.length !== 1 || actions[0]?.name !== "c2pa.opened" || hasAllActions === true,
  },
  {
    trait: "mandatory_dst_for_perceptible_transformations",
    isMet: (active) =>
      active.actions.every(
        (action) =>
          action.digitalSourceType !== undefined ||
          actionKind(action.name)?.sourceType !== "required" ||
          isInception(action),
      ),
  },
  {
    trait: "no_deprecated_actions",
    isMet: (active) => active.actions.every((action) => !actionKind(action.name)?.isDeprecated),
  },
  {
    trait: "no_unsupported_actions",
    isMet: (active) =>
      active.actions.every((action) => !isOwn(action.name) || actionKind(action.name) !== undefined),
  },
  {
    trait: "no_unrecognized_custom_actions",
    isMet: (active) => active.actions.every((action) => action.name.includes(".")),
  },
  {
    trait: "no_unrecognized_custom_action_parameters",
    isMet: (active) =>
      active.actions.every(({ parameters }) => Object.keys(parameters).every(isActionParameter)),
  },
  {
    trait: "no_unsupported_assertions",
    isMet: (active) => !active.assertions.some(({ label }) => assertionStanding(label) === "made-up"),
  },
  {
    trait: "no_unrecognized_custom_assertions",
    isMet: (active) => active.assertions.every((assertion) => assertion.label.includes(".")),
  },
  {
    trait: "no_deprecated_assertions",
    isMet: (active) =>
      ![...active.assertions, ...active.ingredients].some(
        ({ label }) => assertionStanding(label) === "deprecated",
      ),
  },
];

function everyAction(name: string, isMet: (action: Action) => boolean): Rule["isMet"] {
  return (active) => active.actions.filter((action) => action.name === name).every(isMet);
}

/** The names of the rules that what was written does not meet. */
export function brokenRules(credential: Credential): string[] {
  return rules.filter((rule) => !rule.isMet(credential)).map((rule) => rule.trait);
}
