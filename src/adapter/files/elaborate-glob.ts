/** Patterns that only the library reads, found all at once as it does it: they are rare. */
import { ColophonError } from "../../error.js";

/** Undefined where there is no pattern in it after all. */
export async function elaborateGlob(pattern: string): Promise<string[] | undefined> {
  const { glob, isDynamicPattern } = await import("tinyglobby");
  if (!isDynamicPattern(pattern)) return undefined;
  refuseCostly(pattern);
  const paths = await glob(pattern, {
    ignore: ["**/node_modules/**"],
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return paths.sort();
}

const MOST_REPETITIONS = 3;

/**
 * picomatch 4 makes a regular expression of it, and those try every way to share a name out among what repeats:
 * 250 letters among four stars take a second, among five a minute; inside a group that repeats, thirty take that.
 */
function refuseCostly(pattern: string): void {
  const unescaped = pattern.replace(/\\./gu, "");
  const repetitions = unescaped.match(/\*+|\++|!\(/g) ?? [];
  if (repetitions.length <= MOST_REPETITIONS && !/[*+]\(|\)\+/.test(unescaped)) return;
  throw new ColophonError(
    "usage.invalid",
    `"${pattern}": a pattern of this kind may have at most ${MOST_REPETITIONS} parts that repeat, and no group that does`,
    { hints: [`patterns of *, ?, **, [a-z] and {a,b} alone may have any number`] },
  );
}
