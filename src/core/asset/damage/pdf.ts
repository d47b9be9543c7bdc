/** A PDF is whole when it ends as a PDF ends; one that asks for a password cannot be searched. */
import { letters } from "../bytes.js";
import { damaged, type Probe, type Wholeness, whole } from "./probe.js";

const TAIL_BYTES = 64 * 1024;
/** Readers look for the end mark in the last kilobyte (ISO 32000-1, annex H.3.4.4); be kinder by three. */
const END_BYTES = 4096;
const DICTIONARY_BYTES = 4096;

export async function checkPdf(probe: Probe): Promise<Wholeness> {
  const tail = letters(await probe.bytes(Math.max(0, probe.sizeBytes - TAIL_BYTES), TAIL_BYTES));
  const head = letters(await probe.bytes(0, DICTIONARY_BYTES));
  const isEncrypted = await hasEncryption(probe, tail);
  const fault = missing(probe.sizeBytes, head, tail);
  return { ...(fault === undefined ? whole : damaged(fault)), ...(isEncrypted ? { isEncrypted } : {}) };
}

function missing(sizeBytes: number, head: string, tail: string): string | undefined {
  if (!tail.slice(-END_BYTES).includes("%%EOF")) return "it ends without its end mark";
  // A linearized file has an end mark near its beginning too, but says how long it is; later
  // additions make it longer, never shorter (ISO 32000-1, annex F.3.3).
  const length = /\/Linearized\b[^>]*?\/L\s+(\d{1,15})/.exec(head)?.[1];
  if (length !== undefined && Number(length) > sizeBytes) {
    return `it should be ${length} bytes long and is ${sizeBytes}`;
  }
  const start = lastStart(tail);
  return start !== undefined && start >= sizeBytes ? "its table of objects is missing" : undefined;
}

function lastStart(tail: string): number | undefined {
  const digits = /startxref\s+(\d{1,15})\s/.exec(tail.slice(tail.lastIndexOf("startxref")))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The entry stands in the trailer near the end, or in the dictionary of the table that startxref names. */
async function hasEncryption(probe: Probe, tail: string): Promise<boolean> {
  const entry = /\/Encrypt\s*(?:\d{1,10}\s+\d{1,5}\s+R|<<)/;
  const trailer = tail.lastIndexOf("trailer");
  if (trailer !== -1 && entry.test(tail.slice(trailer))) return true;
  const start = lastStart(tail);
  if (start === undefined) return false;
  const [dictionary = ""] = letters(await probe.bytes(start, DICTIONARY_BYTES)).split("stream");
  return !dictionary.startsWith("xref") && entry.test(dictionary);
}
