/** Turns what was typed (files, folders, patterns, `@list`) into files, one by one and in order. */
import { join } from "node:path";
import { ColophonError } from "../../error.js";
import { fileFault } from "./fault.js";
import { createRecall, type Origin } from "./origin.js";
import { nameMatcher } from "./pattern.js";
import type { WalkRules } from "./walk.js";
import { isFolder, isThere } from "./whole.js";

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
  // One argument cannot name a file twice, since links inside folders are not followed.
  const isOne = patterns.length < 2 && !patterns[0]?.startsWith("@");
  const isNew = isOne ? async () => true : createRecall();
  for (const pattern of patterns) {
    try {
      for await (const found of findOne(pattern, walkRules)) {
        if (found.kind === "error") yield found;
        else if (await isNew(found.path, found.origin))
          yield { kind: "file", path: found.path, isNamed: found.isNamed };
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

/** A file with the folder it was come upon in, where there is one. */
type Placed = Found & { origin?: Origin };

async function* findOne(pattern: string, rules: WalkRules): AsyncGenerator<Placed> {
  if (pattern.startsWith("@") && pattern.length > 1) {
    const { readList } = await import("./list.js");
    for (const path of await readList(pattern.slice(1))) yield* findPath(path, rules);
  } else if (mayBePattern.test(pattern) && !(await isThere(pattern))) {
    yield* findByGlob(pattern, rules);
  } else yield* findPath(pattern, rules);
}

/** Most arguments are plain paths, and the library for patterns need not be loaded for them. */
const mayBePattern = /[*?[\]{}()!]/;

async function* findByGlob(pattern: string, rules: WalkRules): AsyncGenerator<Placed> {
  const { plainGlob } = await import("./glob.js");
  const plain = plainGlob(pattern, rules.isExcluded);
  let isAny = false;
  const all = plain ? withinFolder(plain) : elaborate(pattern, rules);
  for await (const found of all) {
    isAny = true;
    yield found;
  }
  if (!isAny) throw new ColophonError("file.missing", `"${pattern}": no file matches this pattern`);
}

async function* elaborate(pattern: string, rules: WalkRules): AsyncGenerator<Placed> {
  const { elaborateGlob } = await import("./elaborate-glob.js");
  const paths = await elaborateGlob(pattern);
  if (!paths) yield* findPath(pattern, rules);
  for (const path of paths ?? []) {
    if (!rules.isExcluded(path)) yield { kind: "file", path, isNamed: false };
  }
}

/** What is no folder is handed on as it is: whoever opens it says what is wrong with it. */
async function* findPath(path: string, rules: WalkRules): AsyncGenerator<Placed> {
  if (await isFolder(path)) yield* within({ folder: path, rules });
  else yield { kind: "file", path, isNamed: true };
}

async function* withinFolder(origin: Origin): AsyncGenerator<Placed> {
  if (await isFolder(origin.folder)) yield* within(origin);
}

async function* within(origin: Origin): AsyncGenerator<Placed> {
  const { walk } = await import("./walk.js");
  const { folder, rules } = origin;
  for await (const found of walk(folder, rules)) {
    if (found.kind === "file")
      yield { kind: "file", path: join(folder, found.relativePath), isNamed: false, origin };
    else if (found.error instanceof ColophonError)
      yield { kind: "error", name: found.path, error: found.error };
    else throw found.error;
  }
}
