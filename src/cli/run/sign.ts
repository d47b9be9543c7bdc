/** Runs `colophon sign`. */
import type { Config } from "../../command/configuration.js";
import { refuseSinglePlace } from "../../command/outputs.js";
import { openSession, type SignedFile, type SignOptions, signFiles } from "../../command/sign/index.js";
import { signedJson, signedRow, signedText, totalOf } from "../render/sign.js";
import type { Call } from "./call.js";
import type { Form } from "./deliver.js";
import { given as present } from "./reading.js";
import { deliverCopies, pathsOf, signingOf } from "./signing.js";
import type { WatchAction } from "./watch.js";

export async function runSign(call: Call): Promise<number> {
  const { values: config } = await call.config();
  const start = async () => signFiles(optionsOf(call, config), await call.context());
  return deliverCopies(call, start, formOf(call));
}

/** A restart comes upon the same files again, and upon what was made of them. */
export function signAction(call: Call, config: Config): WatchAction<SignedFile> {
  const options = { ...optionsOf(call, config), continue: true, skipOwn: true };
  return {
    form: { ...formOf(call), quiet: pathsOf },
    isMeant: (format) => format.canEmbed || options.sidecar,
    rehearse: async (context) => {
      await refuseSinglePlace({ ...options, suffix: "signed" }, context.files);
      return openSession(options, context);
    },
    run: (inputs, context) => signFiles({ ...options, inputs }, context),
    outputsOf: ({ output, sidecar }) => [output, sidecar],
  };
}

function formOf({ style, columns }: Call): Form<SignedFile> {
  return {
    schema: "sign",
    kinds: ["signed", "planned"],
    kindOf: ({ isDryRun }) => (isDryRun ? "planned" : "signed"),
    toJson: signedJson,
    one: (file) => signedText(file, { style, columns }),
    row: signedRow,
    total: (counts) => totalOf("signed", counts),
    remarks: ({ file, warnings }) => ({ file, remarks: warnings }),
  };
}

function optionsOf(call: Call, config: Config): SignOptions {
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
