/** Runs `colophon sign`. */
import type { Config } from "../../command/configuration.js";
import { signFiles } from "../../command/sign/index.js";
import { signedJson, signedRow, signedText, signedTotal } from "../render/sign.js";
import type { Call } from "./call.js";
import { deliver } from "./deliver.js";
import { given as present } from "./reading.js";
import { isForStdout, refuseStdout, signingOf } from "./signing.js";

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
  return {
    ...signingOf(call, config),
    ingredients: given.texts("ingredient"),
    actions: given.texts("action"),
    allActions: given.flag("allActions"),
    update: given.flag("update"),
    ...present({ manifest: given.text("manifest"), remoteUrl: given.text("remoteUrl") }),
  };
}
