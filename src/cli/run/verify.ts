/** Runs `colophon verify`. */

import type { Config } from "../../command/configuration.js";
import type { FileResult } from "../../command/result.js";
import { type VerifyOptions, verifyFiles } from "../../command/verify.js";
import type { VerifiedFile } from "../../command/verify-result.js";
import { note } from "../complain.js";
import { listInWords } from "../render/answers.js";
import { stringify, toPlain } from "../render/plain.js";
import { verifiedText } from "../render/verify.js";
import { verifiedJson } from "../render/verify-json.js";
import { isBroken, isUnconfirmed, verifiedRow, verifiedTotal } from "../render/verify-row.js";
import { type Call, say } from "./call.js";
import { deliver, type Form } from "./deliver.js";
import { judgingOf, given as present, selectionOf } from "./reading.js";
import type { WatchAction } from "./watch.js";

export async function runVerify(call: Call): Promise<number> {
  const { values: config } = await call.config();
  const options = optionsOf(call, config);
  const results = verifyFiles(options, await call.context());
  return deliver(call, call.isVerbose ? sayingLists(call, results) : results, formOf(call, options));
}

/** Lists and the moment are those of the round: what runs for months must not judge as on its first day. */
export function verifyAction(call: Call, config: Config): WatchAction<VerifiedFile> {
  const options = optionsOf(call, config);
  return {
    form: formOf(call, options),
    isMeant: (format) => format.canRead,
    run: (inputs, context) => verifyFiles({ ...options, inputs }, context),
    outputsOf: () => [],
  };
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

function formOf({ given, style, columns }: Call, { raw, at }: VerifyOptions): Form<VerifiedFile> {
  const page = { style, columns, isExplained: given.flag("explain") };
  return {
    schema: "verify",
    kinds: ["trusted", "valid", "invalid", "none", "broken"],
    // A file over a broken history is no plain trusted one, whatever its own state.
    kindOf: ({ verification }) => (isBroken(verification) ? "broken" : verification.state),
    marks: { unconfirmed: ({ verification }) => isUnconfirmed(verification) },
    toJson: verifiedJson,
    one: (file) => verifiedText(file, page) + rawText(file.manifestStore),
    // With meanings or the engine's report, a line is too short for a file.
    ...(page.isExplained || raw ? {} : { row: (file: VerifiedFile) => verifiedRow(file, style) }),
    total: (counts) => verifiedTotal(counts, at),
  };
}

/** With -v: by which lists the files are judged, said once. */
async function* sayingLists(
  call: Call,
  results: AsyncIterable<FileResult<VerifiedFile>>,
): AsyncIterable<FileResult<VerifiedFile>> {
  let isSaid = false;
  for await (const result of results) {
    if (result.kind === "result" && !isSaid) {
      const names = result.value.verification.lists.map(listInWords);
      say(call, note(`judging by ${names.length === 0 ? "no trust list" : names.join(", ")}`));
      isSaid = true;
    }
    yield result;
  }
}

export function rawText(manifestStore: unknown): string {
  return manifestStore === undefined ? "" : `${stringify(toPlain(manifestStore), 2)}\n`;
}

function asLevel(text: string | undefined): "trusted" | "valid" {
  return text === "valid" ? "valid" : "trusted";
}
