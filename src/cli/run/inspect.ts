/** Runs `colophon inspect`. */
import { type InspectedFile, inspectFile } from "../../command/inspect.js";
import { inspectedText } from "../render/inspect.js";
import { rawText } from "../render/json.js";
import { record } from "../render/verify-json.js";
import type { Call } from "./call.js";
import { deliver } from "./deliver.js";
import { judgingOf, given as present, selectionOf } from "./reading.js";

export async function runInspect(call: Call): Promise<number> {
  const { given } = call;
  const { values: config } = await call.config();
  const options = {
    ...selectionOf(call, config),
    ...judgingOf(call, config),
    raw: given.flag("raw"),
    certificates: given.flag("certificates"),
    crjson: given.flag("crjson"),
    force: given.flag("force"),
    ...present({
      extract: given.text("extract"),
      output: given.text("output"),
      manifest: given.text("manifest"),
    }),
  };
  return deliver(call, inspectFile(options, await call.context()), {
    schema: "inspect",
    kinds: ["trusted", "valid", "invalid", "none"],
    kindOf: ({ state }) => state,
    toJson: (file, exitCode) => record({ ...file, exitCode }),
    one: (file) => wanted(call, file),
  });
}

/** A part that was asked for stands alone, so that it can go through a pipe. */
function wanted({ style, columns }: Call, file: InspectedFile): string {
  const { certificates, crjson, manifestStore } = file;
  if (certificates !== undefined) return certificates;
  if (crjson !== undefined) return rawText(crjson);
  if (manifestStore !== undefined) return rawText(manifestStore);
  return inspectedText(file, { style, columns });
}
