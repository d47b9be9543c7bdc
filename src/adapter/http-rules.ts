/** Where the network door lets a request go, at first and after each redirect. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { ColophonError } from "../error.js";
import { isPublicAddress } from "./address.js";

export interface HttpAddress {
  address: string;
  family: number;
}

/** One step on the way to an answer, with what the rules need to know about it. */
export interface Hop {
  url: URL;
  method: "GET" | "POST";
  body: Uint8Array | undefined;
  headers: Readonly<Record<string, string>>;
  allowPrivate: boolean;
  allowHttp: boolean;
}

/** Parses a URL without ever quoting it: the native error carries password and query along. */
export function parseUrl(text: string, whose: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new ColophonError("network.refused", `${whose} is no URL`);
  return new URL(text, base);
}

/**
 * Applies every rule about where to and returns the only addresses the connection may use. The
 * name is asked for once and never again: a second answer could be another one (DNS rebinding).
 */
export async function permittedAddresses(
  hop: Hop,
  resolve: ((host: string) => Promise<readonly HttpAddress[]>) | undefined,
): Promise<readonly HttpAddress[]> {
  const { url } = hop;
  const refusal = (why: string) =>
    new ColophonError("network.refused", `"${url.host}" was not contacted: ${why}`);
  if (url.protocol !== "https:" && !(hop.allowHttp && url.protocol === "http:")) {
    throw refusal(`expected an https address, found "${url.protocol.slice(0, -1)}"`);
  }
  if (url.username !== "" || url.password !== "")
    throw refusal("the address has a user name or password in it");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const addresses = family === 0 ? await (resolve ?? resolveName)(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new ColophonError("network.failed", `"${url.host}" has no address`);
  // One private address among public ones is how a rebinding name looks: refuse the whole name.
  const closed = hop.allowPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
  if (closed !== undefined) throw refusal(`it leads to ${closed.address}, which is not on the open internet`);
  return addresses;
}

/**
 * The next step after a redirect. What was allowed for the address the user typed does not pass on
 * to an address the other side chose; only 303 turns a POST into a GET (RFC 9110 §15.4), so that a
 * timestamp authority that moved still works.
 */
export function redirected(hop: Hop, status: number, location: string, typed: URL): Hop {
  const url = parseUrl(location, `the redirect from "${hop.url.host}"`, hop.url);
  const isReset = status === 303;
  return {
    url,
    method: isReset ? "GET" : hop.method,
    body: isReset ? undefined : hop.body,
    headers: url.origin === hop.url.origin ? hop.headers : withoutSecrets(hop.headers),
    allowHttp: hop.allowHttp && hop.url.protocol === "http:",
    allowPrivate: hop.allowPrivate && url.hostname === typed.hostname,
  };
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(authorization|cookie)$/i.test(name)),
  );
}

async function resolveName(host: string): Promise<readonly HttpAddress[]> {
  return lookup(host, { all: true });
}
