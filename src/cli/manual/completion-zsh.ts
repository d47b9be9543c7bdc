/** The zsh completion script. */
import {
  type Completable,
  completables,
  flagsOf,
  quote,
  type Source,
  valueSource,
} from "./completion-words.js";

export function zshScript(): string {
  const all = completables();
  return `#compdef colophon
# zsh completion for colophon; put it into a folder of $fpath as _colophon
${all.map(commandFunction).join("\n")}
if [ "$funcstack[1]" = "_colophon" ]; then
  _colophon "$@"
else
  compdef _colophon colophon
fi
`;
}

function commandFunction(command: Completable): string {
  const specs = command.options.flatMap((option) => {
    const source = valueSource(option);
    const flags = flagsOf(option);
    const repeat = option.isRepeatable ? "*" : "";
    const value = source === undefined ? "" : `:value:${action(source)}`;
    return flags.map((flag) => quote(`${repeat}${flag}[${escaped(option.says)}]${value}`));
  });
  if (command.below.length === 0) {
    const last = command.arguments.length - 1;
    const positions = command.arguments.map((source, at) =>
      quote(`${at === last ? "*" : at + 1}:argument:${action(source)}`),
    );
    return `${nameOf(command.words)}() {\n  _arguments ${[...specs, ...positions].join(" \\\n    ")}\n}`;
  }
  const below = command.below.map(([name, summary]) => quote(`${name}:${summary.replaceAll(":", "\\:")}`));
  const cases = command.below.map(
    ([name]) => `        ${name}) ${nameOf([command.words, name].filter(Boolean).join(" "))} ;;`,
  );
  return `${nameOf(command.words)}() {
  local line state
  local -a below
  below=(${below.join(" \\\n    ")})
  _arguments -C ${specs.join(" \\\n    ")} \\
    '1:command:->below' \\
    '*::arguments:->rest'
  case "$state" in
    below) _describe command below ;;
    rest)
      case "$line[1]" in
${cases.join("\n")}
      esac
      ;;
  esac
}`;
}

function nameOf(words: string): string {
  return words === "" ? "_colophon" : `_colophon_${words.replace(/\W+/g, "_")}`;
}

function action(source: Source): string {
  switch (source.kind) {
    case "words":
      return `(${source.words.join(" ")})`;
    case "file":
      return "_files";
    case "folder":
      return "_files -/";
    case "command":
      return `($(${source.command} 2>/dev/null))`;
    case "nothing":
      return " ";
  }
}

function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, (character) => `\\${character}`);
}
