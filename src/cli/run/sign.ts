/** Runs `colophon sign`. */
import type { Config } from "../../command/configuration.js";
import { signFiles } from "../../command/sign/index.js";
import { ColophonError } from "../../error.js";
import { signedJson, signedRow, signedText, signedTotal } from "../render/sign.js";
import type { Call } from "./call.js";
import { deliver } from "./deliver.js";
import { given as present, selectionOf, timeoutOf } from "./reading.js";

export async function runSign(call: Call): Promise<number> {
  const { style, columns } = call;
  const { values: config } = await call.config();
  const goesToStdout = isForStdout(call);
  if (goesToStdout) refuseStdout(call);
  // The file has standard output for itself; what is said about it goes beside it.
  const beside = goesToStdout ? { ...call, results: call.io.stderr } : call;
  return deliver(beside, signFiles(optionsOf(call, config), await call.context()), {
    schema: "sign",
    kinds: ["signed", "planned"],
    kindOf: ({ isDryRun }) => (isDryRun ? "planned" : "signed"),
    toJson: signedJson,
    one: (file) => signedText(file, { style, columns }),
    row: signedRow,
    total: signedTotal,
    ...(goesToStdout
      ? {}
      : {
          quiet: ({ output, sidecar }) =>
            [output, sidecar].flatMap((path) => (path === undefined ? [] : `${path}\n`)).join(""),
        }),
  });
}

function optionsOf(call: Call, config: Config) {
  const { given } = call;
  const identity =
    given.text("identity") ?? (given.text("signer") === undefined ? config.identity : undefined);
  const hasTimestamp = given.flag("timestamp") && (config.timestamp || given.texts("tsa").length > 0);
  return {
    ...selectionOf(call, config),
    inPlace: given.flag("inPlace"),
    force: given.flag("force"),
    ingredients: given.texts("ingredient"),
    actions: given.texts("action"),
    train: given.flag("train") && !config.noTrain,
    allActions: given.flag("allActions"),
    update: given.flag("update"),
    sidecar: given.flag("sidecar"),
    thumbnail: given.isOff("thumbnail") ? (false as const) : (given.number("thumbnail") ?? config.thumbnail),
    tsa: given.texts("tsa").length > 0 || !hasTimestamp ? given.texts("tsa") : config.tsa,
    timestamp: hasTimestamp,
    dryRun: given.flag("dryRun"),
    timeoutMs: timeoutOf(given.number("timeout"), config),
    ...present({
      identity,
      signer: given.text("signer"),
      as: given.text("as"),
      parent: given.text("parent"),
      title: given.text("title"),
      author: given.text("author") ?? config.author,
      manifest: given.text("manifest"),
      output: given.text("output"),
      outputTemplate: config.outputTemplate,
      remoteUrl: given.text("remoteUrl"),
    }),
  };
}

/** `-o -`, or standard input without a place to go. */
function isForStdout({ given, inputs }: Call): boolean {
  if (given.flag("dryRun")) return false;
  const output = given.text("output");
  return output === "-" || (output === undefined && inputs.includes("-") && !given.flag("inPlace"));
}

function refuseStdout({ delivery, io, given }: Call): void {
  if (delivery === "json" || delivery === "jsonl") {
    throw new ColophonError("usage.conflict", "the signed file and JSON cannot both go to standard output", {
      hints: ["name a file for the output with -o"],
    });
  }
  if (io.stdout.isTerminal && given.text("output") !== "-") {
    throw new ColophonError("output.terminal", "the signed file would go to the terminal", {
      hints: ["name a file for it with -o", "or insist with -o -"],
    });
  }
}
