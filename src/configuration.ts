/** The configuration as the disk and the environment say it, resolved; beside the world, since it is needed without it. */
import { type ConfigLayer, readConfigLayers } from "./adapter/config.js";
import { type Environment, resolveFolders } from "./adapter/paths.js";
import { type ResolvedConfig, unconfigured } from "./core/schema/config-defaults.js";

/** Throws `config.invalid`, `config.forbidden` and `file.*`. */
export async function readConfiguration(env: Environment, cwd: string): Promise<ResolvedConfig> {
  const layers = await readConfigLayers({ cwd, env, configFolder: resolveFolders(env).config });
  if (layers.every(isSilent)) return unconfigured();
  const { resolveConfig } = await import("./core/schema/config.js");
  return resolveConfig(layers);
}

/** Where things are kept is no setting among the others. */
function isSilent({ values }: ConfigLayer): boolean {
  return Object.keys(values).every((name) => name === "COLOPHON_HOME");
}
