/** Asks one timestamp authority for one timestamp, and believes only what stands up to the checks. */
import { randomBytes } from "node:crypto";
import { ColophonError } from "../error.js";
import { describeOrigin, fetchGuarded, type HttpAnswer } from "./http.js";
import { buildTimestampRequest, type CheckedStamp, readTimestampResponse } from "./timestamp.js";

/** Tokens with a long chain reach 10 kB; nothing honest comes near this. */
const MAX_RESPONSE_BYTES = 256 * 1024;

/**
 * A timestamp over `message` from the authority at `url`. Throws `timestamp.failed`, `network.failed`
 * or `network.refused`; every message names the host, none the rest of the URL.
 */
export async function stampOne(
  url: string,
  message: Uint8Array,
  timeoutMs: number,
  options: { signal?: AbortSignal } = {},
): Promise<CheckedStamp> {
  const nonce = randomBytes(16);
  const { host, body } = await ask(url, await buildTimestampRequest(message, { nonce }), timeoutMs, options);
  try {
    return await readTimestampResponse(body, { message, nonce, now: new Date() });
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    const details = { hints: [...error.hints], cause: error };
    throw new ColophonError(error.code, `"${host}": ${error.message}`, details);
  }
}

async function ask(
  url: string,
  request: Uint8Array,
  timeoutMs: number,
  options: { signal?: AbortSignal },
): Promise<{ host: string; body: Uint8Array }> {
  const answer = await fetchGuarded(url, {
    ...options,
    method: "POST",
    body: request,
    headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
    timeoutMs,
    maxBytes: MAX_RESPONSE_BYTES,
    // Authorities come from --tsa and the user's own configuration, never from a file that is looked
    // at: one in the user's own network or on this computer is his to choose. Plain http is how most
    // are reached; the token is signed, and it is checked.
    allowPrivate: true,
    allowHttp: true,
  });
  const host = describeOrigin(answer.finalUrl);
  if (answer.status !== 200) {
    const says = `"${host}" answered HTTP status ${answer.status}, expected 200`;
    const lull = lullOf(answer);
    throw new ColophonError("timestamp.failed", says, lull === undefined ? {} : { lull });
  }
  if (answer.headers["content-type"]?.startsWith("text/")) {
    throw new ColophonError(
      "timestamp.failed",
      `"${host}" answered a text or web page, expected a timestamp`,
    );
  }
  return { host, body: answer.body };
}

/** RFC 9110 §10.2.3: `Retry-After` is a number of seconds or a date. */
function lullOf({ status, headers }: HttpAnswer): { retryAfterMs?: number } | undefined {
  if (status !== 429 && status < 500) return undefined;
  const after = headers["retry-after"]?.trim() ?? "";
  const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return ms > 0 ? { retryAfterMs: ms } : {};
}
