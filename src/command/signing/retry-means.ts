/** What asking again takes of the world: a clock, patience, chance, and a word about it on the side. */
import type { RetryMeans } from "../../core/signing/retrying.js";
import type { Context } from "../context.js";

export function retryMeans({ clock, wait, announce }: Context): RetryMeans {
  return { clock, wait, announce, random: Math.random };
}
