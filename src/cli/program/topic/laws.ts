/** colophon help laws */
import { lawAddresses, lawNames, laws, noLegalAdvice, rulesOf } from "../../../command/law-words.js";
import type { Topic, TopicBlock } from "../spec.js";

const samplePolicy = {
  name: "Photo desk",
  issuer: ["Ana Ruiz", "Estudio*"],
  state: "trusted",
  timestamp: true,
  disclosures: ["camera", "computational-camera"],
  maxAgeDays: 30,
};

export const lawsTopic: Topic = {
  name: "laws",
  summary: "the rules that colophon check knows, law by law, and how to write your own",
  content: () => [
    {
      kind: "text",
      text: `colophon check --law takes these names, with commas between them; all is every one but c2pa. Remember: ${noLegalAdvice}.`,
    },
    { kind: "rows", rows: laws.map((law) => [law, lawNames[law]]) },
    {
      kind: "text",
      text: "Each rule of a law that is in force on the day asked for gets a verdict. What a file cannot show is undetermined, and never counts as pass. A rule whose law was not read in its own words warns at most.",
    },
    {
      kind: "rows",
      rows: [
        ["pass", "the file shows that it is so"],
        ["fail", "the file shows that it is not so; exit code 1"],
        ["warn", "it may not be enough; exit code 1 with --strict only"],
        [
          "undetermined",
          "no file can show it, or this one does not; where nothing else of a law is told, exit code 2",
        ],
        ["n/a", "the rule has nothing to say about this file, or is not in force on that day"],
      ],
    },
    ...laws.flatMap(lawBlocks),
    ...policyBlocks,
  ],
};

const longestInRows = 12;

/** Long names would leave a narrow terminal no room beside them. */
function ruleBlocks(rules: readonly { id: string; title: string }[]): TopicBlock[] {
  return rules.every(({ id }) => id.length <= longestInRows)
    ? [{ kind: "rows", rows: rules.map(({ id, title }) => [id, title]) }]
    : rules.map(({ id, title }) => ({ kind: "text", text: `${id}: ${title}` }));
}

function lawBlocks(law: (typeof laws)[number]): TopicBlock[] {
  return [
    { kind: "text", text: `${law}: ${lawNames[law]}` },
    ...ruleBlocks(rulesOf[law]),
    { kind: "sample", lines: [lawAddresses[law]] },
  ];
}

const policyBlocks: readonly TopicBlock[] = [
  {
    kind: "text",
    text: "A policy of your own, for --profile, is one JSON object with a name and some of these keys. It is a file, or lies as NAME.json in the folder profiles beside your configuration and is called by NAME.",
  },
  {
    kind: "rows",
    rows: [
      ["issuer", "a list of names, one of which the issuer has; * and ? stand for any letters"],
      ["state", '"trusted" or "valid"'],
      ["disclosures", "a list of those that are allowed; see colophon help disclosures"],
      ["maxAgeDays", "a number of days since it was signed, at most"],
      ["history", "true: no step of its history is broken"],
      ["timestamp", "true: an authority that a list recognizes says when"],
      ["author", "true: it names its author"],
      ["consent", "true: consent is documented where somebody's face or voice is edited"],
      ["label", "true: people see or hear a label"],
      ["aigc", "true: it has an AIGC label"],
      ["noTraining", "true: it asks not to be used to train AI"],
    ],
  },
  { kind: "sample", lines: JSON.stringify(samplePolicy, null, 2).split("\n") },
];
