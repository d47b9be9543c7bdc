/** Runs `colophon trace`. */
import { type TracedFile, traceFile } from "../../command/trace.js";
import { type ImageProtocol, type ImageWish, imageProtocol } from "../inline-image.js";
import { tracedDot, tracedMermaid } from "../render/graph.js";
import { rawText } from "../render/json.js";
import { tracedText } from "../render/trace.js";
import { tracedJson } from "../render/trace-json.js";
import { hasUnicode } from "../render/tree.js";
import type { Call } from "./call.js";
import { deliver } from "./deliver.js";
import { judgingOf, given as present } from "./reading.js";

export async function runTrace(call: Call): Promise<number> {
  const { given, inputs } = call;
  const { values: config } = await call.config();
  const images = protocolOf(call);
  const options = {
    inputs,
    pictures: images !== undefined,
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
    one: (file) => drawing(call, file, images) + rawText(file.manifestStore),
  });
}

/** Only the tree has room for pictures, and only where a person reads it. */
function protocolOf({ given, io, delivery }: Call): ImageProtocol | undefined {
  const isTree = ["tree", undefined].includes(given.text("format"));
  return isTree && delivery === "text" ? imageProtocol(io, wishOf(given.text("images"))) : undefined;
}

function wishOf(text: string | undefined): ImageWish {
  return text === "always" || text === "never" ? text : "auto";
}

function drawing(
  { given, style, columns, io }: Call,
  file: TracedFile,
  images: ImageProtocol | undefined,
): string {
  switch (given.text("format")) {
    case "dot":
      return tracedDot(file);
    case "mermaid":
      return tracedMermaid(file);
    default:
      return tracedText(file, {
        style,
        columns,
        hasUnicode: hasUnicode(io.env, process.platform),
        ...(images === undefined ? {} : { images }),
      });
  }
}
