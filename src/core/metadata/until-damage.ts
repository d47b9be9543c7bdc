/** Passes on what comes before the damage: a broken part is no reason to stop looking in the others. */
import { ColophonError } from "../../error.js";

export async function* untilDamage<T>(parts: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* parts;
  } catch (error) {
    if (!(error instanceof ColophonError && error.code === "format.damaged")) throw error;
  }
}
