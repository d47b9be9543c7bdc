/** The worker's entry, and the only importer of node-av: takes one order, reports, and is ended by its parent. */
import { ColophonError } from "../../error.js";
import { describeMedia } from "./describe.js";
import type { Ffmpeg } from "./ffmpeg.js";
import type { Heartbeat } from "./heartbeat.js";
import { makeHeartbeat } from "./heartbeat.js";
import { prependNotice } from "./notice/prepend-notice.js";
import { readSamples } from "./notice/read-samples.js";
import { openSource } from "./open-source.js";
import { overlayPlate } from "./overlay/overlay-plate.js";
import { readLight } from "./overlay/read-light.js";
import type { Order, Report } from "./wire.js";

function report(words: Report): void {
  process.send?.(words);
}

// The parent is gone: nobody waits, and the output would stay half written.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// Ctrl-C reaches the whole group of processes; the parent decides what becomes of this one.
process.on("SIGINT", () => {});

process.on("message", (order: Order) => {
  const heartbeat = makeHeartbeat((done, total) => report({ kind: "progress", done, total }));
  obey(order, heartbeat).then(
    (result) => report({ kind: "result", result }),
    (error: unknown) => report(inWords(error)),
  );
});

async function obey(order: Order, heartbeat: Heartbeat): Promise<unknown> {
  const av = await load();
  switch (order.task) {
    case "probe":
      return describeMedia(av, openSource(av, order.request.source));
    case "overlay":
      return overlayPlate(av, (order as Order<"overlay">).request, heartbeat);
    case "prepend":
      return prependNotice(av, (order as Order<"prepend">).request, heartbeat);
    case "samples":
      return readSamples(av, (order as Order<"samples">).request, heartbeat);
    case "light":
      return readLight(av, (order as Order<"light">).request);
  }
}

async function load(): Promise<Ffmpeg> {
  // node-av 6.1 counts on Node 22.
  if (!("withResolvers" in Promise)) Object.assign(Promise, { withResolvers });
  try {
    const [lib, constants] = await Promise.all([import("node-av/lib"), import("node-av/constants")]);
    lib.Log.setLevel(constants.AV_LOG_ERROR);
    return { lib, constants };
  } catch (cause) {
    // The package, or the binary that it wants for this machine.
    throw new ColophonError("av.missing", String(cause), { cause });
  }
}

function withResolvers(): unknown {
  const made: { resolve?: unknown; reject?: unknown } = {};
  const promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return { promise, ...made };
}

function inWords(error: unknown): Report {
  if (error instanceof ColophonError) {
    return { kind: "error", code: error.code, message: error.message, hints: error.hints };
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return { kind: "error", code: "output.no-space", message: "the disk is full", hints: [] };
  }
  return { kind: "defect", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
