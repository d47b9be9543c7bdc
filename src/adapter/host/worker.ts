/** The entry of an engine process: takes one order after the other, and may die of any without taking the run along. */
import { ColophonError } from "../../error.js";
import { openWithEngine, remoteAddress } from "../engine/engine.js";
import { loadNative } from "../engine/native.js";
import type { EngineTrust } from "../engine/settings.js";
import type { Message, NumberedTrust, Order, PictureTaskName, ReadAnswer, Report, Tasks } from "./wire.js";

const memoryEveryMs = 100;
const longestCause = 4000;

function report(words: Report): void {
  process.send?.(words);
}

/** Trust lists by their numbers: every one is sent once. */
const held = new Map<number, EngineTrust>();
const waiting: { sign?: (bytes: Uint8Array | undefined) => void } = {};

// The run is gone: nobody waits, and the engine's threads would go on.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// On Windows Ctrl-C reaches this process too.
process.on("SIGINT", () => {});

process.on("message", (message: Message) => {
  if (message.kind === "signature") waiting.sign?.(message.bytes);
  else void obey(message);
});
report({ kind: "ready" });
loadEarly();

/** While the run is still about to ask; where it does not load, the answer says so. */
function loadEarly(): void {
  try {
    loadNative();
  } catch {}
}

async function obey(order: Order): Promise<void> {
  const timer = process.platform === "linux" ? undefined : setInterval(tellMemory, memoryEveryMs);
  try {
    report({ kind: "answer", answer: await answer(order) });
  } catch (error) {
    report(inWords(error));
  } finally {
    clearInterval(timer);
  }
}

function tellMemory(): void {
  report({ kind: "memory", sizeBytes: process.memoryUsage.rss() });
}

async function answer({ task, request }: Order): Promise<unknown> {
  switch (task) {
    case "read":
      return read(request as Tasks["read"]["request"]);
    case "resource":
      return resource(request as Tasks["resource"]["request"]);
    case "address":
      return remoteAddress((request as Tasks["address"]["request"]).asset);
    case "sign":
      return (await import("../engine/signing.js")).sign({
        ...(request as Tasks["sign"]["request"]),
        signClaim: askForSignature,
      });
    case "thumbnail": {
      const { path, mimeType, edgePx } = request as Tasks["thumbnail"]["request"];
      return (await import("../image.js")).makeThumbnail(path, mimeType, edgePx);
    }
    case "preview": {
      const { bytes, edgePx } = request as Tasks["preview"]["request"];
      return (await import("../image.js")).makePreview(bytes, edgePx);
    }
    case "crjson": {
      const { path, mimeType } = request as Tasks["crjson"]["request"];
      return (await import("../engine/crjson.js")).makeCrJson(path, mimeType);
    }
    case "yaml":
      return (await import("../rubric.js")).readYaml((request as Tasks["yaml"]["request"]).text);
    case "formulas":
      return (await import("../rubric.js")).evaluate(request as Tasks["formulas"]["request"]);
    default:
      return drawnOrSeen(task, request);
  }
}

/** A task with its own request, which the compiler cannot tell of a union. */
async function drawnOrSeen<Name extends PictureTaskName>(
  task: Name,
  request: Order["request"],
): Promise<unknown> {
  const { pictureTasks } = await import("./picture-tasks.js");
  return pictureTasks[task](request as Tasks[Name]["request"]);
}

async function read({ asset, trust, manifest }: Tasks["read"]["request"]): Promise<ReadAnswer | null> {
  const opened = await openWithEngine(asset, optionsOf(trust, manifest));
  if (!opened) return null;
  const { text, isEmbedded, remoteUrl } = opened;
  const manifestBytes = await opened.manifestBytes();
  return {
    text,
    isEmbedded,
    ...(remoteUrl === undefined ? {} : { remoteUrl }),
    ...(manifestBytes ? { manifestBytes } : {}),
  };
}

async function resource({ asset, trust, manifest, uri }: Tasks["resource"]["request"]): Promise<Uint8Array> {
  const opened = await openWithEngine(asset, optionsOf(trust, manifest));
  if (opened) return opened.resource(uri);
  throw new ColophonError("credential.part-missing", `the Content Credentials hold no readable "${uri}"`);
}

function optionsOf(numbered: NumberedTrust | undefined, manifest: Uint8Array | undefined) {
  if (numbered?.trust) held.set(numbered.id, numbered.trust);
  const trust = numbered && held.get(numbered.id);
  // Without its list a file would be judged by none: that must never look like an answer.
  if (numbered && !trust) throw new Error("the trust list was never sent");
  return {
    ...(trust ? { trust } : {}),
    ...(manifest ? { manifest } : {}),
  };
}

function askForSignature(claim: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    waiting.sign = (bytes) => {
      if (bytes) resolve(bytes);
      else reject(new Error("nobody signed"));
    };
    report({ kind: "claim", bytes: claim });
  });
}

function inWords(error: unknown): Report {
  const said = error instanceof ColophonError ? error.cause : error;
  const cause = String(said instanceof Error ? said.stack : (said ?? "")).slice(0, longestCause);
  if (error instanceof ColophonError) {
    return { kind: "error", code: error.code, message: error.message, hints: error.hints, cause };
  }
  return {
    kind: "error",
    code: "engine.failed",
    message: "the engine could not analyze it",
    hints: [],
    cause,
  };
}
