/** The one door to the network: nothing leaves but through it, and nowhere but where the rules allow. */
import { ColophonError } from "../error.js";
import { exchange, type HttpAnswer } from "./http-exchange.js";
import { isPassing, wordsFor } from "./http-failure.js";
import { type Hop, type HttpAddress, parseUrl, permittedAddresses, redirected } from "./http-rules.js";

export type { HttpAddress, HttpAnswer };

export interface HttpOptions {
  method?: "GET" | "POST";
  body?: Uint8Array;
  headers?: Readonly<Record<string, string>>;
  /** For everything together: names, redirects and the last byte of the body; 10 s unless given. */
  timeoutMs?: number;
  maxBytes: number;
  /** Only for an address the user typed himself; a redirect away from that host loses it. */
  allowPrivate: boolean;
  /** Plain http too; a redirect from https to http is refused even so. */
  allowHttp: boolean;
  signal?: AbortSignal;
  /** Turns a host name into addresses; the system's own way unless given. */
  resolve?: (host: string) => Promise<readonly HttpAddress[]>;
}

const MAX_REDIRECTS = 3;
const DEFAULT_TIMEOUT_MS = 10_000;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Host and port of a URL and no more: paths and queries may hold secrets. */
export function describeOrigin(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is no URL";
}

/**
 * Fetches `url` within the rules. Throws `network.refused` before any packet when a rule forbids the
 * address, `network.failed` when the other side fails, `interrupted` when `signal` fires. The answer's
 * status is not judged.
 */
export async function fetchGuarded(url: string, options: HttpOptions): Promise<HttpAnswer> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeoutMs);
  const signal =
    options.signal === undefined ? limit.signal : AbortSignal.any([limit.signal, options.signal]);
  const way: { host: string } = { host: describeOrigin(url) };
  try {
    return await abortable(() => follow(url, options, signal, way), signal);
  } catch (error) {
    if (options.signal?.aborted) throw new ColophonError("interrupted", `stopped asking "${way.host}"`);
    if (error instanceof ColophonError) throw error;
    const isLate = limit.signal.aborted;
    const reason = isLate
      ? `did not answer within ${Number((timeoutMs / 1000).toFixed(1))} s`
      : wordsFor(error);
    throw new ColophonError("network.failed", `"${way.host}" ${reason}`, {
      cause: error,
      ...(isLate || isPassing(error) ? { lull: {} } : {}),
    });
  } finally {
    clearTimeout(timer);
    limit.abort(); // whatever still hangs, a name or a body nobody waits for, is let go
  }
}

/** `way` tells the caller which host is being asked, for the sentence about a failure. */
async function follow(
  url: string,
  options: HttpOptions,
  signal: AbortSignal,
  way: { host: string },
): Promise<HttpAnswer> {
  const typed = parseUrl(url, "the address");
  let hop: Hop = firstHop(typed, options);
  for (let redirects = 0; ; redirects += 1) {
    way.host = hop.url.host;
    const addresses = await permittedAddresses(hop, options.resolve);
    signal.throwIfAborted();
    const answer = await exchange(hop, addresses, { maxBytes: options.maxBytes, signal });
    const { location } = answer.headers;
    if (!redirectStatuses.has(answer.status) || location === undefined) return answer;
    if (redirects === MAX_REDIRECTS) {
      throw new ColophonError("network.failed", `"${way.host}" redirects more than ${MAX_REDIRECTS} times`);
    }
    hop = redirected(hop, answer.status, location, typed);
  }
}

function firstHop(url: URL, options: HttpOptions): Hop {
  const { method = "GET", body, headers = {}, allowPrivate, allowHttp } = options;
  return { url, method, body, headers, allowPrivate, allowHttp };
}

/** `dns.lookup` cannot be stopped: neither the time limit nor Ctrl-C may wait for it. */
function abortable<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work().then(resolve, reject);
  });
}
