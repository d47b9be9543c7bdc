/** The configuration where nobody says anything; apart from its checks, so that most starts need not load them. */
import type { settings } from "./setting.js";

export interface Config {
  identity?: string;
  author?: string;
  /** Who made what is labeled, as the AIGC label names it. */
  provider?: string;
  /** Timestamp authorities, asked in this order. */
  tsa: string[];
  timestamp: boolean;
  /** The long edge in pixels. */
  thumbnail: number | false;
  /** Absent: as many as suits the machine. */
  jobs?: number;
  /** Absent: as suits the size of a file. */
  timeoutSeconds?: number;
  /** "2GB"; absent: as suits the size of a file. */
  maxMemory?: string;
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
  kind: "environment" | "project" | "user";
  /** The file, or a word for what is none. */
  source: string;
  values: Readonly<Record<string, unknown>>;
}

export interface ConfigOrigin {
  kind: ConfigSource["kind"] | "default";
  /** The file or the variable; absent for defaults. */
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
  thumbnail: 512,
  require: "trusted",
  remote: false,
  color: "auto",
  noTrain: false,
};

/** What holds when no place says anything. */
export function unconfigured(): ResolvedConfig {
  const origins: ResolvedConfig["origins"] = {};
  for (const key of Object.keys(defaultConfig) as ConfigKey[]) origins[key] = { kind: "default" };
  return { values: { ...defaultConfig }, origins };
}
