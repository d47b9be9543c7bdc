/** The configuration: which of the places that say something wins, and what a project may not say. */
import { ColophonError } from "../../error.js";
import { nearest } from "../explain/nearest.js";
import {
  type ConfigKey,
  type ConfigOrigin,
  type ConfigSource,
  type ResolvedConfig,
  unconfigured,
} from "./config-defaults.js";
import { foundWords } from "./issue-words.js";
import { refuseInProject } from "./project-limits.js";
import { type Setting, settings } from "./setting.js";
import * as v from "./shape.js";

export {
  type Config,
  type ConfigKey,
  type ConfigOrigin,
  type ConfigSource,
  defaultConfig,
  type ResolvedConfig,
} from "./config-defaults.js";

export const configKeys = Object.keys(settings) as ConfigKey[];

interface Said {
  key: ConfigKey;
  value: unknown;
  origin: ConfigOrigin;
}

/** Strongest first: environment, project, user. Throws `config.invalid` and `config.forbidden`. */
export function resolveConfig(sources: readonly ConfigSource[]): ResolvedConfig {
  const { values, origins } = unconfigured();
  for (const said of sources.toReversed().flatMap(readSource)) {
    Object.assign(values, { [said.key]: said.value });
    origins[said.key] = said.origin;
  }
  return { values, origins };
}

function readSource(source: ConfigSource): Said[] {
  if (source.kind === "environment") return readEnvironment(source);
  return Object.entries(source.values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      if (source.kind === "project") refuseInProject(name, value, source.source);
      const key = configKeys.find((known) => known === name);
      if (key === undefined) refuseUnknown(name, source.source);
      check(settings[key], value, `"${source.source}": "${key}"`);
      return { key, value, origin: { kind: source.kind, source: source.source } };
    });
}

/** Other programs may have variables of such a name too, so only one that is nearly ours is refused. */
function readEnvironment({ kind, values }: ConfigSource): Said[] {
  const variables = configKeys.map((key) => settings[key].variable);
  return Object.entries(values).flatMap(([name, text]) => {
    const key = configKeys.find((known) => settings[known].variable === name);
    if (key === undefined) {
      const [near] = nearest(name, variables, 1);
      const isOwn = near === undefined || name === "COLOPHON_HOME";
      if (isOwn) return [];
      throw new ColophonError("config.invalid", `unknown variable ${name}`, {
        hints: [`did you mean ${near}?`],
      });
    }
    const value = settings[key].fromText(String(text));
    check(settings[key], value, name);
    return [{ key, value, origin: { kind, source: name } }];
  });
}

/** What is no plain word, number or address is told by its kind only: it may be a passphrase or a key. */
function check({ shape, expected }: Setting, value: unknown, where: string): void {
  if (v.is(shape, value)) return;
  throw new ColophonError("config.invalid", `${where}: expected ${expected}, found ${shownValue(value)}`);
}

function shownValue(value: unknown): string {
  if (Array.isArray(value)) {
    const isPlain = value.length <= 4 && value.every((part) => typeof part !== "object" && !isHidden(part));
    return isPlain ? `the list ${value.map(foundWords).join(", ")}`.trimEnd() : "another list";
  }
  return isHidden(value) ? "another text" : foundWords(value);
}

/** An address may hold a password. */
function isHidden(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !/^[\w.,:/+%-]{1,60}$/.test(value);
}

function refuseUnknown(name: string, source: string): never {
  const [near] = nearest(name, configKeys, 1);
  throw new ColophonError("config.invalid", `"${source}": unknown setting ${shown(name)}`, {
    hints: [near === undefined ? "see them all: colophon help config" : `did you mean "${near}"?`],
  });
}

/** A name that is no plain word may be a key too. */
function shown(name: string): string {
  return /^[\w.-]{1,60}$/.test(name) ? `"${name}"` : "whose name is no plain word";
}
