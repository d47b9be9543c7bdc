/** Completion scripts for shells, from the same declaration as the help. */
import { bashScript } from "./completion-bash.js";
import { fishScript } from "./completion-fish.js";
import { zshScript } from "./completion-zsh.js";

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export type Shell = keyof typeof scripts;

export function isShell(name: string): name is Shell {
  return Object.hasOwn(scripts, name);
}

export function completionScript(shell: Shell): string {
  return scripts[shell]();
}
