/** What was given on the command line, read by kind, so that a runner and the declaration cannot disagree. */
import { namesOf, type OptionKind, type OptionSpec } from "./spec.js";

export interface Given {
  flag(key: string): boolean;
  text(key: string): string | undefined;
  /** Every value of a repeatable option, in order. */
  texts(key: string): readonly string[];
  number(key: string): number | undefined;
  date(key: string): Date | undefined;
  isDeclared(key: string): boolean;
  /** Turned off with its `--no-` form. */
  isOff(key: string): boolean;
}

/** Reading an option that is not declared, or as another kind, is a defect and says so. */
export function createGiven(
  options: readonly OptionSpec[],
  values: Readonly<Record<string, unknown>>,
): Given {
  const declared = byKey(options);
  const read = (key: string, kinds: readonly OptionKind[], isRepeatable = false) => {
    const isDeclared = declared
      .get(key)
      ?.some((option) => kinds.includes(option.kind) && (option.isRepeatable ?? false) === isRepeatable);
    if (!isDeclared) throw new Error(`option "${key}" is not declared as ${kinds.join(" or ")}`);
    return values[key];
  };
  return {
    flag: (key) => read(key, ["flag"]) === true,
    text: (key) => asText(read(key, ["text"])),
    texts: (key) => (read(key, ["text"], true) as readonly string[] | undefined) ?? [],
    number: (key) => {
      const value = read(key, ["number", "seconds", "size"]);
      return typeof value === "number" ? value : undefined;
    },
    date: (key) => {
      const value = read(key, ["date"]);
      return value instanceof Date ? value : undefined;
    },
    isDeclared: (key) => declared.has(key),
    isOff: (key) => read(key, ["flag"]) === false,
  };
}

/** Once for all: some are asked for with every file. A key may have a `--no-` form of its own. */
function byKey(options: readonly OptionSpec[]): ReadonlyMap<string, readonly OptionSpec[]> {
  const groups = new Map<string, OptionSpec[]>();
  for (const option of options) {
    const { key } = namesOf(option);
    groups.set(key, [...(groups.get(key) ?? []), option]);
  }
  return groups;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
