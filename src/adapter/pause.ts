/** A pause that ends with the user's patience. */
import { setTimeout as wait } from "node:timers/promises";
import { ColophonError } from "../error.js";

/** Throws `interrupted` when `signal` fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (cause) {
    throw new ColophonError("interrupted", "stopped waiting for another try", { cause });
  }
}
