/** Usage errors in colophon's words: what was wrong, and the nearest thing that would be right. */
import { nearest } from "../../command/words.js";
import { ColophonError } from "../../error.js";
import type { CommandSpec } from "./spec.js";

/** Too few words, or more than the command takes. */
export function checkWords(spec: CommandSpec, path: readonly string[], words: readonly string[]): void {
  const command = ["colophon", ...path].join(" ");
  const hints = [`see ${command} --help`];
  const missing = spec.arguments.find(({ isRequired }, at) => isRequired && words[at] === undefined);
  if (missing !== undefined) {
    throw new ColophonError("usage.invalid", `expected <${missing.name}>, found nothing`, { hints });
  }
  const most = spec.arguments.length;
  if (words.length <= most || spec.arguments[most - 1]?.isRepeatable) return;
  const message = `${command} takes fewer arguments: expected ${most}, found ${words.length}`;
  throw new ColophonError("usage.invalid", message, { hints });
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
  return new ColophonError("usage.invalid", `unknown command "${words.join(" ")}"`, { hints });
}
