/** The rules that were asked for: of laws, and of policies of one's own. */
import {
  findLaws,
  laws as known,
  type Law,
  type Rule,
  readHousePolicy,
  rulesOf,
} from "../../core/profile/index.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import type { CheckOptions, ListedRule } from "./options.js";

const largestPolicy = 256 * 1024;

type Wanted = Pick<CheckOptions, "laws" | "profiles" | "rubric" | "before" | "newsSource">;

/** Where nothing is named, all laws, which is announced. Throws `profile.*`, `file.*`. */
export async function prepareRules(options: Wanted, context: Context): Promise<Rule[]> {
  const { laws, profiles, rubric, before, newsSource } = options;
  const isNothingNamed =
    laws.length + profiles.length === 0 && rubric === undefined && before === undefined && !newsSource;
  if (isNothingNamed) context.announce("no rules were named: held against all laws, as with --law all");
  return [
    ...findLaws(isNothingNamed ? ["all"] : laws).flatMap((law) => rulesOf[law]),
    ...(await policyRules(profiles, context)),
  ];
}

/** Where nothing is named, every rule there is, those of C2PA too. Throws `profile.*`, `file.*`. */
export async function listRules(
  { laws, profiles }: Pick<CheckOptions, "laws" | "profiles">,
  context: Context,
): Promise<ListedRule[]> {
  const isNothingNamed = laws.length + profiles.length === 0;
  const chosen: readonly Law[] = isNothingNamed ? known : findLaws(laws);
  const rules = [...chosen.flatMap((law) => rulesOf[law]), ...(await policyRules(profiles, context))];
  return rules.map(({ verdict: _verdict, isUnread, ...rule }) => ({ ...rule, canFail: !isUnread }));
}

async function policyRules(profiles: readonly string[], context: Context): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const named of profiles) {
    const path = await policyPath(named, context);
    rules.push(...readHousePolicy(await context.files.readText(path, largestPolicy), named));
  }
  return rules;
}

/** One's own policies first: a file that came with a download must not pass itself off as one of them. */
async function policyPath(named: string, { files, policyFolder }: Context): Promise<string> {
  const own = `${policyFolder}/${named}.json`;
  const isName = /^[\w-]+$/.test(named);
  if (isName && (await files.exists(own))) return own;
  if (await files.exists(named)) return named;
  throw new ColophonError(
    "file.missing",
    `"${named}": no such ${isName ? "policy and no such file" : "file"}`,
    {
      hints: [isName ? `write it: ${own}` : "see what a policy holds: colophon help laws"],
    },
  );
}
