/** Words of a command line → the command they name, the values of its options, and what is left over. */
import { nearest } from "../../command/words.js";
import { ColophonError } from "../../error.js";
import { type CommandSpec, namesOf, type OptionNames, type OptionSpec } from "./spec.js";
import { readValue } from "./value.js";

export interface Reading {
  path: readonly string[];
  /** Undefined where no command was named. */
  spec?: CommandSpec;
  options: readonly OptionSpec[];
  words: readonly string[];
  values: Record<string, unknown>;
  /** The first thing that could not be understood: said only where nobody asks for help instead. */
  fault?: ColophonError;
}

/** A global option may stand before the command as well as behind it. */
export function readWords(
  argv: readonly string[],
  commands: readonly CommandSpec[],
  globals: readonly OptionSpec[],
): Reading {
  const rest = [...argv];
  const words: string[] = [];
  let level: Level = { path: [], options: globals, commands };
  const values: Record<string, unknown> = {};
  let fault: ColophonError | undefined;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      words.push(...rest.splice(0));
    } else if (word.startsWith("-") && word !== "-") {
      try {
        readOption(word, rest, level, values);
      } catch (error) {
        if (!(error instanceof ColophonError)) throw error;
        fault ??= error;
      }
    } else {
      const below = words.length === 0 ? level.commands.find(({ name }) => name === word) : undefined;
      if (below === undefined) words.push(word);
      else level = levelOf(below, level.path, globals);
    }
  }
  const { path, spec, options } = level;
  return {
    path,
    options,
    words,
    values: { ...defaultsOf(options), ...values },
    ...(spec ? { spec } : {}),
    ...(fault ? { fault } : {}),
  };
}

interface Level {
  path: readonly string[];
  spec?: CommandSpec;
  options: readonly OptionSpec[];
  commands: readonly CommandSpec[];
}

function levelOf(spec: CommandSpec, above: readonly string[], globals: readonly OptionSpec[]): Level {
  const options = [...spec.options, ...globals];
  return { path: [...above, spec.name], spec, options, commands: spec.commands ?? [] };
}

/** What has only a `--no-` form is on unless that is given. */
function defaultsOf(options: readonly OptionSpec[]): Record<string, true> {
  const names = options.map(namesOf);
  const isOnByDefault = ({ key, isNegated }: OptionNames) =>
    isNegated && !names.some((other) => other.key === key && !other.isNegated);
  return Object.fromEntries(names.filter(isOnByDefault).map(({ key }) => [key, true]));
}

/** Takes its value from `rest` where it stands in a word of its own: `--title=x`, `--title x`, `-o x`, `-ox`, `-qf`. */
function readOption(word: string, rest: string[], level: Level, values: Record<string, unknown>): void {
  const [, short, tail = ""] = /^(-[^-])(.*)$/s.exec(word) ?? [];
  const [, long, attached] = /^(--[^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const name = short ?? long ?? word;
  const option = level.options.find((entry) => {
    const names = namesOf(entry);
    return short === undefined ? names.long === long : names.short === short;
  });
  if (option === undefined) throw unknownOption(name, level);
  const { key, isNegated } = namesOf(option);
  if (option.kind === "flag") {
    if (attached !== undefined) throw usage(`${name} takes no value, found "${attached}"`, level);
    values[key] = !isNegated;
    if (tail !== "") readOption(`-${tail}`, rest, level, values);
    return;
  }
  const text = attached ?? (tail === "" ? rest.shift() : tail);
  if (text === undefined) throw usage(`expected a value for ${option.flags}, found none`, level);
  const value = readValue(option, text);
  values[key] = option.isRepeatable ? [...((values[key] as unknown[] | undefined) ?? []), value] : value;
}

function unknownOption(name: string, level: Level): ColophonError {
  const known = level.options.map((option) => namesOf(option).long);
  const [meant] = name.startsWith("--")
    ? nearest(
        name.slice(2),
        known.map((long) => long.slice(2)),
        1,
      )
    : [];
  return usage(`unknown option "${name}"`, level, meant === undefined ? [] : [`did you mean --${meant}`]);
}

function usage(message: string, { path }: Level, hints: readonly string[] = []): ColophonError {
  const help = `see ${["colophon", ...path].join(" ")} --help`;
  return new ColophonError("usage.invalid", message, { hints: [...hints, help] });
}
