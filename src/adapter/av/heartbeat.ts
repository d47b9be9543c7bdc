/** Tells the parent how far the work is, a few times a second, and lets the worker hear when it is gone. */
import { setImmediate } from "node:timers/promises";

/** Seconds of media done, of so many; awaited now and then in every long loop. */
export type Heartbeat = (done: number, total: number) => Promise<void>;

const EVERY_MS = 250;

export function makeHeartbeat(tell: (done: number, total: number) => void): Heartbeat {
  let last = performance.now();
  return async (done, total) => {
    if (performance.now() - last < EVERY_MS) return;
    last = performance.now();
    tell(done, total);
    // FFmpeg's calls here do not come back to the event loop by themselves.
    await setImmediate();
  };
}
