/** The timestamp of a signature: which authorities are asked, announced before, within a time budget. */

import { type StampedResult, stampWithFallback } from "../../core/signing/timestamping.js";
import { hostOf } from "../../core/trust/host.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import type { SignOptions } from "./options.js";
import { retryMeans } from "./retry-means.js";
import type { Signer } from "./signer.js";

const budgetMs = 30_000;
const perAuthorityMs = 10_000;

/**
 * The authorities that will be asked, in order; empty where no timestamp is wanted or none is named. Throws
 * `usage.invalid` for what nobody can be asked at, without quoting it: an address may hold a secret.
 */
export function authoritiesFor(options: SignOptions, signer: Signer): readonly string[] {
  if (!options.timestamp) return [];
  const own = signer.tsaUrl === undefined ? [] : [signer.tsaUrl];
  const authorities = options.tsa.length > 0 ? options.tsa : own;
  if (authorities.every(isWebAddress)) return authorities;
  throw new ColophonError(
    "usage.invalid",
    "expected web addresses without a user name for timestamp authorities, found something else",
    { hints: ["name one: --tsa <url>", "or sign without an independent time: --no-timestamp"] },
  );
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

export function stamper(
  urls: readonly string[],
  context: Context,
): ((message: Uint8Array) => Promise<StampedResult>) | undefined {
  if (urls.length === 0) return undefined;
  return (message) =>
    stampWithFallback(message, urls, {
      budgetMs,
      perAuthorityMs,
      ...retryMeans(context),
      stampOne: (url, bytes, timeoutMs) => {
        context.announce(`asking ${hostOf(url)} for a timestamp`);
        return context.stampOne(url, bytes, timeoutMs);
      },
    });
}
