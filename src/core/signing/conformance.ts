/** The C2PA conformance rules (0.2, for spec 2.4) that a signer can break, checked on what was really written. */
import type { Action, Assertion, Credential } from "../credential/credential.js";
import { asRecord } from "../credential/json.js";
import { actionKind } from "../disclosure/actions.js";

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
    isMet: (active) => active.generators.some(({ specVersion }) => /^2\.4(\.0)?$/.test(specVersion ?? "")),
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
    isMet: (active) =>
      active.assertions.find(isActionList)?.isCreated === true &&
      ["c2pa.created", "c2pa.opened"].includes(active.actions[0]?.name ?? ""),
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
    isMet: everyAction("c2pa.opened", (action) => action.ingredients.length === 1),
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
    trait: "no_unrecognized_custom_assertions",
    isMet: (active) => active.assertions.every((assertion) => assertion.label.includes(".")),
  },
  {
    trait: "no_deprecated_assertions",
    isMet: (active) =>
      !active.assertions.some(({ label }) => /^(stds\.|c2pa\.(actions|ingredient(\.v2)?)$)/.test(label)),
  },
];

function everyAction(name: string, isMet: (action: Action) => boolean): Rule["isMet"] {
  return (active) => active.actions.filter((action) => action.name === name).every(isMet);
}

/** The names of the rules that what was written does not meet. */
export function brokenRules(credential: Credential): string[] {
  return rules.filter((rule) => !rule.isMet(credential)).map((rule) => rule.trait);
}
