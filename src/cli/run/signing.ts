/** What `sign` and `label` read alike: who signs, where it goes, when, and what is said of the maker. */
import type { Config } from "../../command/configuration.js";
import type { FileResult } from "../../command/result.js";
import type { SignedFile } from "../../command/signing/options.js";
import { ColophonError } from "../../error.js";
import type { Call } from "./call.js";
import { deliver, type Form } from "./deliver.js";
import { limitsOf, given as present, selectionOf } from "./reading.js";

export function signingOf(call: Call, config: Config) {
  const { given } = call;
  const identity =
    given.text("identity") ?? (given.text("signer") === undefined ? config.identity : undefined);
  const hasTimestamp = given.flag("timestamp") && (config.timestamp || given.texts("tsa").length > 0);
  return {
    ...selectionOf(call, config),
    inPlace: given.flag("inPlace"),
    force: given.flag("force"),
    train: given.flag("train") && !config.noTrain,
    sidecar: given.flag("sidecar"),
    thumbnail: given.isOff("thumbnail") ? (false as const) : (given.number("thumbnail") ?? config.thumbnail),
    tsa: given.texts("tsa").length > 0 || !hasTimestamp ? given.texts("tsa") : config.tsa,
    timestamp: hasTimestamp,
    // Where it has no sense, as in watch, it is not declared.
    dryRun: given.isDeclared("dryRun") && given.flag("dryRun"),
    // Always meant in watch.
    continue: given.isDeclared("continue") && given.flag("continue"),
    ...limitsOf(given, config),
    ...present({
      identity,
      signer: given.text("signer"),
      as: given.text("as"),
      parent: given.text("parent"),
      title: given.text("title"),
      author: given.text("author") ?? config.author,
      output: given.text("output"),
      outputTemplate: config.outputTemplate,
    }),
  };
}

/** Results of a command that writes files: one of them may go to standard output itself, if nothing else does. */
export async function deliverCopies<T extends Written>(
  call: Call,
  start: () => Promise<AsyncIterable<FileResult<T>>>,
  form: Form<T>,
): Promise<number> {
  if (!isForStdout(call)) return deliver(call, await start(), { ...form, quiet: pathsOf });
  refuseStdout(call);
  // The file has standard output for itself; what is said about it goes beside it.
  return deliver({ ...call, results: call.io.stderr }, await start(), form);
}

/** `-o -`, or standard input without a place to go. */
function isForStdout({ given, inputs }: Call): boolean {
  if (given.isDeclared("dryRun") && given.flag("dryRun")) return false;
  const output = given.text("output");
  return output === "-" || (output === undefined && inputs.includes("-") && !given.flag("inPlace"));
}

function refuseStdout({ delivery, io, given }: Call): void {
  if (delivery === "json" || delivery === "jsonl") {
    throw new ColophonError("usage.conflict", "the file and JSON cannot both go to standard output", {
      hints: ["name a file for the output with -o"],
    });
  }
  if (io.stdout.isTerminal && given.text("output") !== "-") {
    throw new ColophonError("output.terminal", "the file that is written would go to the terminal", {
      hints: ["name a file for it with -o", "or insist with -o -"],
    });
  }
}

type Written = Pick<SignedFile, "output" | "sidecar" | "isDryRun">;

/** With -q, what was written. */
export function pathsOf({ output, sidecar, isDryRun }: Written): string {
  if (isDryRun) return "";
  return [output, sidecar].flatMap((path) => (path === undefined ? [] : `${path}\n`)).join("");
}
