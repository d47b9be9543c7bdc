/** Which timestamp authority is asked when, how long they may take together, and what is said when none answers. */
import { ColophonError } from "../../error.js";

export interface Stamp {
  /** The RFC 3161 TimeStampToken, checked. */
  token: Uint8Array;
  time: Date;
  /** The authority's name as its certificate says it. */
  authority: string;
}

/** What `stampWithFallback` needs of the outside. `stampOne` keeps its time limit itself. */
export interface StampingMeans {
  stampOne: (url: string, message: Uint8Array, timeoutMs: number) => Promise<Stamp>;
  /** For all authorities together. */
  budgetMs: number;
  perAuthorityMs: number;
  clock: () => Date;
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

const hints = [
  "name another authority with --tsa <url>",
  "or sign without an independent time: --no-timestamp",
];

/**
 * Asks one authority after the other until one gives a good timestamp over `message`. Throws
 * `timestamp.failed`, naming every authority and its reason, when none does within the budget.
 */
export async function stampWithFallback(
  message: Uint8Array,
  urls: readonly string[],
  means: StampingMeans,
): Promise<StampedResult> {
  if (urls.length === 0)
    throw new ColophonError("timestamp.failed", "no timestamp authority is named", { hints });
  const attempts: StampAttempt[] = [];
  const begin = means.clock().getTime();
  for (const url of urls) {
    const start = means.clock().getTime();
    const leftMs = means.budgetMs - (start - begin);
    if (leftMs <= 0) {
      const reason = `"${hostOf(url)}" was not asked, the ${seconds(means.budgetMs)} s for all were used up`;
      attempts.push({ url, ok: false, reason, tookMs: 0 });
      continue;
    }
    try {
      const stamp = await means.stampOne(url, message, Math.min(leftMs, means.perAuthorityMs));
      attempts.push({ url, ok: true, tookMs: means.clock().getTime() - start });
      return { ...stamp, url, attempts };
    } catch (error) {
      attempts.push({ url, ok: false, reason: reasonOf(error), tookMs: means.clock().getTime() - start });
    }
  }
  throw new ColophonError("timestamp.failed", `no timestamp: ${attempts.map(inWords).join("; ")}`, { hints });
}

/** Only an authority's own failure moves on to the next: an interruption or a defect does not. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ColophonError) || error.code === "interrupted") throw error;
  return error.message.replace(/\s+/g, " ");
}

function inWords(attempt: StampAttempt): string {
  const host = hostOf(attempt.url);
  const reason = attempt.reason ?? "";
  if (reason.includes(`"${host}"`)) return reason;
  return `"${host}": ${reason}`;
}

/** Only the host: paths and queries of such addresses carry customers' keys. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is no URL";
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
