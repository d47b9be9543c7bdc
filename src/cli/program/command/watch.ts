/** colophon watch, as declared: its own options, and those of the commands it can do. */
import { reportOption, selectionOptions } from "../shared-options.js";
import { type CommandSpec, namesOf, type OptionSpec } from "../spec.js";
import { check } from "./check.js";
import { label } from "./label.js";
import { sign } from "./sign.js";
import { verify } from "./verify.js";

/** What can be done with each file, those with the fuller declarations first; a command that is added here has a runner in src/cli/run/watch.ts. */
const doable: readonly CommandSpec[] = [sign, verify, check, label];

/** A folder in its own right, or without sense where nobody waits for the end. */
const without: readonly string[] = ["failFast", "dryRun", "continue", "before", "list", "sarif"];

const own: readonly OptionSpec[] = [
  {
    flags: "--do <command>",
    says: "what to do with each file; the options of that command follow",
    group: "Watch",
    kind: "text",
    choices: doable.map(({ name }) => name),
    isRequired: true,
  },
  {
    flags: "--settle <seconds>",
    says: "leave a file alone until it has not changed for so long",
    group: "Watch",
    kind: "seconds",
    least: 0.1,
    most: 3600,
    defaultText: "2",
  },
  { ...reportOption, says: "write each result to this file; what it shows to be done is not taken up again" },
  ...selectionOptions.filter((option) => !without.includes(namesOf(option).key)),
];

/** Options of the same name mean the same; the first declaration stands for all. */
function united(options: readonly OptionSpec[]): OptionSpec[] {
  const seen = new Set<string>(without);
  return options.filter((option) => {
    const name = nameOf(option);
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}

/** One that some of the commands have, and not watch itself, is refused with the others. */
function belonging(option: OptionSpec): OptionSpec {
  const values = doable
    .filter(({ options }) => options.some((one) => nameOf(one) === nameOf(option)))
    .map(({ name }) => name);
  return values.length === doable.length ? option : { ...option, onlyWith: { key: "do", values } };
}

function nameOf(option: OptionSpec): string {
  const { key, isNegated } = namesOf(option);
  return isNegated ? `no ${key}` : key;
}

export const watch: CommandSpec = {
  name: "watch",
  group: "Make credentials",
  summary: "do this with every file that comes into a folder",
  about:
    "Waits for files in a folder, and verifies, checks, signs or labels each as soon as it has come to rest. What is done stays done: a restart takes up only what is new and what failed, and until then a file that fails is told of once, unless it changes. What stands under the name of an output is replaced with --force only. It runs until it is interrupted.",
  arguments: [
    {
      name: "folder",
      says: "the folder to watch",
      isRequired: true,
      isRepeatable: false,
      completes: "folder",
    },
  ],
  options: united([...own, ...doable.flatMap(({ options }) => options.map(belonging))]),
  examples: [
    {
      line: "colophon watch inbox/ --do verify --report verified.jsonl",
      says: "Verify what arrives, and keep a record.",
    },
    {
      line: "colophon watch renders/ --do sign --as ai-generated -o signed/",
      says: "Sign what a program writes there.",
    },
    {
      line: "colophon watch renders/ --do label --as ai-generated --system ExampleGen -o labeled/",
      says: "Label what a generator writes there.",
    },
  ],
  exits: [
    { code: 0, says: "it was interrupted, which is its proper end" },
    {
      code: 2,
      says: "the folder cannot be watched, what is to be done cannot be, or the report not written",
    },
  ],
  next: "colophon verify <input>",
};
