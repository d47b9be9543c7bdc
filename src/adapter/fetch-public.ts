/** What is fetched for a command: whole, or an error that names who did not give it. */
import { ColophonError } from "../error.js";
import { describeOrigin, fetchGuarded } from "./http.js";

/** Only public https addresses: what is fetched here was often named by somebody else. */
export async function fetchPublic(url: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetchGuarded(url, { maxBytes, allowPrivate: false, allowHttp: false, signal });
  if (answer.status === 200) return answer.body;
  throw new ColophonError(
    "network.failed",
    `"${describeOrigin(url)}" answered HTTP status ${answer.status}, expected 200`,
  );
}
