/** A PEM text is the result itself: to standard output, or into a file. */
import { savePart } from "../../command/extract.js";
import { makeVisible } from "../escape.js";
import type { Json } from "../render/plain.js";
import { answer } from "./answer.js";
import type { Call } from "./call.js";
import { answerDone, isRehearsal } from "./rehearsal.js";

/** `notes` go beside the text, never into it. */
export async function handOut(
  call: Call,
  pem: string,
  result: Record<string, Json>,
  notes: readonly string[],
): Promise<number> {
  const output = call.given.text("output");
  const text = notes.map((note) => `${note}\n`).join("");
  if (output === undefined || output === "-") {
    if (call.delivery === "text" && text !== "") call.io.stderr.write(`colophon: ${text}`);
    return answer(call, "identity", { results: [result], text: pem, quiet: pem });
  }
  if (isRehearsal(call))
    return answerDone(call, { ...result, output }, `wrote ${makeVisible(output)}\n${text}`);
  const context = await call.context();
  await savePart(output, Buffer.from(pem), call.given.flag("force"), context);
  return answer(call, "identity", {
    results: [{ ...result, output }],
    text: `wrote ${makeVisible(output)}\n${text}`,
    quiet: `${output}\n`,
  });
}
