/** The man page, as roff, from the same declaration as the help. */
import { exitCodes } from "../exit.js";
import { commandGroups, program } from "../program/index.js";
import { type CommandSpec, type OptionSpec, type Topic, type TopicBlock, usageOf } from "../program/spec.js";
import { topics } from "../program/topics.js";
import { optionText } from "./help.js";

export function manPage(version: string): string {
  const commands = commandGroups.flatMap((group) => [
    macro("SH", group.toUpperCase()),
    ...program.commands
      .filter((spec) => spec.group === group)
      .flatMap((spec) => commandSection([spec.name], spec)),
  ]);
  const all = [
    `.\\" written by docs/generate.js`,
    // Flush left, whole words: long samples cannot be spread over a line.
    ".ad l",
    ".nh",
    `.TH COLOPHON 1 "" "colophon ${version}" "User Commands"`,
    macro("SH", "NAME"),
    `colophon \\- ${text(program.tagline)}`,
    macro("SH", "SYNOPSIS"),
    ".B colophon",
    ".I command",
    "[\\fIoptions\\fR] [\\fIarguments\\fR]",
    ...commands,
    macro("SH", "OPTIONS OF EVERY COMMAND"),
    ...program.options.flatMap(optionEntry),
    macro("SH", "EXIT STATUS"),
    ...exitCodes.flatMap(({ code, meaning }) => entry(String(code), meaning)),
    ...topics.filter(({ name }) => name !== "exit-codes").flatMap(topicSection),
  ];
  return `${all.join("\n")}\n`;
}

function commandSection(path: readonly string[], spec: CommandSpec): string[] {
  const usage = ["colophon", ...path, "[options]", ...spec.arguments.map(usageOf)].join(" ");
  return [
    macro("SS", `${["colophon", ...path].join(" ")}`),
    ...(spec.commands === undefined ? [`.B ${text(usage)}`, ".PP"] : []),
    text(spec.about),
    ...spec.arguments.flatMap((argument) =>
      entry(
        usageOf(argument),
        argument.choices ? `${argument.says}: ${argument.choices.join(", ")}` : argument.says,
      ),
    ),
    ...spec.options.flatMap(optionEntry),
    ...spec.examples.flatMap(({ line, says }) => [
      ".PP",
      text(says),
      ".PP",
      ".RS 4",
      ".nf",
      text(line),
      ".fi",
      ".RE",
    ]),
    ...(spec.commands ?? []).flatMap((below) => commandSection([...path, below.name], below)),
  ];
}

function topicSection(topic: Topic): string[] {
  return [macro("SH", topic.name.toUpperCase()), ...topic.content().flatMap(blockLines)];
}

function blockLines(block: TopicBlock): string[] {
  switch (block.kind) {
    case "text":
      return [".PP", text(block.text)];
    case "sample":
      return [".PP", ".nf", ...block.lines.map(text), ".fi"];
    case "rows":
      return block.rows.flatMap(([name, says]) => entry(name, says));
  }
}

function optionEntry(option: OptionSpec): string[] {
  return entry(option.flags, optionText(option));
}

function entry(name: string, says: string): string[] {
  return [".TP", `\\fB${text(name)}\\fR`, text(says)];
}

function macro(name: string, title: string): string {
  return `.${name} "${text(title)}"`;
}

/** A line that begins with a dot or a quote would be read as a request; a plain hyphen may become a dash. */
function text(plain: string): string {
  const escaped = plain
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll('"', "\\(dq")
    .replaceAll("~", "\\(ti")
    .replaceAll("^", "\\(ha")
    .replaceAll("`", "\\(ga");
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
