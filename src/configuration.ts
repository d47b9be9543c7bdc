/** The configuration as the disk and the environment say it, resolved; beside the world, since it is needed without it. */
import { readConfigLayers } from "./adapter/config.js";
import { type Environment, resolveFolders } from "./adapter/paths.js";
import { type ResolvedConfig, resolveConfig } from "./core/schema/config.js";

/** Throws `config.invalid`, `config.forbidden` and `file.*`. */
export async function readConfiguration(env: Environment, cwd: string): Promise<ResolvedConfig> {
  const layers = await readConfigLayers({ cwd, env, configFolder: resolveFolders(env).config });
  return resolveConfig(layers);
}
