/** Runs `colophon journal` and the commands below it. */
import { findLabeled, verifyJournal } from "../../command/journal/index.js";
import { journalText } from "../render/journal.js";
import { record } from "../render/verify-json.js";
import { answer } from "./answer.js";
import type { Runner } from "./call.js";

const find: Runner = async (call) => {
  const found = await findLabeled(call.inputs[0] ?? "", await call.context());
  return answer(call, "journal", {
    exitCode: found.exitCode,
    results: [record({ ...found })],
    text: journalText(found, call),
  });
};

const verify: Runner = async (call) => {
  const checked = await verifyJournal(await call.context());
  return answer(call, "journal", {
    exitCode: checked.exitCode,
    results: [record({ ...checked })],
    text: journalText(checked, call),
  });
};

export const journalRunners: Readonly<Record<string, Runner>> = { find, verify };
