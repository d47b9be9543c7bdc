/** The resolved configuration, as the terminal sees it. */
export { type Config, defaultConfig, type ResolvedConfig } from "../core/schema/config-defaults.js";
