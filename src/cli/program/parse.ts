/** argv → what is asked for. */
import { ColophonError } from "../../error.js";
import { createGiven, type Given } from "./given.js";
import { loadCommands } from "./loading.js";
import { type Reading, readWords } from "./read-words.js";
import { globalOptions, programName } from "./shared-options.js";
import { type ArgumentSpec, type CommandSpec, namesOf, type OptionSpec, usageOf } from "./spec.js";
import { checkWords, unknownCommand } from "./usage-error.js";

export type Asked =
  | { kind: "run"; path: readonly string[]; spec: CommandSpec; inputs: readonly string[]; given: Given }
  | { kind: "help"; path: readonly string[]; given: Given }
  | { kind: "version" };

/**
 * No parsing library: the declaration says all there is to know, and loading one would cost every verification
 * as much as reading its file does. Help and version are answered before anything is complained about.
 *
 * @throws `usage.invalid` or `usage.conflict`, with a hint
 */
export async function parse(argv: readonly string[]): Promise<Asked> {
  const commands = await loadCommands(argv);
  const reading = readWords(argv, commands, globalOptions);
  const { path, spec, options, words, values, fault } = reading;
  if (values.version === true) return { kind: "version" };
  if (values.help === true) return { kind: "help", path, given: createGiven(options, values) };
  const [word] = words;
  const known = spec === undefined ? commands : spec.commands;
  if (known !== undefined && word !== undefined) throw unknownCommand([...path, word], known);
  if (fault !== undefined) throw fault;
  // A group that is named alone runs what most people want of it, or says what there is.
  const fallback = known?.find(({ name }) => name === spec?.fallback);
  if (fallback !== undefined) return run(fallback, { ...reading, path: [...path, fallback.name] });
  if (spec === undefined || spec.commands !== undefined) {
    return { kind: "help", path, given: createGiven(options, values) };
  }
  return run(spec, reading);
}

function run(spec: CommandSpec, { path, options, words, values }: Reading): Asked {
  checkWords(spec, path, words);
  for (const [index, argument] of spec.arguments.entries()) checkChoice(argument, words[index]);
  checkConflicts(options, values);
  checkRequired(options, values, path);
  return { kind: "run", path, spec, inputs: words, given: createGiven(options, values) };
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
