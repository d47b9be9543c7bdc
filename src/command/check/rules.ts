/** The rules that were asked for: of laws, and of policies of one's own. */
import { findLaws, type Rule, readHousePolicy, rulesOf } from "../../core/profile/index.js";
import { ColophonError } from "../../error.js";
import type { CheckContext } from "./context.js";
import type { CheckOptions } from "./options.js";

const largestPolicy = 256 * 1024;

/** Throws `profile.*`, `file.*`, and `usage.invalid` where nothing was asked for. */
export async function prepareRules(options: CheckOptions, { files }: CheckContext): Promise<Rule[]> {
  const { laws, profiles, rubric, before, newsSource } = options;
  if (laws.length + profiles.length === 0 && rubric === undefined && before === undefined && !newsSource) {
    throw new ColophonError("usage.invalid", "expected rules to hold the files against, found none", {
      hints: ["name a law: --law eu,cn", "or a policy of your own: --profile policy.json"],
    });
  }
  const rules = findLaws(laws).flatMap((law) => rulesOf[law]);
  for (const path of profiles)
    rules.push(...readHousePolicy(await files.readText(path, largestPolicy), path));
  return rules;
}
