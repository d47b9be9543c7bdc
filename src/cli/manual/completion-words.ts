/** What can be completed where, gathered from the declaration; the scripts only differ in how they say it. */
import { allCodes } from "../../command/code-words.js";
import { allCommands, program } from "../program/index.js";
import { schemaNames } from "../program/schema-names.js";
import { type Completion, namesOf, type OptionSpec } from "../program/spec.js";
import { topics } from "../program/topics.js";

/** One command with all that may follow its words. */
export interface Completable {
  /** "identity create"; empty for colophon itself. */
  words: string;
  /** Commands below it, with their summaries. */
  below: readonly (readonly [string, string])[];
  options: readonly OptionSpec[];
  /** For the arguments, in their order; the last one also for all that follow. */
  arguments: readonly Source[];
}

export type Source =
  | { kind: "words"; words: readonly string[] }
  | { kind: "file" }
  | { kind: "folder" }
  /** The lines that this command prints. */
  | { kind: "command"; command: string }
  | { kind: "nothing" };

export function completables(): Completable[] {
  const root: Completable = {
    words: "",
    below: program.commands.map(({ name, summary }) => [name, summary]),
    options: program.options,
    arguments: [],
  };
  const others = allCommands().map(({ path, spec }) => ({
    words: path.join(" "),
    below: (spec.commands ?? []).map(({ name, summary }) => [name, summary] as const),
    options: [...spec.options, ...program.options],
    arguments: spec.arguments.map((argument) =>
      argument.choices === undefined ? sourceOf(argument.completes) : words(argument.choices),
    ),
  }));
  return [root, ...others];
}

/** Undefined for an option without a value. */
export function valueSource(option: OptionSpec): Source | undefined {
  if (option.kind === "flag") return undefined;
  return option.choices === undefined ? sourceOf(option.completes) : words(option.choices);
}

export function flagsOf(option: OptionSpec): string[] {
  const { short, long } = namesOf(option);
  return short === undefined ? [long] : [short, long];
}

function sourceOf(completes: Completion | undefined): Source {
  switch (completes) {
    case "file":
    case "folder":
      return { kind: completes };
    case "identity":
      return { kind: "command", command: "colophon identity list -q" };
    case "trust-list":
      return { kind: "command", command: "colophon trust list -q" };
    case "code":
      return words(allCodes());
    case "schema":
      return words(schemaNames);
    case "topic":
      return words([...program.commands.map(({ name }) => name), ...topics.map(({ name }) => name)]);
    case undefined:
      return { kind: "nothing" };
  }
}

function words(all: readonly string[]): Source {
  return { kind: "words", words: all };
}

/** One word for a shell of the Bourne family. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
