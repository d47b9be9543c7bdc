/** One verified file, as `verify` and `trace` yield it. */
export type { VerifiedFile } from "../core/verifying/verify-file.js";
