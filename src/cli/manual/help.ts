/** Help on the screen: one sentence, usage, examples, options in groups, exit status, the next command. */
import { commandGroups, program } from "../program/index.js";
import {
  type CommandSpec,
  namesOf,
  type OptionSpec,
  type Topic,
  type TopicBlock,
  usageOf,
} from "../program/spec.js";
import { topics } from "../program/topics.js";
import type { Style } from "../style.js";
import { wrap } from "../width.js";
import { rows } from "./rows.js";

export interface Page {
  columns: number;
  style: Style;
}

/** What `colophon` alone says. */
export function overview(page: Page): string {
  return lines([
    ...wrap(`colophon ${program.tagline}`, page.columns),
    "",
    ...rows(
      commandGroups.map((group) => [
        page.style.bold(group),
        program.commands
          .filter((spec) => spec.group === group)
          .map(({ name }) => name)
          .join("  "),
      ]),
      page.columns,
    ),
    "",
    ...rows(
      [
        ["colophon verify photo.jpg", "what does it say, and can I believe it?"],
        ["colophon trace photo.jpg", "where did it come from?"],
        ["colophon identity create NAME", "a name to sign with"],
        ["colophon sign --as camera photo.jpg", "put my name to it"],
      ],
      page.columns,
    ),
    "",
    ...wrap("More: colophon help, colophon help COMMAND, colophon COMMAND --help", page.columns),
  ]);
}

/** What `colophon help` says: every command and every topic. */
export function contents(page: Page): string {
  return lines([
    ...wrap(`colophon ${program.tagline}`, page.columns),
    ...commandGroups.flatMap((group) => [
      "",
      page.style.bold(group),
      ...commandRows(
        program.commands.filter((spec) => spec.group === group),
        page,
      ),
    ]),
    "",
    page.style.bold("Topics"),
    ...rows(
      topics.map(({ name, summary }) => [`  ${name}`, summary]),
      page.columns,
    ),
    "",
    page.style.bold("Everywhere"),
    ...optionRows(program.options, page),
    "",
    ...wrap("More: colophon help NAME", page.columns),
  ]);
}

export function commandHelp(path: readonly string[], spec: CommandSpec, page: Page): string {
  const { columns, style } = page;
  return lines([
    ...wrap(spec.about, columns),
    "",
    style.bold("Usage"),
    ...usageLines(path, spec).flatMap((line) => indented(line, columns)),
    ...(spec.arguments.length === 0
      ? []
      : [
          "",
          ...rows(
            spec.arguments.map((entry) => [`  ${usageOf(entry)}`, argumentText(entry)]),
            columns,
          ),
        ]),
    "",
    style.bold("Examples"),
    ...spec.examples.flatMap(({ line, says }) => [
      ...indented(line, columns),
      ...indented(says, columns, 4).map(style.dim),
    ]),
    ...(spec.commands === undefined ? [] : ["", style.bold("Commands"), ...commandRows(spec.commands, page)]),
    ...groupsOf(spec.options).flatMap(([group, options]) => [
      "",
      style.bold(group),
      ...optionRows(options, page),
    ]),
    "",
    style.bold("Everywhere"),
    ...optionRows(program.options, page),
    "",
    style.bold("Exit status"),
    ...rows(
      spec.exits.map(({ code, says }) => [`  ${code}`, says]),
      columns,
    ),
    ...(spec.next === undefined ? [] : ["", ...wrap(`Next: ${spec.next}`, columns)]),
  ]);
}

export function topicHelp(topic: Topic, { columns }: Page): string {
  const blocks = topic.content().map((block) => blockLines(block, columns));
  return lines(blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block])));
}

function blockLines(block: TopicBlock, columns: number): readonly string[] {
  switch (block.kind) {
    case "text":
      return wrap(block.text, columns);
    case "sample":
      return block.lines;
    case "rows":
      return rows(
        block.rows.map(([name, says]) => [`  ${name}`, says]),
        columns,
      );
  }
}

/** One usage line per form; a group has one for each command below it. */
export function usageLines(path: readonly string[], spec: CommandSpec): string[] {
  const words = ["colophon", ...path].join(" ");
  if (spec.commands !== undefined) return [`${words} <command> [options]`];
  return [[words, "[options]", ...spec.arguments.map(usageOf)].join(" ")];
}

/** The options by heading, in the order in which the headings first appear; options for output come last. */
export function groupsOf(options: readonly OptionSpec[]): [string, OptionSpec[]][] {
  const groups = new Map<string, OptionSpec[]>();
  for (const option of options) {
    groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  }
  return [...groups].sort(([a], [b]) => Number(a === "Output") - Number(b === "Output"));
}

/** What an option does, with its choices, default, variable and whether it may be repeated. */
export function optionText(option: OptionSpec): string {
  const notes = [
    ...(option.choices === undefined ? [] : [option.choices.join(", ")]),
    ...(option.defaultText === undefined ? [] : [`default: ${option.defaultText}`]),
    ...(option.isRepeatable ? ["repeatable"] : []),
    ...(option.isRequired ? ["required"] : []),
    ...(option.env === undefined ? [] : [option.env]),
  ];
  return notes.length === 0 ? option.says : `${option.says} (${notes.join("; ")})`;
}

function argumentText({ says, choices }: CommandSpec["arguments"][number]): string {
  return choices === undefined ? says : `${says}: ${choices.join(", ")}`;
}

function optionRows(options: readonly OptionSpec[], { columns }: Page): string[] {
  return rows(
    options.map((option) => {
      const { short } = namesOf(option);
      return [`  ${short === undefined ? "    " : ""}${option.flags}`, optionText(option)];
    }),
    columns,
  );
}

function commandRows(commands: readonly CommandSpec[], { columns }: Page): string[] {
  return rows(
    commands.map(({ name, summary }) => [`  ${name}`, summary]),
    columns,
  );
}

function indented(text: string, columns: number, by = 2): string[] {
  return wrap(text, Math.max(10, columns - by)).map((line) => " ".repeat(by) + line);
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
