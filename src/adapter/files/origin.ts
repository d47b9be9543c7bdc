/** Which files earlier arguments have given already: known by where they looked, so that nothing is kept of each. */
import { realpath } from "node:fs/promises";
import { relative, sep } from "node:path";
import { type WalkRules, wouldWalk } from "./walk.js";

/** A folder that an argument goes through, and what it takes there. */
export interface Origin {
  folder: string;
  rules: WalkRules;
}

/** Says of each path whether it is new; `origin` is absent for what was named itself, which is kept. */
export function createRecall(): (path: string, origin?: Origin) => Promise<boolean> {
  const named = new Set<string>();
  const roots = new Map<Origin, string>();
  const isFoundBy = (origin: Origin, root: string, real: string) => {
    const inside = relative(root, real).split(sep).join("/");
    return inside !== "" && !inside.startsWith("../") && wouldWalk(inside, origin.rules);
  };
  return async (path, origin) => {
    const real = await realOf(path);
    if (origin && !roots.has(origin)) roots.set(origin, await realOf(origin.folder));
    const isKnown =
      named.has(real) || [...roots].some(([other, root]) => other !== origin && isFoundBy(other, root, real));
    if (!origin && !isKnown) named.add(real);
    return !isKnown;
  };
}

async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
