/** Turns what was typed (files, folders, patterns, `@list`) into files, one by one and in order. */
import { lstat, realpath } from "node:fs/promises";
import { join } from "node:path";
import { ColophonError } from "../../error.js";
import { fileFault } from "./fault.js";
import { nameMatcher } from "./pattern.js";
import type { WalkRules } from "./walk.js";
import { isFolder } from "./whole.js";

export interface FindRules {
  /** Folders inside folders too. */
  recursive: boolean;
  /** Name patterns for what is found inside folders; a file that was named is always wanted. */
  include?: readonly string[];
  exclude?: readonly string[];
}

export type Found =
  | {
      kind: "file";
      path: string;
      /** Named by the user, or found inside a folder or by a pattern. */
      isNamed: boolean;
    }
  | { kind: "error"; name: string; error: ColophonError };

/** Never throws for a single bad argument: the others are still found. */
export async function* findFiles(patterns: readonly string[], rules: FindRules): AsyncGenerator<Found> {
  const walkRules = toWalkRules(rules);
  const isNew = firstTimeOnly(patterns);
  for (const pattern of patterns) {
    try {
      for await (const found of findOne(pattern, walkRules)) {
        if (found.kind === "error" || (await isNew(found.path))) yield found;
      }
    } catch (error) {
      const fault = fileFault(error, pattern, "reading");
      if (!(fault instanceof ColophonError)) throw fault;
      yield { kind: "error", name: pattern, error: fault };
    }
  }
}

function toWalkRules(rules: FindRules): WalkRules {
  const include = rules.include ?? [];
  return {
    isRecursive: rules.recursive,
    isIncluded: include.length === 0 ? () => true : nameMatcher(include),
    isExcluded: nameMatcher(rules.exclude ?? []),
  };
}

/** One argument cannot name a file twice, since links inside folders are not followed: nothing to keep then. */
function firstTimeOnly(patterns: readonly string[]): (path: string) => Promise<boolean> {
  if (patterns.length < 2 && !patterns[0]?.startsWith("@")) return async () => true;
  const seen = new Set<string>();
  return async (path) => {
    const real = await realpath(path).catch(() => path);
    const isNew = !seen.has(real);
    seen.add(real);
    return isNew;
  };
}

async function* findOne(pattern: string, rules: WalkRules): AsyncGenerator<Found> {
  if (pattern.startsWith("@") && pattern.length > 1) {
    const { readList } = await import("./list.js");
    for (const path of await readList(pattern.slice(1))) yield* findPath(path, rules);
  } else if (mayBePattern.test(pattern) && !(await isThere(pattern))) {
    yield* findByGlob(pattern, rules);
  } else yield* findPath(pattern, rules);
}

/** Most arguments are plain paths, and the library for patterns need not be loaded for them. */
const mayBePattern = /[*?[\]{}()!]/;

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function* findByGlob(pattern: string, rules: WalkRules): AsyncGenerator<Found> {
  const { glob, isDynamicPattern } = await import("tinyglobby");
  if (!isDynamicPattern(pattern)) {
    yield* findPath(pattern, rules);
    return;
  }
  const paths = await glob(pattern, {
    ignore: ["**/node_modules/**"],
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  if (paths.length === 0) {
    throw new ColophonError("file.missing", `"${pattern}": no file matches this pattern`);
  }
  for (const path of paths.sort()) {
    if (!rules.isExcluded(path)) yield { kind: "file", path, isNamed: false };
  }
}

/** What is no folder is handed on as it is: whoever opens it says what is wrong with it. */
async function* findPath(path: string, rules: WalkRules): AsyncGenerator<Found> {
  if (!(await isFolder(path))) {
    yield { kind: "file", path, isNamed: true };
    return;
  }
  const { walk } = await import("./walk.js");
  for await (const found of walk(path, rules)) {
    if (found.kind === "file") {
      yield { kind: "file", path: join(path, found.relativePath), isNamed: false };
    } else if (found.error instanceof ColophonError) {
      yield { kind: "error", name: found.path, error: found.error };
    } else throw found.error;
  }
}
