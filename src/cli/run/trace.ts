/** Runs `colophon trace`. */
import { type TracedFile, traceFile } from "../../command/trace.js";
import { tracedDot, tracedMermaid } from "../render/graph.js";
import { tracedText } from "../render/trace.js";
import { tracedJson } from "../render/trace-json.js";
import { hasUnicode } from "../render/tree.js";
import type { Call } from "./call.js";
import { deliver } from "./deliver.js";
import { judgingOf, given as present } from "./reading.js";
import { rawText } from "./verify.js";

export async function runTrace(call: Call): Promise<number> {
  const { given, inputs } = call;
  const { values: config } = await call.config();
  const options = {
    inputs,
    ...judgingOf(call, config),
    force: given.flag("force"),
    raw: given.flag("raw"),
    ...present({ depth: given.number("depth"), diff: given.text("diff"), extract: given.text("extract") }),
  };
  return deliver(call, traceFile(options, await call.context()), {
    schema: "trace",
    kinds: ["trusted", "valid", "invalid", "none"],
    kindOf: ({ verification }) => verification.state,
    toJson: tracedJson,
    one: (file) => drawing(call, file) + rawText(file.manifestStore),
  });
}

function drawing({ given, style, columns, io }: Call, file: TracedFile): string {
  switch (given.text("format")) {
    case "dot":
      return tracedDot(file);
    case "mermaid":
      return tracedMermaid(file);
    default:
      return tracedText(file, { style, columns, hasUnicode: hasUnicode(io.env, process.platform) });
  }
}
