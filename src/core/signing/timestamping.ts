/** Which timestamp authority is asked when, how long they may take together, and what is said when none answers. */

import { ColophonError } from "../../error.js";
import { hostOf } from "../trust/host.js";
import {
  isWorthAsking,
  maxRetries,
  pauseInWords,
  pauseMs,
  type RetryMeans,
  triesInWords,
} from "./retrying.js";

export interface Stamp {
  /** The RFC 3161 TimeStampToken, checked. */
  token: Uint8Array;
  time: Date;
  /** The authority's name as its certificate says it. */
  authority: string;
}

/** What `stampWithFallback` needs of the outside. `stampOne` keeps its time limit itself. */
export interface StampingMeans extends RetryMeans {
  stampOne: (url: string, message: Uint8Array, timeoutMs: number) => Promise<Stamp>;
  /** For all authorities together, pauses included. */
  budgetMs: number;
  perAuthorityMs: number;
}

export interface StampAttempt {
  url: string;
  ok: boolean;
  reason?: string;
  tookMs: number;
}

export interface StampedResult extends Stamp {
  url: string;
  /** In the order they were asked; the last is the one that answered. */
  attempts: StampAttempt[];
}

/** An authority that failed in a way that may pass. */
interface Unlucky {
  url: string;
  error: ColophonError;
}

const hints = [
  "name another authority with --tsa <url>",
  "or sign without an independent time: --no-timestamp",
];

/**
 * Asks one authority after the other until one gives a good timestamp over `message`; another one is better
 * than a pause, so only when all have failed are those asked again that may have recovered. Throws
 * `timestamp.failed`, naming every authority and its reason, when none answers within the budget.
 */
export async function stampWithFallback(
  message: Uint8Array,
  urls: readonly string[],
  means: StampingMeans,
): Promise<StampedResult> {
  if (urls.length === 0)
    throw new ColophonError("timestamp.failed", "no timestamp authority is named", { hints });
  const deadline = means.clock().getTime() + means.budgetMs;
  const attempts: StampAttempt[] = [];
  let due = urls;
  for (let retry = 1; ; retry += 1) {
    const asked = await askEach(message, due, { means, deadline, attempts });
    if ("stamp" in asked) return { ...asked.stamp, attempts };
    const { unlucky } = asked;
    const ms = pauseMs(
      retry,
      unlucky.map(({ error }) => error),
      means.random,
    );
    const isOver = unlucky.length === 0 || retry > maxRetries;
    if (isOver || means.clock().getTime() + ms >= deadline) throw noTimestamp(urls, attempts);
    means.announce(`${unlucky.map(inWords).join("; ")}: ${pauseInWords(ms, retry)}`);
    await means.wait(ms);
    due = unlucky.map(({ url }) => url);
  }
}

async function askEach(
  message: Uint8Array,
  urls: readonly string[],
  round: { means: StampingMeans; deadline: number; attempts: StampAttempt[] },
): Promise<{ stamp: Stamp & { url: string } } | { unlucky: Unlucky[] }> {
  const { means, deadline, attempts } = round;
  const unlucky: Unlucky[] = [];
  for (const url of urls) {
    const start = means.clock().getTime();
    if (start >= deadline) {
      const reason = `"${hostOf(url)}" was not asked, the ${seconds(means.budgetMs)} s for all were used up`;
      attempts.push({ url, ok: false, reason, tookMs: 0 });
      continue;
    }
    try {
      const stamp = await means.stampOne(url, message, Math.min(deadline - start, means.perAuthorityMs));
      attempts.push({ url, ok: true, tookMs: means.clock().getTime() - start });
      return { stamp: { ...stamp, url } };
    } catch (error) {
      attempts.push({ url, ok: false, reason: reasonOf(error), tookMs: means.clock().getTime() - start });
      if (isWorthAsking(error)) unlucky.push({ url, error });
    }
  }
  return { unlucky };
}

function noTimestamp(urls: readonly string[], attempts: readonly StampAttempt[]): ColophonError {
  const reasons = [...new Set(urls)].map((url) => {
    const own = attempts.filter((attempt) => attempt.url === url);
    return `${said(url, own.at(-1)?.reason ?? "")}${triesInWords(own.length)}`;
  });
  return new ColophonError("timestamp.failed", `no timestamp: ${reasons.join("; ")}`, { hints });
}

/** Only an authority's own failure moves on to the next: an interruption or a defect does not. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ColophonError) || error.code === "interrupted") throw error;
  return oneLine(error.message);
}

function inWords({ url, error }: Unlucky): string {
  return said(url, oneLine(error.message));
}

function said(url: string, reason: string): string {
  const host = hostOf(url);
  return reason.includes(`"${host}"`) ? reason : `"${host}": ${reason}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
