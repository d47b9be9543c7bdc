/** The whole command line on one page. */
import { check } from "./command/check.js";
import { completion } from "./command/completion.js";
import { consent } from "./command/consent.js";
import { doctor } from "./command/doctor.js";
import { explain } from "./command/explain.js";
import { help } from "./command/help.js";
import { identity } from "./command/identity.js";
import { inspect } from "./command/inspect.js";
import { journal } from "./command/journal.js";
import { label } from "./command/label.js";
import { schema } from "./command/schema.js";
import { sign } from "./command/sign.js";
import { trace } from "./command/trace.js";
import { trust } from "./command/trust.js";
import { verify } from "./command/verify.js";
import { watch } from "./command/watch.js";
import { globalOptions, programName } from "./shared-options.js";
import type { CommandGroup, CommandSpec } from "./spec.js";

export const program = {
  name: programName,
  tagline: "says who made a file, when and with what, by its Content Credentials",
  options: globalOptions,
  commands: [
    verify,
    trace,
    inspect,
    check,
    sign,
    label,
    journal,
    watch,
    consent,
    identity,
    trust,
    explain,
    doctor,
    completion,
    schema,
    help,
  ] as readonly CommandSpec[],
} as const;

export const commandGroups: readonly CommandGroup[] = ["Look at files", "Make credentials", "Set up", "Help"];

/** The command that words name, and how many of them it took: ["identity", "create"] → both. */
export function findCommand(words: readonly string[]): CommandSpec | undefined {
  let commands: readonly CommandSpec[] = program.commands;
  let found: CommandSpec | undefined;
  for (const word of words) {
    found = commands.find(({ name }) => name === word);
    if (found === undefined) return undefined;
    commands = found.commands ?? [];
  }
  return found;
}

/** Every command with the words that call it, groups before what is below them. */
export function allCommands(): { path: readonly string[]; spec: CommandSpec }[] {
  return program.commands.flatMap((spec) => [
    { path: [spec.name], spec },
    ...(spec.commands ?? []).map((below) => ({ path: [spec.name, below.name], spec: below })),
  ]);
}
