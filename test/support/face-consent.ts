/** A sample record: one who agreed to the use of a face, without an end. */
import { recordConsent } from "../../src/command/consent/index.ts";
import type { TestWorld } from "./context.ts";

/** @returns the path of the record, which is `output` */
export async function recordFace(
  output: string,
  { context }: Pick<TestWorld, "context">,
  { isNamed = false } = {},
): Promise<string> {
  const recorded = await recordConsent(
    {
      subject: "Berta Lind",
      isNamed,
      attributes: ["face"],
      scope: "one advertisement",
      kinds: [],
      notified: new Date("2026-01-01T00:00:00Z"),
      obtained: new Date("2026-01-02T00:00:00Z"),
      isMinor: false,
      identity: "ana",
      output,
      force: false,
      dryRun: false,
    },
    context,
  );
  return recorded.output;
}
