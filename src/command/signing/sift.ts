/** Inputs without those that a look at them leaves out: several are looked at at once, and they stay in order. */
import { runBatch } from "../batch.js";
import type { FileInput, Input } from "../inputs.js";

export async function* sift(
  inputs: AsyncIterable<Input>,
  { jobs, signal }: { jobs: number; signal: AbortSignal },
  isLeftOut: (input: FileInput) => Promise<boolean>,
): AsyncGenerator<Input> {
  const rules = { jobs, failFast: false, signal };
  const looked = runBatch(inputs, rules, async (input) =>
    (await isLeftOut(input)) ? undefined : { value: input, exitCode: 0 },
  );
  for await (const result of looked) {
    yield result.kind === "result" ? result.value : { kind: "error", name: result.file, error: result.error };
  }
}
