/** The certificates above a timestamp authority's own, in order and each checked at the time stamped. */
import type { X509Certificate } from "node:crypto";
import { ColophonError } from "../error.js";

const MAX_CHAIN = 8;

/**
 * Leaf, its issuer, the issuer's issuer … as far as `others` hold them; the root may be missing.
 * Throws `timestamp.failed` when one that names itself the issuer is not, or was not valid at `time`.
 */
export function chainOf(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  time: Date,
): X509Certificate[] {
  checkValidity(leaf, time, "the authority's certificate");
  const chain = [leaf];
  for (let last = leaf; chain.length < MAX_CHAIN && last.subject !== last.issuer; ) {
    const child = last;
    const named = others.filter((other) => other.subject === child.issuer);
    if (named.length === 0) break;
    const issuer = named.find((one) => one.ca && child.checkIssued(one) && child.verify(one.publicKey));
    if (issuer === undefined) throw fail("the authority's certificates do not issue one another");
    checkValidity(issuer, time, "the certificate above the authority's");
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

function checkValidity(certificate: X509Certificate, time: Date, whose: string): void {
  const from = new Date(certificate.validFrom);
  const to = new Date(certificate.validTo);
  if (time < from) throw fail(`${whose} is not valid before ${from.toISOString()}`);
  if (time > to) throw fail(`${whose} expired on ${to.toISOString()}`);
}

function fail(message: string): ColophonError {
  return new ColophonError("timestamp.failed", message);
}
