/** How often and how soon somebody outside is asked again, who could not answer just then. */
import { ColophonError } from "../../error.js";

export interface RetryMeans {
  clock: () => Date;
  /** Throws `interrupted` when the user stops. */
  wait: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
  announce: (text: string) => void;
}

export const maxRetries = 2;

const firstPauseMs = 500;
/** Who asks for a longer pause than this is not asked again: sooner would be rude, later too late. */
const longestPauseMs = 10_000;

/** Whether the same question may be answered in a moment: anything but a lull stays as it is. */
export function isWorthAsking(error: unknown): error is ColophonError {
  if (!(error instanceof ColophonError) || error.lull === undefined) return false;
  return (error.lull.retryAfterMs ?? 0) <= longestPauseMs;
}

/**
 * The pause before the first or second retry: 0.5 to 1 s, then 1 to 2 s, and no less than was asked for.
 * By chance, so that many who failed together do not come back together.
 */
export function pauseMs(retry: number, errors: readonly ColophonError[], random: () => number): number {
  const pause = firstPauseMs * 2 ** (retry - 1) * (1 + random());
  return Math.round(Math.max(pause, ...errors.map(({ lull }) => lull?.retryAfterMs ?? 0)));
}

export function pauseInWords(ms: number, retry: number): string {
  return `asking again in ${(ms / 1000).toFixed(1)} s (${retry} of ${maxRetries})`;
}

/** The end of a sentence about a failure; nothing where there was one try. */
export function triesInWords(tries: number): string {
  if (tries < 2) return "";
  return tries === 2 ? ", tried twice" : `, tried ${tries} times`;
}

/**
 * Asks until there is an answer. Throws the last error when it cannot pass by itself, when all retries are
 * used, or when the next would not begin within `budgetMs`.
 */
export async function askAgain<T>(ask: () => Promise<T>, budgetMs: number, means: RetryMeans): Promise<T> {
  const deadline = means.clock().getTime() + budgetMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isWorthAsking(error)) throw error;
      const ms = pauseMs(tries, [error], means.random);
      if (tries > maxRetries || means.clock().getTime() + ms >= deadline) throw withTries(error, tries);
      means.announce(`${error.message}: ${pauseInWords(ms, tries)}`);
      await means.wait(ms);
    }
  }
}

function withTries(error: ColophonError, tries: number): ColophonError {
  const message = `${error.message}${triesInWords(tries)}`;
  return new ColophonError(error.code, message, { hints: [...error.hints], cause: error });
}
