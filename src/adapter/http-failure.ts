/** What the network's error codes mean, as the rest of a sentence that begins with a host. */

const meanings: Readonly<Record<string, string>> = {
  ENOTFOUND: "is not known to the name service",
  EAI_AGAIN: "could not be looked up, the name service does not answer",
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "broke the connection off",
  EPIPE: "broke the connection off",
  EHOSTUNREACH: "cannot be reached from here",
  ENETUNREACH: "cannot be reached from here",
  ETIMEDOUT: "did not answer",
  HPE_HEADER_OVERFLOW: "sent headers without end",
  CERT_HAS_EXPIRED: "shows a TLS certificate that has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "shows a self-signed TLS certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "shows a TLS certificate from an unknown root",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "shows a TLS certificate from an unknown issuer",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "shows a TLS certificate from an unknown issuer",
  ERR_TLS_CERT_ALTNAME_INVALID: "shows a TLS certificate for another host",
};

/** What passes by itself when a server starts again or a name service is slow. */
const passing: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

export function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error) ?? "");
}

/** Never the native message: it can quote addresses and whatever the other side sent. */
export function wordsFor(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) return "could not be asked";
  if (code.startsWith("HPE_")) return meanings[code] ?? "does not speak HTTP";
  return meanings[code] ?? `could not be asked (${code})`;
}

/** Several addresses tried at once fail with one error that holds the others. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : undefined;
}
