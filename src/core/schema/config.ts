/** The configuration: which of the places that say something wins, and what a project may not say. */
import { ColophonError } from "../../error.js";
import { nearest } from "../explain/nearest.js";
import { refuseInProject } from "./project-limits.js";
import { type Setting, settings } from "./setting.js";
import * as v from "./shape.js";

export interface Config {
  identity?: string;
  author?: string;
  /** Timestamp authorities, asked in this order. */
  tsa: string[];
  timestamp: boolean;
  /** The long edge in pixels. */
  thumbnail: number | false;
  /** Absent: as many as suits the machine. */
  jobs?: number;
  timeoutSeconds: number;
  require: "trusted" | "valid";
  /** Absent: every trust list that is kept. */
  trust?: string[];
  remote: boolean;
  color: "auto" | "always" | "never";
  outputTemplate?: string;
  noTrain: boolean;
}

export type ConfigKey = keyof Config & keyof typeof settings;

/** One place that says something; `values` are as they were found, of the environment by variable. */
export interface ConfigSource {
  kind: "flag" | "environment" | "project" | "user";
  /** The file, or a word for what is none. */
  source: string;
  values: Readonly<Record<string, unknown>>;
}

export interface ConfigOrigin {
  kind: ConfigSource["kind"] | "default";
  /** The file or the variable; absent for flags and defaults. */
  source?: string;
}

export interface ResolvedConfig {
  values: Config;
  /** For `doctor`: where each value that is set came from. */
  origins: Partial<Record<ConfigKey, ConfigOrigin>>;
}

export const defaultConfig: Readonly<Config> = {
  tsa: [],
  timestamp: true,
  thumbnail: 1024,
  timeoutSeconds: 30,
  require: "trusted",
  remote: false,
  color: "auto",
  noTrain: false,
};

export const configKeys = Object.keys(settings) as ConfigKey[];

interface Said {
  key: ConfigKey;
  value: unknown;
  origin: ConfigOrigin;
}

/** Strongest first: flags, environment, project, user. Throws `config.invalid` and `config.forbidden`. */
export function resolveConfig(sources: readonly ConfigSource[]): ResolvedConfig {
  const values: Config = { ...defaultConfig };
  const origins: ResolvedConfig["origins"] = {};
  for (const key of configKeys) if (key in defaultConfig) origins[key] = { kind: "default" };
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
      const origin =
        source.kind === "flag" ? { kind: source.kind } : { kind: source.kind, source: source.source };
      return { key, value, origin };
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

/** What was found is told by its kind only: a value may be a key or a passphrase in the wrong place. */
function check({ shape, expected }: Setting, value: unknown, where: string): void {
  if (v.is(shape, value)) return;
  throw new ColophonError("config.invalid", `${where}: expected ${expected}, found ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "another list";
  if (typeof value === "string") return value === "" ? "an empty text" : "another text";
  return { number: "another number", boolean: "true or false" }[typeof value as string] ?? "an object";
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
