/** What `watch` remembers of a folder: how each file last looked, since when, and whether it was dealt with. */
import { relative } from "node:path";

export interface Stamp {
  sizeBytes: number;
  modifiedMs: number;
  changedMs: number;
}

export interface Memory {
  /** A look through the folder begins. */
  begin(): void;
  /**
   * Whether the file has come to rest and is to be dealt with now; it says so once for each of its states. `subject`:
   * the file that is dealt with for it, where it is another.
   */
  isReady(path: string, stamp: Stamp | undefined, subject?: string): boolean;
  /** As it is now it was dealt with, or made by us. */
  isDone(path: string, stamp: Stamp | undefined): void;
  /** It was dealt with in vain, and is ready again after the milliseconds that are given back: twice as many each time. */
  again(path: string): number;
  /** What is there cannot be looked at just now, be it a file or a folder: it is not gone. */
  cannotSee(path: string): void;
  /** Whether this is said for the first time. */
  isNews(text: string): boolean;
  /** The look is over: what was not seen is gone, and would be new. */
  end(): void;
}

interface Entry {
  look: string;
  sinceMs: number;
  isHandled: boolean;
  seenIn: number;
  tries: number;
}

const handled = { sinceMs: 0, isHandled: true, tries: 0 };

/** As many times the time that a file needs to come to rest: a minute, as long as nobody wishes otherwise. */
const restsBeforeRetry = 30;
const longestWaitMs = 60 * 60 * 1000;

export function createMemory(settleMs: number, before: ReadonlyMap<string, Date> = new Map()): Memory {
  const entries = new Map<string, Entry>();
  const said = new Set<string>();
  let round = 0;
  /** Written after an earlier run dealt with it, or moved here, which is a change too. */
  const isNew = (subject: string, stamp: Stamp) => {
    const at = before.get(subject);
    return at === undefined || Math.max(stamp.modifiedMs, stamp.changedMs) > at.getTime();
  };
  return {
    begin: () => {
      round += 1;
    },
    isReady: (path, stamp, subject = path) => {
      if (!stamp) return false;
      const now = performance.now();
      const look = lookOf(stamp);
      const known = entries.get(path);
      if (known?.look !== look) {
        entries.set(path, { look, sinceMs: now, isHandled: !isNew(subject, stamp), seenIn: round, tries: 0 });
        return false;
      }
      known.seenIn = round;
      if (known.isHandled || now - known.sinceMs < settleMs) return false;
      known.isHandled = true;
      return true;
    },
    isDone: (path, stamp) => {
      if (stamp) entries.set(path, { ...handled, look: lookOf(stamp), seenIn: round });
    },
    again: (path) => postpone(entries.get(path), settleMs),
    cannotSee: (hidden) => {
      for (const [path, entry] of entries) if (isBeneath(path, hidden)) entry.seenIn = round;
    },
    isNews: (text) => !said.has(text) && Boolean(said.add(text)),
    end: () => {
      for (const [path, { seenIn }] of entries) if (seenIn < round) entries.delete(path);
    },
  };
}

/** What was gone again meanwhile is new when it comes back, and waits no longer than any other. */
function postpone(entry: Entry | undefined, settleMs: number): number {
  const waitMs = Math.min(settleMs * restsBeforeRetry * 2 ** (entry?.tries ?? 0), longestWaitMs);
  if (entry) {
    entry.tries += 1;
    entry.isHandled = false;
    entry.sinceMs = performance.now() + waitMs - settleMs;
  }
  return waitMs;
}

/** Also where both are the same. */
function isBeneath(path: string, folder: string): boolean {
  return !/^\.\.(?:[\\/]|$)/.test(relative(folder, path));
}

function lookOf({ sizeBytes, modifiedMs }: Stamp): string {
  return `${sizeBytes} ${modifiedMs}`;
}
