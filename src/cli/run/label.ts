/** Runs `colophon label`. */

import { corners } from "../../command/choices.js";
import type { Config } from "../../command/configuration.js";
import {
  isPublished,
  type LabeledFile,
  type LabelOptions,
  labelFiles,
  openSession,
} from "../../command/label/index.js";
import { refuseSinglePlace } from "../../command/outputs.js";
import { labeledJson, labeledText } from "../render/label.js";
import { signedRow, totalOf } from "../render/sign.js";
import type { Call } from "./call.js";
import type { Form } from "./deliver.js";
import { given as present, trustOf } from "./reading.js";
import { deliverCopies, pathsOf, signingOf } from "./signing.js";
import type { WatchAction } from "./watch.js";

export async function runLabel(call: Call): Promise<number> {
  const { values: config } = await call.config();
  const start = async () => labelFiles(optionsOf(call, config), await call.context());
  return deliverCopies(call, start, formOf(call));
}

/** A restart comes upon the same files again, and upon what was made of them. */
export function labelAction(call: Call, config: Config): WatchAction<LabeledFile> {
  const options = { ...optionsOf(call, config), continue: true, skipOwn: true };
  return {
    form: { ...formOf(call), quiet: pathsOf },
    isMeant: isPublished,
    rehearse: async (context) => {
      await refuseSinglePlace({ ...options, suffix: "labeled" }, context.files);
      return openSession(options, context);
    },
    run: (inputs, context) => labelFiles({ ...options, inputs }, context),
    outputsOf: ({ output, sidecar }) => [output, sidecar],
  };
}

function formOf({ style, columns }: Call): Form<LabeledFile> {
  return {
    schema: "label",
    kinds: ["labeled", "planned"],
    kindOf: ({ isDryRun }) => (isDryRun ? "planned" : "labeled"),
    toJson: labeledJson,
    one: (file) => labeledText(file, { style, columns }),
    row: signedRow,
    total: (counts) => totalOf("labeled", counts),
    remarks: ({ file, warnings, label }) => ({ file, remarks: [...warnings, ...label.notes] }),
  };
}

function optionsOf(call: Call, config: Config): LabelOptions {
  const { given } = call;
  const visible = given.isOff("visible") ? false : given.flag("visible") ? true : undefined;
  const position = corners.find((corner) => corner === given.text("position"));
  return {
    ...signingOf(call, config),
    kinds: given.texts("kind"),
    laws: given.texts("law"),
    rhythm: given.flag("rhythm"),
    consents: given.texts("consent"),
    trust: trustOf(given.texts("trust"), config),
    asPropagator: given.flag("asPropagator"),
    isDeclared: given.flag("declared"),
    ...present({
      by: given.text("by") ?? config.provider,
      system: given.text("system"),
      madeAt: given.date("made"),
      systemVersion: given.text("systemVersion"),
      visible,
      position,
      text: given.text("text"),
      font: given.text("font"),
      voiceLabel: given.text("voiceLabel"),
    }),
  };
}
