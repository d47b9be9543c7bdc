/** argv → what is asked for: the only file that knows the parsing library. */
import { Command, CommanderError, Option } from "commander";
import { checkChoice, checkOptions } from "./checks.js";
import { createGiven, type Given } from "./given.js";
import { loadCommands } from "./loading.js";
import { globalOptions, programName } from "./shared-options.js";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "./spec.js";
import { readValue } from "./value.js";

export type Asked =
  | { kind: "run"; path: readonly string[]; spec: CommandSpec; inputs: readonly string[]; given: Given }
  | { kind: "help"; path: readonly string[]; given: Given }
  | { kind: "version" };

/** @throws `usage.invalid` or `usage.conflict`, with a hint */
export async function parse(argv: readonly string[]): Promise<Asked> {
  const box: { asked?: Asked } = {};
  const commands = await loadCommands(argv);
  const root = build(commands, box);
  try {
    root.parse([...argv], { from: "user" });
  } catch (error) {
    if (box.asked !== undefined && error instanceof Stop) return box.asked;
    throw await inOurWords(error, argv, commands);
  }
  return box.asked ?? { kind: "help", path: [], given: createGiven(globalOptions, {}) };
}

/** What only a mistake needs is loaded when one was made. */
async function inOurWords(
  error: unknown,
  argv: readonly string[],
  commands: readonly CommandSpec[],
): Promise<unknown> {
  const { asUsageError, unknownCommand } = await import("./usage-error.js");
  if (error instanceof Unknown) return unknownCommand(error.words, error.known);
  return error instanceof CommanderError ? asUsageError(error, pathIn(argv, commands)) : error;
}

/** Words where a command was expected. */
class Unknown extends Error {
  readonly words: readonly string[];
  readonly known: readonly CommandSpec[];
  constructor(words: readonly string[], known: readonly CommandSpec[]) {
    super("unknown command");
    this.words = words;
    this.known = known;
  }
}

/** Help and version are answered at once, before missing arguments are complained about. */
class Stop extends Error {}

interface Box {
  asked?: Asked;
}

function build(commands: readonly CommandSpec[], box: Box): Command {
  const root = bare(new Command(programName), [], globalOptions, box);
  root.argument("[command...]").action((words: string[], values: Record<string, unknown>) => {
    const [word] = words;
    if (word !== undefined) throw new Unknown([word], commands);
    box.asked = { kind: "help", path: [], given: createGiven(globalOptions, values) };
  });
  for (const spec of commands) root.addCommand(commandFor(spec, [spec.name], box));
  return root;
}

function commandFor(spec: CommandSpec, path: readonly string[], box: Box): Command {
  const options = [...spec.options, ...globalOptions];
  const command = bare(new Command(spec.name), path, options, box);
  for (const below of spec.commands ?? []) {
    command.addCommand(commandFor(below, [...path, below.name], box));
  }
  if (spec.commands !== undefined) {
    const fallback = spec.commands.find(({ name }) => name === spec.fallback);
    command
      .argument("[command...]")
      .action((words: string[], values: Record<string, unknown>, self: Command) => {
        if (words.length > 0) throw new Unknown([...path, ...words.slice(0, 1)], spec.commands ?? []);
        box.asked = fallback
          ? run(fallback, [...path, fallback.name], [], self, options)
          : { kind: "help", path, given: createGiven(options, values) };
      });
    return command;
  }
  for (const argument of spec.arguments) addArgument(command, argument);
  command.action((...rest: unknown[]) => {
    const self = rest[rest.length - 1] as Command;
    const inputs = self.args;
    for (const [index, argument] of spec.arguments.entries()) checkChoice(argument, inputs[index]);
    box.asked = run(spec, path, inputs, self, options);
  });
  return command;
}

function run(
  spec: CommandSpec,
  path: readonly string[],
  inputs: readonly string[],
  command: Command,
  options: readonly OptionSpec[],
): Asked {
  // A global option may stand before the command as well as behind it.
  const values = command.optsWithGlobals();
  checkOptions(options, values, path);
  return { kind: "run", path, spec, inputs, given: createGiven(options, values) };
}

/** A command that neither prints nor exits, and knows its own options only. */
function bare(command: Command, path: readonly string[], options: readonly OptionSpec[], box: Box): Command {
  command
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: () => {} })
    .helpOption(false)
    .helpCommand(false)
    .enablePositionalOptions()
    .showSuggestionAfterError();
  for (const option of options) command.addOption(optionFor(option));
  command.on("option:help", () => {
    box.asked = { kind: "help", path, given: createGiven(options, command.optsWithGlobals()) };
    throw new Stop();
  });
  command.on("option:version", () => {
    box.asked = { kind: "version" };
    throw new Stop();
  });
  return command;
}

function optionFor(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.says);
  if (spec.kind === "flag") return option;
  return option.argParser((text: string, before: unknown) => {
    const value = readValue(spec, text);
    return spec.isRepeatable ? [...((before as unknown[] | undefined) ?? []), value] : value;
  });
}

function addArgument(command: Command, spec: ArgumentSpec): void {
  const { name, isRequired, isRepeatable } = spec;
  const dots = isRepeatable ? "..." : "";
  command.argument(isRequired ? `<${name}${dots}>` : `[${name}${dots}]`);
}

/** The command words at the head of argv, for hints. */
function pathIn(argv: readonly string[], commands: readonly CommandSpec[]): string[] {
  const words = argv.filter((word) => !word.startsWith("-"));
  const [first = "", second = ""] = words;
  const spec = commands.find(({ name }) => name === first);
  if (spec === undefined) return [];
  return spec.commands?.some(({ name }) => name === second) ? [first, second] : [first];
}
