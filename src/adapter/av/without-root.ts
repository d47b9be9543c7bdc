/** Keeps an encoder from what it would do as root only. */

/** The user that owns nothing, on every system that has a root. */
const nobody = 65_534;

/**
 * SVT-AV1 takes a process of root for the master of the machine: it gives itself real-time priority (SCHED_FIFO 99),
 * which leaves nothing to all the others, and nobody takes that back. It asks who runs it while it is opened.
 */
export function withoutRoot<T>(work: () => T): T {
  if (!stepDown()) return work();
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

/** False where it is not root, or may not be anybody else: then it may not take priority either. */
function stepDown(): boolean {
  if (process.geteuid?.() !== 0) return false;
  try {
    process.seteuid?.(nobody);
    return true;
  } catch {
    return false;
  }
}
