/** A consent record in a file: what is wrong with it is said with the name of the file. */
import { type JwsRoom, type ReadConsent, type RecordTrust, readRecord } from "../core/consent/index.js";
import { ColophonError } from "../error.js";
import type { Files } from "./context.js";

const largestFile = 1024 * 1024;

/** Throws `consent.invalid` for what holds no record. */
export async function readRecordFile(
  path: string,
  trust: RecordTrust,
  jws: JwsRoom,
  files: Pick<Files, "readText">,
): Promise<{ text: string; read: ReadConsent }> {
  const text = await files.readText(path, largestFile);
  try {
    return { text, read: await readRecord(text, trust, jws) };
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code !== "consent.invalid") throw error;
    const fault = error.message.replace(/^consent record: /, "no consent record: ");
    throw new ColophonError(error.code, `"${path}": ${fault}`, { cause: error, hints: [...error.hints] });
  }
}

/** Throws `consent.invalid` for a record that nobody signed who could. */
export function refuseUnsigned({ signature, signer }: ReadConsent, path: string): void {
  const fault =
    signature === "broken"
      ? "is not as it was signed"
      : signer.answer === "expired"
        ? `was signed by "${signer.name}" when the certificate was not valid`
        : signer.answer === "unsuitable"
          ? "was signed with a certificate that is not for signing"
          : undefined;
  if (fault === undefined) return;
  throw new ColophonError("consent.invalid", `"${path}": the consent record ${fault}`, {
    hints: [`see what it says: colophon consent show ${path}`],
  });
}
