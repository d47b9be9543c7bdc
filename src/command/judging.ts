/** Judging files for a command: the lists it uses, what a file may take, the addresses it may fetch from. */

import { hostOf } from "../core/trust/host.js";
import type { TrustList } from "../core/trust/list.js";
import { type JudgedFile, verifyFile } from "../core/verifying/verify-file.js";
import type { Context } from "./context.js";
import { selectLists } from "./trust/select.js";

export interface JudgingOptions {
  /** Names or files of trust lists; empty for all that are kept. */
  trust: readonly string[];
  credential?: string;
  /** Fetch credentials that are only kept elsewhere. */
  remote: boolean;
  /** For one file; what is left out, or undefined, suits its size. */
  timeoutMs?: number | undefined;
  maxMemoryBytes?: number | undefined;
  /** Judge as if it were this moment. */
  at?: Date;
}

/** Commands that never fetch have no option for it. */
type JudgeWishes = Omit<JudgingOptions, "remote"> & { remote?: boolean };

/** `credential`: a manifest store for this file alone, before the one that was named for all. */
export type Judge = (path: string, name: string, credential?: string) => Promise<JudgedFile>;

const maxManifestBytes = 100 * 1024 * 1024;

/** Prepares the judge once for many files. Throws `trust.*` where a list is not what it should be. */
export async function prepareJudge(options: JudgeWishes, context: Context): Promise<Judge> {
  context.engine.prepare();
  const { store, readFile } = context.trust;
  const lists = await selectLists(options.trust, store, readFile);
  return judgeWith(lists, options, context);
}

export function judgeWith(lists: readonly TrustList[], options: JudgeWishes, context: Context): Judge {
  const { engine } = context.within(options);
  const world = {
    engine,
    files: context.files,
    lists,
    readTokenCertificates: context.readTokenCertificates,
    now: context.clock(),
    ...(options.at ? { asOf: options.at } : {}),
    remoteAddress: engine.remoteAddress,
    fetchManifest: async (url: string) => {
      context.announce(`fetching Content Credentials from ${hostOf(url)}`);
      return context.fetch(url, maxManifestBytes);
    },
  };
  return (path, name, credential = options.credential) =>
    verifyFile(
      path,
      name,
      {
        ...(options.remote === undefined ? {} : { mayFetch: options.remote }),
        ...(credential === undefined ? {} : { credential }),
      },
      world,
    );
}
