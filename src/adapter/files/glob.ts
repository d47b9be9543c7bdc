/** Patterns that name files anywhere (`shoot/**` + `/*.jpg`), matched while the folders are gone through. */
import { join } from "node:path";
import { nameMatcher } from "./pattern.js";
import type { WalkRules } from "./walk.js";

export interface PlainGlob {
  /** The folder that stands before the first segment with a pattern in it; `.` where none does. */
  folder: string;
  rules: WalkRules;
}

/** Undefined where a pattern uses more than `*`, `?`, `**`, `[a-z]` and `{a,b}`, or goes through hidden folders. */
export function plainGlob(pattern: string, isExcluded: (path: string) => boolean): PlainGlob | undefined {
  if (isElaborate.test(pattern)) return undefined;
  const segments = pattern.split("/");
  const first = segments.findIndex((segment) => /[*?[{]/.test(segment));
  const inside = segments.slice(first);
  if (first === -1 || inside.some((segment) => isOdd(segment))) return undefined;
  const folder = segments.slice(0, first).join("/") || (pattern.startsWith("/") ? "/" : ".");
  const matches = nameMatcher([`/${inside.join("/")}`]);
  const leadsOn = prefixMatcher(inside);
  return {
    folder,
    rules: {
      isRecursive: inside.length > 1 || inside[0] === "**",
      isIncluded: (path) => matches(`/${path}`),
      isExcluded: (path) => !leadsOn(path) || isExcluded(join(folder, path)),
    },
  };
}

/** Groups of choices with round brackets, numbers to count through, classes, choices of whole paths, escapes. */
const isElaborate = /[()\\^]|^!|\.\.|\[\[|\{[^}]*\/|\/\/|\/$/;

/** Two stars mean any number of folders only where they stand alone; a name with a dot in front is hidden. */
function isOdd(segment: string): boolean {
  return segment === "" || segment.startsWith(".") || (segment !== "**" && segment.includes("**"));
}

/** Whether what stands at a path can be, or lead to, what the segments name: others need not be gone through. */
function prefixMatcher(segments: readonly string[]): (path: string) => boolean {
  const open = segments.indexOf("**");
  const known = open === -1 ? segments : segments.slice(0, open);
  const tests = known.map((_, index) => nameMatcher([`/${known.slice(0, index + 1).join("/")}`]));
  return (path) => {
    const depth = path.split("/").length;
    if (depth > known.length && open === -1) return false;
    if (known.length === 0) return true;
    const start = path.split("/").slice(0, known.length).join("/");
    return tests[Math.min(depth, known.length) - 1]?.(`/${start}`) ?? true;
  };
}
