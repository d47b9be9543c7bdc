/** Errors of rooms that see bytes only, with the name of the file they were about. */
import { ColophonError } from "../../error.js";

export async function named<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ColophonError) || error.message.startsWith('"')) throw error;
    throw new ColophonError(error.code, `"${name}": ${error.message}`, {
      hints: [...error.hints],
      cause: error,
    });
  }
}
