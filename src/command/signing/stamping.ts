/** The timestamp of a signature: which authorities are asked, announced before, within a time budget. */
import { type StampedResult, stampWithFallback } from "../../core/signing/timestamping.js";
import type { Context } from "../context.js";
import type { SignOptions } from "./options.js";
import { retryMeans } from "./retry-means.js";
import type { Signer } from "./signer.js";

const budgetMs = 30_000;
const perAuthorityMs = 10_000;

/** The authorities that will be asked, in order; empty where no timestamp is wanted or none is named. */
export function authoritiesFor(options: SignOptions, signer: Signer): readonly string[] {
  if (!options.timestamp) return [];
  if (options.tsa.length > 0) return options.tsa;
  return signer.tsaUrl === undefined ? [] : [signer.tsaUrl];
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

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is no URL";
}
