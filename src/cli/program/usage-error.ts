/** Usage errors in colophon's words: what was wrong, and the nearest thing that would be right. */
import type { CommanderError } from "commander";
import { nearest } from "../../command/code-words.js";
import { ColophonError } from "../../error.js";
import type { CommandSpec } from "./spec.js";

/** The library's message is only read for the names in it. */
export function asUsageError(error: CommanderError, path: readonly string[]): ColophonError {
  const words = ["colophon", ...path].join(" ");
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const help = `see ${words} --help`;
  switch (error.code) {
    case "commander.unknownOption": {
      const meant = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message)?.[1];
      const hints = meant === undefined ? [help] : [`did you mean ${meant}`, help];
      return usage(`unknown option "${name}"`, hints);
    }
    case "commander.optionMissingArgument":
      return usage(`expected a value for ${name}, found none`, [help]);
    case "commander.missingArgument":
      return usage(`expected <${name}>, found nothing`, [help]);
    case "commander.excessArguments":
      return usage(tooMany(error.message), [help]);
    default:
      return usage(error.message.replace(/^error: /, ""), [help]);
  }
}

/** "Expected 1 argument but got 2." */
function tooMany(message: string): string {
  const [, most = "fewer", count = "more"] = /Expected (\d+) arguments? but got (\d+)/.exec(message) ?? [];
  return `expected ${most === "0" ? "no" : most} argument${most === "1" ? "" : "s"}, found ${count}`;
}

/** @param words what was typed: "verfy", or "identity creat" */
export function unknownCommand(words: readonly string[], known: readonly CommandSpec[]): ColophonError {
  const before = ["colophon", ...words.slice(0, -1)].join(" ");
  const [meant] = nearest(
    words[words.length - 1] ?? "",
    known.map(({ name }) => name),
    1,
  );
  const hints = [
    ...(meant === undefined ? [] : [`did you mean ${before} ${meant}`]),
    words.length > 1 ? `see ${before} --help` : "see all commands: colophon help",
  ];
  return usage(`unknown command "${words.join(" ")}"`, hints);
}

function usage(message: string, hints: string[]): ColophonError {
  return new ColophonError("usage.invalid", `${message}`, { hints });
}
