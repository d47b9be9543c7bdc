/** The resolved configuration, as the terminal sees it. */
export type { Config, ResolvedConfig } from "../core/schema/config-defaults.js";
