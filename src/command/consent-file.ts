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
