/** Runs `colophon verify`. */
import { verifyFiles } from "../../command/verify.js";
import { stringify, toPlain } from "../render/plain.js";
import { verifiedRow, verifiedText, verifiedTotal } from "../render/verify.js";
import { verifiedJson } from "../render/verify-json.js";
import type { Call } from "./call.js";
import { deliver } from "./deliver.js";
import { given as present, judgingOf, selectionOf } from "./reading.js";

export async function runVerify(call: Call): Promise<number> {
  const { given, style, columns } = call;
  const { values: config } = await call.config();
  const options = {
    ...selectionOf(call, config),
    ...judgingOf(call, config),
    require: given.text("require") === undefined ? config.require : asLevel(given.text("require")),
    raw: given.flag("raw"),
    ...present({ issuer: given.text("issuer"), at: given.date("at") }),
  };
  const page = { style, columns, isExplained: given.flag("explain") };
  return deliver(call, verifyFiles(options, await call.context()), {
    schema: "verify",
    kinds: ["trusted", "valid", "invalid", "none"],
    kindOf: ({ verification }) => verification.state,
    toJson: verifiedJson,
    one: (file) => verifiedText(file, page) + rawText(file.manifestStore),
    // With meanings or the engine's report, a line is too short for a file.
    ...(page.isExplained || options.raw ? {} : { row: (file) => verifiedRow(file, style) }),
    total: verifiedTotal,
  });
}

export function rawText(manifestStore: unknown): string {
  return manifestStore === undefined ? "" : `${stringify(toPlain(manifestStore), 2)}\n`;
}

function asLevel(text: string | undefined): "trusted" | "valid" {
  return text === "valid" ? "valid" : "trusted";
}
