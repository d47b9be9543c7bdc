/** Runs `colophon verify`. */

import type { Config } from "../../command/configuration.js";
import { type VerifyOptions, verifyFiles } from "../../command/verify.js";
import type { VerifiedFile } from "../../command/verify-result.js";
import type { Call } from "./call.js";
import { judgingOf, given as present, selectionOf } from "./reading.js";
import type { WatchAction } from "./watch.js";

const loadForm = () => import("./verify-form.js");

export async function runVerify(call: Call): Promise<number> {
  const { values: config } = await call.config();
  const options = optionsOf(call, config);
  const results = begun(verifyFiles(options, await call.context()));
  // The words of the answer are loaded while the engine looks for it: nobody waits for both.
  const [{ deliver }, { sayingLists, verifyForm }] = await Promise.all([import("./deliver.js"), loadForm()]);
  const shown = call.isVerbose ? sayingLists(call, results) : results;
  return deliver(call, shown, verifyForm(call, options));
}

/** Lists and the moment are those of the round: what runs for months must not judge as on its first day. */
export async function verifyAction(call: Call, config: Config): Promise<WatchAction<VerifiedFile>> {
  const options = optionsOf(call, config);
  return {
    form: (await loadForm()).verifyForm(call, options),
    isMeant: (format) => format.canRead,
    readsSidecars: true,
    rehearse: async (context) => (await import("../../command/judging.js")).prepareJudge(options, context),
    run: (inputs, context) => verifyFiles({ ...options, inputs }, context),
    outputsOf: () => [],
  };
}

/** Asks for the first result at once; its failure is heard by whoever goes through them. */
function begun<T>(results: AsyncIterable<T>): AsyncIterable<T> {
  const iterator = results[Symbol.asyncIterator]();
  const first = iterator.next();
  first.catch(() => undefined);
  return following(first, iterator);
}

async function* following<T>(
  first: Promise<IteratorResult<T>>,
  iterator: AsyncIterator<T>,
): AsyncIterable<T> {
  try {
    for (let next = await first; !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

function optionsOf(call: Call, config: Config): VerifyOptions {
  const { given } = call;
  return {
    ...selectionOf(call, config),
    ...judgingOf(call, config),
    require: given.text("require") === undefined ? config.require : asLevel(given.text("require")),
    raw: given.flag("raw"),
    ...present({ issuer: given.text("issuer"), at: given.date("at") }),
  };
}

function asLevel(text: string | undefined): "trusted" | "valid" {
  return text === "valid" ? "valid" : "trusted";
}
