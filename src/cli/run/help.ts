/** Runs `colophon help`, and answers every --help. */
import { nearest } from "../../command/code-words.js";
import { ColophonError } from "../../error.js";
import { commandHelp, contents, overview, type Page, topicHelp } from "../manual/help.js";
import { allCommands, findCommand } from "../program/index.js";
import { topics } from "../program/topics.js";
import type { Call } from "./call.js";

export async function runHelp(call: Call): Promise<number> {
  call.results.write(call.inputs.length === 0 ? contents(call) : helpOn(call.inputs, call));
  return 0;
}

/** The help of what stands before --help; alone, the overview. */
export function helpOn(words: readonly string[], page: Page): string {
  if (words.length === 0) return overview(page);
  const command = findCommand(words);
  if (command !== undefined) return commandHelp(words, command, page);
  const topic = words.length === 1 ? topics.find(({ name }) => name === words[0]) : undefined;
  if (topic !== undefined) return topicHelp(topic, page);
  throw unknown(words);
}

function unknown(words: readonly string[]): ColophonError {
  const typed = words.join(" ");
  const known = [...allCommands().map(({ path }) => path.join(" ")), ...topics.map(({ name }) => name)];
  const [meant] = nearest(typed, known, 1);
  return new ColophonError("usage.invalid", `no command and no topic named "${typed}"`, {
    hints: [
      ...(meant === undefined ? [] : [`did you mean colophon help ${meant}`]),
      "see them all: colophon help",
    ],
  });
}
