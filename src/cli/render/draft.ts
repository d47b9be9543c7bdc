/** Everything a signature would say, in words: what a dry run shows of a draft. */
import type { SignedFile } from "../../command/sign/index.js";
import { describeAction, disclosureFor } from "../../command/words.js";
import { escapeText, makeVisible, quoted } from "../escape.js";
import { hang } from "../width.js";
import { generatorName } from "./naming.js";
import { stringify, toPlain } from "./plain.js";

type Draft = SignedFile["draft"];
type Action = Draft["actions"][number];
type Ingredient = Draft["ingredients"][number];

export const stateWords: Readonly<Record<string, string>> = {
  trusted: "its credential intact",
  valid: "its issuer not recognized",
  invalid: "its credential broken",
  none: "no Content Credentials",
};

const relations: Readonly<Record<Ingredient["relationship"], string>> = {
  parentOf: "made from it",
  componentOf: "placed into the file",
  inputTo: "used to make it",
};

/** Paths stay on this computer: what is shown is what others can read. */
export function draftLines(file: SignedFile, { columns }: { columns: number }): string[] {
  const { draft, certificate, algorithm, generator, network } = file;
  const pairs: [string, string][] = [
    ["title", quoted(draft.title)],
    ["format", escapeText(draft.format)],
    ["beginning", beginningOf(draft)],
    ...draft.actions.map((action): [string, string] => ["action", actionInWords(action, draft)]),
    ...(draft.isComplete ? [["edits", "stated to be all there were"] as [string, string]] : []),
    ...draft.ingredients.map((entry): [string, string] => ["ingredient", ingredientInWords(entry)]),
    ...draft.assertions.map(({ label, data }): [string, string] => [
      "assertion",
      `${escapeText(label, 80)}: ${inOneLine(data)}`,
    ]),
    ["thumbnail", file.thumbnailBytes === undefined ? "none" : "small pictures of what is signed"],
    ["made with", escapeText(generatorName(generator))],
    ["certificate", quoted(certificate)],
    ["algorithm", algorithm],
    [
      "timestamp",
      network.length === 0 ? "none" : `by ${network.map((host) => escapeText(host, 60)).join(" or ")}`,
    ],
    ["kept", placeOf(draft)],
  ];
  return [
    "",
    "Everything that would be signed:",
    ...pairs.map(([name, text]) => hang(`  ${name.padEnd(12)} `, text, columns)),
  ];
}

function beginningOf({ inception, ingredients }: Draft): string {
  const parent = ingredients.find(({ relationship }) => relationship === "parentOf");
  const title = parent === undefined ? "the file" : quoted(parent.title, 60);
  switch (inception.kind) {
    case "create":
      return [
        `created: ${sourceInWords(inception.sourceType)}`,
        ...(inception.when === undefined ? [] : [`at ${escapeText(inception.when)}`]),
        ...(inception.softwareAgent === undefined
          ? []
          : [`with ${quoted(agentName(inception.softwareAgent))}`]),
      ].join(", ");
    case "edit":
      return `opened from ${title}`;
    case "update":
      return `statements added to ${title}, whose content stays as it is`;
  }
}

function actionInWords(action: Action, { ingredients }: Draft): string {
  const {
    name,
    digitalSourceType,
    description,
    ingredients: ids = [],
    parameters,
    when,
    softwareAgent,
  } = action;
  const used = ingredients.filter(({ instanceId }) => ids.includes(instanceId));
  return [
    escapeText(describeAction(name), 60),
    ...(digitalSourceType === undefined ? [] : [`how: ${sourceInWords(digitalSourceType)}`]),
    ...(description === undefined ? [] : [quoted(description)]),
    ...used.map(({ title }) => quoted(title, 60)),
    ...(when === undefined ? [] : [`at ${escapeText(when)}`]),
    ...(softwareAgent === undefined ? [] : [`with ${quoted(agentName(softwareAgent))}`]),
    ...(parameters === undefined ? [] : [inOneLine(parameters)]),
  ].join(", ");
}

function agentName(agent: NonNullable<Action["softwareAgent"]>): string {
  return typeof agent === "string" ? agent : generatorName(agent);
}

function ingredientInWords({ title, relationship, mimeType, state }: Ingredient): string {
  return [quoted(title), relations[relationship], escapeText(mimeType), stateWords[state]].join(", ");
}

function sourceInWords(uri: string): string {
  return disclosureFor(uri)?.label ?? escapeText(uri);
}

function inOneLine(data: unknown): string {
  return makeVisible(stringify(toPlain(data)));
}

function placeOf({ placement }: Draft): string {
  switch (placement.kind) {
    case "embedded":
      return "in the file";
    case "sidecar":
      return "beside the file";
    case "remote":
      return `beside the file, which names ${quoted(placement.url)}`;
  }
}
