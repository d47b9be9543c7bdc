/** Runs `colophon watch`: which commands can be done with each file of a folder, and how. */
import type { Config } from "../../command/configuration.js";
import type { Context } from "../../command/context.js";
import type { FileResult } from "../../command/result.js";
import {
  refuseUnwatchable,
  type Watched,
  type WatchOptions,
  watchFolder,
} from "../../command/watch/index.js";
import { ColophonError } from "../../error.js";
import { note } from "../complain.js";
import type { Call } from "./call.js";
import { deliver, type Form } from "./deliver.js";
import { finishedIn } from "./report.js";

/** One command, as something to do with every file. */
export interface WatchAction<T> {
  form: Form<T>;
  isMeant: WatchOptions["isMeant"];
  readsSidecars?: boolean;
  /** Throws what would be wrong with every file: nobody is there to see it when the first one comes. */
  rehearse(context: Context): Promise<unknown>;
  run(paths: readonly string[], context: Context): AsyncIterable<FileResult<T>>;
  /** What it wrote, so that it is not taken for a new file. */
  outputsOf(value: T): readonly (string | undefined)[];
}

type PrepareAction = (call: Call, config: Config) => Promise<WatchRun>;

/** An action with its form: what the values are is nobody's affair out here. */
interface WatchRun {
  rehearse(context: Context): Promise<unknown>;
  begin(watch: Watch): Promise<number>;
}

interface Watch {
  call: Call;
  context: Context;
  options: Omit<WatchOptions, "isMeant" | "readsSidecars">;
}

/** By the word after --do. */
const actions: Readonly<Record<string, PrepareAction>> = {
  verify: async (call, config) => running(await (await import("./verify.js")).verifyAction(call, config)),
  sign: async (call, config) => running((await import("./sign.js")).signAction(call, config)),
  label: async (call, config) => running((await import("./label.js")).labelAction(call, config)),
  check: async (call, config) => running((await import("./check.js")).checkAction(call, config)),
};

const settleSeconds = 2;

export async function runWatch(call: Call): Promise<number> {
  const { given, inputs } = call;
  const { values: config } = await call.config();
  const prepare = actions[given.text("do") ?? ""];
  const [folder] = inputs;
  if (!prepare || folder === undefined) throw new Error("watch was called without a folder or an action");
  const { rehearse, begin } = await prepare(call, config);
  const context = withMemory(await call.context());
  await refuseUnwatchable(folder, context);
  await rehearse(context);
  // It would turn for months.
  call.progress.stop();
  const options = {
    folder,
    recurse: given.flag("recurse"),
    include: given.texts("include"),
    exclude: given.texts("exclude"),
    settleMs: (given.number("settle") ?? settleSeconds) * 1000,
    before: await finishedIn(call),
  };
  return begin({ call, context, options });
}

function running<T>(action: WatchAction<T>): WatchRun {
  return {
    rehearse: action.rehearse,
    begin: ({ call, context, options }) => {
      const { isMeant, readsSidecars = false } = action;
      const rounds = watchFolder({ ...options, isMeant, readsSidecars }, context);
      async function* results() {
        // The report is open by now: nothing stands in the way any more.
        call.io.stderr.write(note(`watching "${options.folder}", until it is interrupted`));
        yield* resultsOf(rounds, action, context);
      }
      return deliver(call, results(), { ...action.form, isEndless: true });
    },
  };
}

async function* resultsOf<T>(
  rounds: AsyncIterable<Watched>,
  action: WatchAction<T>,
  context: Context,
): AsyncIterable<FileResult<T>> {
  for await (const { paths, ignore, failed } of rounds) {
    try {
      for await (const result of roundOf(paths, action, context)) {
        if (result.kind === "result") await ignore(action.outputsOf(result.value).filter(isPath));
        yield result;
        if (result.kind === "error") failed(result.file, result.error);
      }
    } catch (error) {
      // To be interrupted is its proper end: a file in hand is taken up by the next run.
      if (!(error instanceof ColophonError) || !context.signal.aborted) throw error;
      return;
    }
  }
}

/** Files whose outputs would meet stop a run before it begins; here each is told of its own. */
async function* roundOf<T>(
  paths: readonly string[],
  action: WatchAction<T>,
  context: Context,
): AsyncIterable<FileResult<T>> {
  try {
    yield* action.run(paths, context);
  } catch (error) {
    if (!(error instanceof ColophonError) || !error.code.startsWith("output.")) throw error;
    const [path = "", ...others] = paths;
    if (others.length === 0) yield { kind: "error", file: path, error };
    else for (const one of paths) yield* roundOf([one], action, context);
  }
}

function isPath(output: string | undefined): output is string {
  return output !== undefined && output !== "-";
}

/** Each round opens the identity anew; its owner is asked once. */
function withMemory(context: Context): Context {
  const told = new Map<string, Promise<string | undefined>>();
  const identities: Context["identities"] = async () => {
    const { readPassphrase, ...rest } = await context.identities();
    return {
      ...rest,
      readPassphrase: (purpose, identity) => {
        const known = told.get(identity) ?? readPassphrase(purpose, identity);
        told.set(identity, known);
        return known;
      },
    };
  };
  return { ...context, identities };
}
