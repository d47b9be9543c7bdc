/** Where colophon keeps its things: configuration, and data (identities, trust lists, the journal). */
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { ColophonError } from "../error.js";

export interface Folders {
  config: string;
  data: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * COLOPHON_HOME moves both into one folder; otherwise the XDG base directory specification holds,
 * by which an empty or relative value counts as none. `home` is asked only where HOME says nothing.
 */
export function resolveFolders(env: Environment, home: () => string = homedir): Folders {
  const own = env.COLOPHON_HOME;
  if (own !== undefined && own !== "") {
    // To pass over it, as for XDG, would mean to sign and judge with other identities and lists than meant.
    if (!isAbsolute(own)) {
      throw new ColophonError("config.invalid", `COLOPHON_HOME: expected an absolute path, found "${own}"`);
    }
    return { config: own, data: own };
  }
  const folder = (variable: string, ...standard: string[]) =>
    join(absolute(env[variable]) ?? join(absolute(env.HOME) ?? home(), ...standard), "colophon");
  return {
    config: folder("XDG_CONFIG_HOME", ".config"),
    data: folder("XDG_DATA_HOME", ".local", "share"),
  };
}

function absolute(value: string | undefined): string | undefined {
  return value !== undefined && isAbsolute(value) ? value : undefined;
}
