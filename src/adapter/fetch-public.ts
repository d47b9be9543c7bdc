/** What is fetched for a command: whole, or an error that names who did not give it. */
import { ColophonError } from "../error.js";
import { describeOrigin, fetchGuarded, type HttpOptions } from "./http.js";

/** What is fetched here was often named by somebody else. */
const publicOnly: Pick<HttpOptions, "allowPrivate" | "allowHttp" | "timeoutMs"> = {
  allowPrivate: false,
  allowHttp: false,
};

/** Only public https addresses, unless other rules are given. */
export async function fetchPublic(
  url: string,
  maxBytes: number,
  signal: AbortSignal,
  rules = publicOnly,
): Promise<Uint8Array> {
  const answer = await fetchGuarded(url, { ...rules, maxBytes, signal });
  if (answer.status === 200) return answer.body;
  throw new ColophonError(
    "network.failed",
    `"${describeOrigin(url)}" answered HTTP status ${answer.status}, expected 200`,
  );
}
