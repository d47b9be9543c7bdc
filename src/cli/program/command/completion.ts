/** colophon completion, as declared. */
import type { CommandSpec } from "../spec.js";

export const completion: CommandSpec = {
  name: "completion",
  group: "Help",
  summary: "completions for your shell",
  about: "Prints a script that makes the shell complete commands, options and names.",
  arguments: [
    {
      name: "shell",
      says: "which shell",
      isRequired: true,
      isRepeatable: false,
      choices: ["bash", "zsh", "fish"],
    },
  ],
  options: [],
  examples: [
    { line: "source <(colophon completion bash)", says: "In ~/.bashrc." },
    { line: 'colophon completion zsh > "${fpath[1]}/_colophon"', says: "Once, for zsh." },
    { line: "colophon completion fish > ~/.config/fish/completions/colophon.fish", says: "Once, for fish." },
  ],
  exits: [
    { code: 0, says: "done" },
    { code: 2, says: "there is no script for this shell" },
  ],
};
