/** Runs `colophon explain`. */
import { explainAll, explainCode } from "../../command/explain.js";
import { explanationText } from "../render/explain.js";
import { tableText } from "../render/table.js";
import { record } from "../render/verify-json.js";
import { answer } from "./answer.js";
import type { Call } from "./call.js";

export async function runExplain(call: Call): Promise<number> {
  const { inputs, style, columns } = call;
  const found = inputs.length === 0 ? explainAll() : inputs.map(explainCode);
  return answer(call, "explain", {
    results: found.map((explanation) => record({ ...explanation })),
    text:
      inputs.length === 0
        ? tableText(found.map(({ code, meaning }) => [code, meaning]))
        : found.map((explanation) => explanationText(explanation, style, columns)).join("\n"),
    ...(inputs.length === 0 ? { quiet: found.map(({ code }) => `${code}\n`).join("") } : {}),
  });
}
