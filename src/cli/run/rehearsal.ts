/** `--dry-run` of the identity commands: they run over a vault that keeps nothing, and their words say so. */
import { type IdentityContext, rehearse } from "../../command/identity/index.js";
import type { Json } from "../render/plain.js";
import { record } from "../render/verify-json.js";
import { answer } from "./answer.js";
import type { Call } from "./call.js";

export function isRehearsal({ given }: Call): boolean {
  return given.flag("dryRun");
}

/** The identities as this call may use them. */
export async function identitiesOf(call: Call): Promise<IdentityContext> {
  const world = await (await call.context()).identities();
  return isRehearsal(call) ? rehearse(world) : world;
}

/** What was done with one identity, or would be. */
export function answerDone(call: Call, done: object, text: string): number {
  const isDryRun = isRehearsal(call);
  const result: Record<string, Json> = record({ ...done, ...(isDryRun ? { isDryRun } : {}) });
  return answer(call, "identity", { results: [result], text: isDryRun ? rehearsed(text) : text });
}

function rehearsed(text: string): string {
  return `dry run, nothing is kept or written; otherwise you would read:\n${text.replaceAll(/^(?=.)/gm, "  ")}`;
}
