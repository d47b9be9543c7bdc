/** What a label lacks that the chosen laws ask for, and only whoever labels can say. */
import type { Law } from "../../core/label/wording-rules.js";
import type { LabelOptions } from "./options.js";

const wantsSystem: readonly Law[] = ["us-ca", "us-ut"];

/** A sentence for each; none is a reason not to label. */
export function adviceFor(
  { system, systemVersion, asPropagator }: LabelOptions,
  laws: readonly Law[],
  hasTimestamp: boolean,
): string[] {
  if (asPropagator) return [];
  const asking = wantsSystem.filter((law) => laws.includes(law));
  const isNamed = system !== undefined && systemVersion !== undefined;
  return [
    ...(asking.length > 0 && !isNamed
      ? [
          `${asking.join(" and ")} ${asking.length === 1 ? "asks" : "ask"} which AI system made it: --system NAME --system-version VERSION`,
        ]
      : []),
    ...(laws.includes("eu") && !hasTimestamp
      ? ["the Code of Practice of the EU asks for a timestamp: --tsa URL"]
      : []),
  ];
}
