/** argv → what is asked for: the only file that knows the parsing library. */
import { Command, CommanderError, Option } from "commander";
import { ColophonError } from "../../error.js";
import { createGiven, type Given } from "./given.js";
import { loadCommands } from "./loading.js";
import { globalOptions, programName } from "./shared-options.js";
import { type ArgumentSpec, type CommandSpec, namesOf, type OptionSpec, usageOf } from "./spec.js";
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
  checkConflicts(options, values);
  checkRequired(options, values, path);
  checkSense(options, values);
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

function checkChoice(spec: ArgumentSpec, text: string | undefined): void {
  if (text === undefined || spec.choices === undefined || spec.choices.includes(text)) return;
  throw new ColophonError(
    "usage.invalid",
    `expected one of ${spec.choices.join(", ")} for ${usageOf(spec)}, found "${text}"`,
  );
}

function checkConflicts(options: readonly OptionSpec[], values: Readonly<Record<string, unknown>>): void {
  const isSet = (key: string) => values[key] !== undefined && values[key] !== false;
  for (const option of options) {
    const { key, long, isNegated } = namesOf(option);
    if (isNegated || !isSet(key)) continue;
    const other = options.find((entry) => {
      const names = namesOf(entry);
      return option.conflicts?.includes(names.key) === true && isSet(names.key);
    });
    if (other === undefined) continue;
    const message = `${long} and ${namesOf(other).long} cannot be used together`;
    throw new ColophonError("usage.conflict", message, { hints: ["leave one of them out"] });
  }
}

function checkRequired(
  options: readonly OptionSpec[],
  values: Readonly<Record<string, unknown>>,
  path: readonly string[],
): void {
  const missing = options.find((option) => option.isRequired && values[namesOf(option).key] === undefined);
  if (missing === undefined) return;
  throw new ColophonError("usage.invalid", `expected ${missing.flags}, found nothing`, {
    hints: [`see ${[programName, ...path].join(" ")} --help`],
  });
}

function checkSense(options: readonly OptionSpec[], values: Readonly<Record<string, unknown>>): void {
  for (const { onlyWith, ...option } of options) {
    const { key, long, isNegated } = namesOf(option);
    const isGiven = isNegated ? values[key] === false : values[key] !== undefined && values[key] !== false;
    if (onlyWith === undefined || !isGiven) continue;
    const found = String(values[onlyWith.key]);
    if (onlyWith.values.includes(found)) continue;
    throw new ColophonError("usage.conflict", `${long} means nothing with --${onlyWith.key} ${found}`, {
      hints: [`it goes with --${onlyWith.key} ${onlyWith.values.join(" or ")}`],
    });
  }
}

/** The command words at the head of argv, for hints. */
function pathIn(argv: readonly string[], commands: readonly CommandSpec[]): string[] {
  const words = argv.filter((word) => !word.startsWith("-"));
  const [first = "", second = ""] = words;
  const spec = commands.find(({ name }) => name === first);
  if (spec === undefined) return [];
  return spec.commands?.some(({ name }) => name === second) ? [first, second] : [first];
}
