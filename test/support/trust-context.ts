/** The outside world of the trust commands: a store on disk, files, and a network that is a table. */
import { readWhole } from "../../src/adapter/files/whole.ts";
import { openTrustStore } from "../../src/adapter/trust-store.ts";
import type { FileSignature, TrustContext } from "../../src/command/trust/context.ts";
import { ColophonError } from "../../src/error.ts";

export interface TrustWorld extends TrustContext {
  /** What answers at an address; anything else does not. */
  network: Map<string, string>;
  fetched: string[];
  /** Said on the side. */
  announced: string[];
  /** What media files are signed with. */
  signatures: Map<string, FileSignature>;
}

export const today = new Date("2026-11-23T10:00:00Z");

export function trustWorld(folder: string): TrustWorld {
  const network = new Map<string, string>();
  const signatures = new Map<string, FileSignature>();
  const fetched: string[] = [];
  const announced: string[] = [];
  return {
    network,
    fetched,
    announced,
    signatures,
    store: openTrustStore(folder),
    readFile: (path) => readWhole(path, 32 * 1024 * 1024),
    async fetch(url) {
      fetched.push(url);
      const body = network.get(url);
      if (body === undefined) throw new ColophonError("network.failed", `"${url}" does not answer`);
      return new TextEncoder().encode(body);
    },
    readSignature: async (path) => signatures.get(path),
    announce: (text) => announced.push(text),
    now: () => today,
  };
}
