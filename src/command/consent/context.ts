/** What the consent commands need of the world. */
import type { Context } from "../context.js";

export type ConsentContext = Pick<
  Context,
  "files" | "clock" | "trust" | "identities" | "signal" | "jws" | "newId"
>;
