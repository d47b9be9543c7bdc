/** The fish completion script. */

import { namesOf, type OptionSpec } from "../program/spec.js";
import { type Completable, completables, type Source, valueSource } from "./completion-words.js";

export function fishScript(): string {
  const all = completables();
  const lines = all.flatMap((command) => commandLines(command));
  return `# fish completion for colophon; put it into ~/.config/fish/completions/colophon.fish
function __colophon_at
  set -l words
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; or set -a words $word
  end
  set -l wanted (string split -n ' ' -- "$argv[1]")
  set -l count (count $wanted)
  if test $count -eq 0; or set -q argv[2]
    test "$words" = "$wanted"
    return
  end
  test (count $words) -ge $count; and test "$words[1..$count]" = "$wanted"
end
complete -c colophon -f
${lines.join("\n")}
`;
}

function commandLines(command: Completable): string[] {
  const at = `-n ${quote(`__colophon_at ${quoteInner(command.words)}`)}`;
  const exactly = `-n ${quote(`__colophon_at ${quoteInner(command.words)} only`)}`;
  const [argument] = command.arguments;
  return [
    ...command.below.map(([name, says]) => `complete -c colophon ${exactly} -a ${name} -d ${quote(says)}`),
    ...command.options.map((option) => `complete -c colophon ${at} ${optionPart(option)}`),
    ...(argument === undefined || argument.kind === "nothing"
      ? []
      : [`complete -c colophon ${at} ${valuePart(argument)}`]),
  ];
}

function optionPart(option: OptionSpec): string {
  const { short, long } = namesOf(option);
  const source = valueSource(option);
  const value = source === undefined ? "" : ` ${source.kind === "file" ? "-r" : "-x"} ${valuePart(source)}`;
  const letter = short === undefined ? "" : `-s ${short.slice(1)} `;
  return `${letter}-l ${long.slice(2)} -d ${quote(option.says)}${value}`.trimEnd();
}

function valuePart(source: Source): string {
  switch (source.kind) {
    case "words":
      return `-a ${quote(source.words.join(" "))}`;
    case "file":
      return "-F";
    case "folder":
      return "-a '(__fish_complete_directories)'";
    case "command":
      return `-a ${quote(`(${source.command} 2>/dev/null)`)}`;
    case "nothing":
      return "";
  }
}

function quoteInner(text: string): string {
  return `"${text}"`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}
