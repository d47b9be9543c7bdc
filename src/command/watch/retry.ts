/** What is worth another try of `watch`, though the file is as it was. */
import type { ColophonError, ErrorCode } from "../../error.js";

/** Reasons that pass, or that somebody can take away, while the file stays as it is. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "certificate.expired",
  "file.io",
  "file.permission",
  "journal.locked",
  "network.failed",
  "output.folder",
  "output.no-space",
  "output.not-writable",
  "signer.failed",
  "timestamp.failed",
]);

export function isPassing({ code }: ColophonError): boolean {
  return passing.has(code);
}

export function waitInWords(ms: number): string {
  return ms < 60_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
