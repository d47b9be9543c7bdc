/** docs/reference.md, from the same declaration as the help. */
import { commandGroups, program } from "../program/index.js";
import { type CommandSpec, type OptionSpec, type Topic, type TopicBlock, usageOf } from "../program/spec.js";
import { topics } from "../program/topics.js";
import { groupsOf, optionText, usageLines } from "./help.js";

export function reference(): string {
  const parts = [
    "<!-- written by docs/generate.js: change src/cli/program and run it -->",
    "# Reference",
    `colophon ${program.tagline}.`,
    ...commandGroups.flatMap((group) => [
      `## ${group}`,
      ...program.commands
        .filter((spec) => spec.group === group)
        .flatMap((spec) => commandPart([spec.name], spec)),
    ]),
    "## Options of every command",
    optionTable(program.options),
    "## Topics",
    ...topics.flatMap(topicPart),
  ];
  return `${parts.join("\n\n")}\n`;
}

function commandPart(path: readonly string[], spec: CommandSpec): string[] {
  const argumentRows = spec.arguments.map(
    (entry) =>
      [
        usageOf(entry),
        entry.choices === undefined ? entry.says : `${entry.says}: ${entry.choices.join(", ")}`,
      ] as const,
  );
  return [
    `${path.length === 1 ? "###" : "####"} colophon ${path.join(" ")}`,
    markdown(spec.about),
    fence(usageLines(path, spec)),
    ...(argumentRows.length === 0 ? [] : [table(["Argument", "Meaning"], argumentRows)]),
    ...groupsOf(spec.options).flatMap(([group, options]) => [`**${group}**`, optionTable(options)]),
    fence(spec.examples.flatMap(({ line, says }) => [`# ${says}`, line])),
    table(
      ["Exit", "When"],
      spec.exits.map(({ code, says }) => [String(code), says] as const),
    ),
    ...(spec.commands ?? []).flatMap((below) => commandPart([...path, below.name], below)),
  ];
}

function topicPart(topic: Topic): string[] {
  return [`### ${topic.name}`, ...topic.content().map(blockPart)];
}

function blockPart(block: TopicBlock): string {
  switch (block.kind) {
    case "text":
      return markdown(block.text);
    case "sample":
      return ["```json", ...block.lines, "```"].join("\n");
    case "rows":
      return table(["Name", "Meaning"], block.rows);
  }
}

function optionTable(options: readonly OptionSpec[]): string {
  return table(
    ["Option", "Meaning"],
    options.map((option) => [option.flags, optionText(option)] as const),
  );
}

function table(head: readonly [string, string], pairs: readonly (readonly [string, string])[]): string {
  return [
    `| ${head.join(" | ")} |`,
    "|---|---|",
    ...pairs.map(([name, says]) => `| \`${name.replaceAll("|", "\\|")}\` | ${markdown(says)} |`),
  ].join("\n");
}

function fence(all: readonly string[]): string {
  return ["```", ...all, "```"].join("\n");
}

function markdown(plain: string): string {
  return plain.replace(/[<>|*_[\]{}]/g, (character) => `\\${character}`);
}
