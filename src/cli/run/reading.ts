/** Options that several commands read alike, together with the configuration. */
import { availableParallelism } from "node:os";
import type { Config } from "../../command/configuration.js";
import type { Given } from "../program/given.js";
import { readSize } from "../program/value.js";
import type { Call } from "./call.js";

/** How files are found in folders, and how many are worked on at once. */
export function selectionOf({ given, inputs }: Call, config: Config) {
  return {
    inputs,
    recurse: given.flag("recurse"),
    include: given.texts("include"),
    exclude: given.texts("exclude"),
    failFast: given.isDeclared("failFast") && given.flag("failFast"),
    jobs: given.number("jobs") ?? config.jobs ?? availableParallelism(),
  };
}

/** How a credential is found and judged. */
export function judgingOf({ given }: Call, config: Config) {
  const credential = given.text("credential");
  return {
    trust: trustOf(given.texts("trust"), config),
    ...(credential === undefined ? {} : { credential }),
    remote: given.flag("remote") || config.remote,
    ...limitsOf(given, config),
  };
}

/** What a file may take; undefined is as suits its size. */
export function limitsOf(given: Given, config: Config) {
  const maxMemory = given.number("maxMemory");
  return {
    timeoutMs: timeoutOf(given.number("timeout"), config),
    maxMemoryBytes: maxMemory ?? (config.maxMemory === undefined ? undefined : readSize(config.maxMemory)),
  };
}

/** What is asked for goes before what is configured; nothing means every list that is kept. */
export function trustOf(asked: readonly string[], config: Config): readonly string[] {
  return asked.length > 0 ? asked : (config.trust ?? []);
}

function timeoutOf(seconds: number | undefined, { timeoutSeconds }: Config): number | undefined {
  const wished = seconds ?? timeoutSeconds;
  return wished === undefined ? undefined : Math.round(wished * 1000);
}

/** Optional settings, left out where they were not given. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
