/** Which declarations a command line needs: one, when its first word names a command, and otherwise all. */
import type { CommandSpec } from "./spec.js";

const loaders: ReadonlyMap<string, () => Promise<CommandSpec>> = new Map([
  ["verify", async () => (await import("./command/verify.js")).verify],
  ["trace", async () => (await import("./command/trace.js")).trace],
  ["inspect", async () => (await import("./command/inspect.js")).inspect],
  ["check", async () => (await import("./command/check.js")).check],
  ["sign", async () => (await import("./command/sign.js")).sign],
]);

/** A value of an option in front of the command may look like one; then all are loaded, which is only slower. */
export async function loadCommands(argv: readonly string[]): Promise<readonly CommandSpec[]> {
  const load = loaders.get(argv[0] ?? "");
  if (load) return [await load()];
  return (await import("./index.js")).program.commands;
}
