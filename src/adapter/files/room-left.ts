/** Whether there is room left where something failed to be written: the engine often says no more than that it failed. */
import { open, rm } from "node:fs/promises";
import { ColophonError } from "../../error.js";
import { errno } from "./fault.js";

const codesOfFullDisks = ["ENOSPC", "EDQUOT", "EFBIG"];
/** What the engine's failures are translated to where their words do not tell. */
const unclear = [
  "engine.failed",
  "sign.failed",
  "sign.unverified",
  "format.damaged",
  "credential.unreadable",
];
const PROBE_BYTES = 64 * 1024;

function isFull(error: unknown): boolean {
  return codesOfFullDisks.includes(errno(error) ?? "");
}

/** The system's own error where one more piece does not fit behind what is there; undefined where it does. */
export async function findLackOfRoom(error: unknown, temporary: string): Promise<unknown> {
  if (isFull(error)) return error;
  if (!(error instanceof ColophonError) || !unclear.includes(error.code)) return undefined;
  try {
    await append(temporary);
  } catch (reason) {
    if (isFull(reason)) return reason;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
  return undefined;
}

async function append(path: string): Promise<void> {
  const handle = await open(path, "a");
  try {
    await handle.writeFile(Buffer.alloc(PROBE_BYTES));
    await handle.sync();
  } finally {
    await handle.close();
  }
}
