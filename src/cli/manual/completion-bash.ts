/** The bash completion script; written for bash 3.2, which macOS still has. */
import {
  type Completable,
  completables,
  flagsOf,
  quote,
  type Source,
  valueSource,
} from "./completion-words.js";

export function bashScript(): string {
  const all = completables();
  const groups = all.filter(({ words, below }) => words !== "" && below.length > 0).map(({ words }) => words);
  return `# bash completion for colophon; load it with: source <(colophon completion bash)
_colophon() {
  local cur prev words i
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  words=""
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      -*) ;;
      *)
        if [ -z "$words" ]; then
          words="\${COMP_WORDS[i]}"
        else
          case "$words" in
            ${groups.join("|")}) words="$words \${COMP_WORDS[i]}" ;;
          esac
        fi
        ;;
    esac
  done
  case "$words" in
${all.map(commandCase).join("\n")}
  esac
}
complete -F _colophon colophon
`;
}

/** Depth is decided by the words before the cursor; a value goes before anything else. */
function commandCase(command: Completable): string {
  const valued = command.options.flatMap((option) => {
    const source = valueSource(option);
    return source === undefined ? [] : [`        ${flagsOf(option).join("|")}) ${reply(source)}; return ;;`];
  });
  const flags = command.options.flatMap(flagsOf).join(" ");
  const [argument = { kind: "nothing" } as Source] = command.arguments;
  const rest =
    command.below.length > 0
      ? reply({ kind: "words", words: command.below.map(([name]) => name) })
      : reply(argument);
  return `    ${quote(command.words)})
      case "$prev" in
${valued.join("\n")}
      esac
      case "$cur" in
        -*) ${reply({ kind: "words", words: flags.split(" ") })} ;;
        *) ${rest} ;;
      esac
      ;;`;
}

function reply(source: Source): string {
  switch (source.kind) {
    case "words":
      return `COMPREPLY=($(compgen -W ${quote(source.words.join(" "))} -- "$cur"))`;
    case "file":
      return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))';
    case "folder":
      return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur"))';
    case "command":
      return `COMPREPLY=($(compgen -W "$(${source.command} 2>/dev/null)" -- "$cur"))`;
    case "nothing":
      return "COMPREPLY=()";
  }
}
