/** One request and its answer over a connection that can only go to addresses checked beforehand. */
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { ColophonError } from "../error.js";
import type { Hop, HttpAddress } from "./http-rules.js";

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
  finalUrl: string;
}

/** Sends the request and reads the whole body, at most `maxBytes` of it; native errors pass through. */
export function exchange(
  hop: Hop,
  addresses: readonly HttpAddress[],
  limits: { maxBytes: number; signal: AbortSignal },
): Promise<HttpAnswer> {
  const send = hop.url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = send(hop.url, {
      method: hop.method,
      headers: {
        ...hop.headers,
        "accept-encoding": "identity",
        ...(hop.body === undefined ? {} : { "content-length": String(hop.body.length) }),
      },
      agent: false, // no shared sockets: each connection goes to an address checked for it
      lookup: pinned(addresses),
      signal: limits.signal,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      readBody(incoming, hop.url.host, limits.maxBytes)
        .then((body) => {
          const { statusCode: status = 0, headers } = incoming;
          resolve({ status, headers, body, finalUrl: hop.url.href });
        }, reject)
        .finally(() => outgoing.destroy());
    });
    outgoing.end(hop.body);
  });
}

/** The socket asks for the name again; it gets the addresses that were checked, whatever DNS says now. */
function pinned(addresses: readonly HttpAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family ?? 0);
  };
}

/** No encoding is accepted, so the bytes counted are the bytes kept and nothing can inflate. */
async function readBody(incoming: IncomingMessage, host: string, maxBytes: number): Promise<Uint8Array> {
  const encoding = incoming.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    throw new ColophonError("network.failed", `"${host}" answered compressed, expected plain bytes`);
  }
  const excess = () =>
    new ColophonError("network.failed", `"${host}" sends more than the ${maxBytes} bytes allowed`);
  if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) throw excess();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw excess();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
