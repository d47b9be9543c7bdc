/** The form in which the whole command line is declared once; parser, help, man page and completions read it. */

export type OptionKind = "flag" | "text" | "number" | "seconds" | "size" | "date";

/** What can be completed in place of a value or an argument. */
export type Completion = "file" | "folder" | "identity" | "trust-list" | "code" | "schema" | "topic";

export interface OptionSpec {
  /** As typed: "-o, --output <path>"; "--no-recurse" is a flag that is on unless given. */
  flags: string;
  /** One clause, lower-case start, no full stop. */
  says: string;
  /** Heading in the help. */
  group: string;
  /** How the value is read and checked: `flag` takes none. */
  kind: OptionKind;
  choices?: readonly string[];
  /** Where the value is a number. */
  least?: number;
  most?: number;
  /** For the reader; the value itself comes from the configuration. */
  defaultText?: string;
  isRepeatable?: boolean;
  isRequired?: boolean;
  completes?: Completion;
  /** The environment variable and the configuration key that say the same. */
  env?: string;
  config?: string;
  conflicts?: readonly string[];
  /** Means something only where another option, by its key, has one of these values. */
  onlyWith?: { key: string; values: readonly string[] };
}

export interface ArgumentSpec {
  name: string;
  says: string;
  isRequired: boolean;
  isRepeatable: boolean;
  choices?: readonly string[];
  completes?: Completion;
}

export interface Example {
  line: string;
  /** One sentence with a full stop. */
  says: string;
}

export type CommandGroup = "Look at files" | "Make credentials" | "Set up" | "Help";

export interface CommandSpec {
  name: string;
  group: CommandGroup;
  /** One clause for lists: lower-case start, no full stop. */
  summary: string;
  /** One sentence, or a few, that open the help. */
  about: string;
  arguments: readonly ArgumentSpec[];
  options: readonly OptionSpec[];
  examples: readonly Example[];
  /** What the codes mean here, where that says more than the one table. */
  exits: readonly { code: number; says: string }[];
  /** The command most people want next. */
  next?: string;
  /** Commands below this one; the one named by `fallback` runs when none is given. */
  commands?: readonly CommandSpec[];
  fallback?: string;
}

export interface Topic {
  name: string;
  summary: string;
  /** Paragraphs and aligned rows, ready to be wrapped. */
  content(): readonly TopicBlock[];
}

export type TopicBlock =
  | { kind: "text"; text: string }
  /** To be copied: never wrapped. */
  | { kind: "sample"; lines: readonly string[] }
  | { kind: "rows"; rows: readonly (readonly [string, string])[] };

/** "-o, --output <path>" → its parts. */
export interface OptionNames {
  short?: string;
  long: string;
  placeholder?: string;
  /** "--no-recurse" → recurse, and true unless given. */
  key: string;
  isNegated: boolean;
}

export function namesOf({ flags }: Pick<OptionSpec, "flags">): OptionNames {
  const match = /^(?:(-\w), )?--(no-)?([a-z0-9-]+)(?: (<[^>]+>))?$/.exec(flags);
  if (match?.[3] === undefined) throw new Error(`option "${flags}" is not declared as "-x, --name <value>"`);
  const [, short, no, name, placeholder] = match;
  return {
    ...(short === undefined ? {} : { short }),
    long: `--${no ?? ""}${name}`,
    ...(placeholder === undefined ? {} : { placeholder }),
    key: name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    isNegated: no !== undefined,
  };
}

/** "<input>..." as it stands in a usage line. */
export function usageOf({ name, isRequired, isRepeatable }: ArgumentSpec): string {
  const dots = isRepeatable ? "..." : "";
  return isRequired ? `<${name}>${dots}` : `[${name}]${dots}`;
}
