/** The files of a folder, in order, holding only the names of the folders on the way down to where it is. */
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileFault } from "./fault.js";

export interface WalkRules {
  isRecursive: boolean;
  /** About the path inside the folder, with forward slashes. */
  isIncluded: (relativePath: string) => boolean;
  isExcluded: (relativePath: string) => boolean;
}

export type Walked =
  | { kind: "file"; path: string; relativePath: string }
  | { kind: "error"; path: string; error: unknown };

/**
 * Hidden names and `node_modules` are passed by, links are not followed (so there are no circles), and
 * what is neither file nor folder is no one's input. A folder that cannot be read is a value, not the end.
 */
export async function* walk(folder: string, rules: WalkRules): AsyncGenerator<Walked> {
  const pending: { entry: Dirent; relativePath: string }[] = [];
  let next: string | undefined = "";
  while (next !== undefined) {
    const entries = await entriesOf(join(folder, next));
    if (Array.isArray(entries)) {
      // Reversed: the last one pushed is the first one taken.
      for (const entry of entries.reverse())
        pending.push({ entry, relativePath: relative(next, entry.name) });
    } else yield { kind: "error", path: join(folder, next), error: entries.error };
    next = undefined;
    while (next === undefined) {
      const item = pending.pop();
      if (!item) return;
      const { entry, relativePath } = item;
      if (rules.isExcluded(relativePath)) continue;
      if (entry.isDirectory() && rules.isRecursive) next = relativePath;
      else if (entry.isFile() && rules.isIncluded(relativePath)) {
        yield { kind: "file", path: join(folder, relativePath), relativePath };
      }
    }
  }
}

/** Whether `walk` gives a file that stands at this path inside the folder. */
export function wouldWalk(relativePath: string, { isRecursive, isIncluded, isExcluded }: WalkRules): boolean {
  const segments = relativePath.split("/");
  const isPassed = segments.some(
    (name, index) => isPassedBy(name) || isExcluded(segments.slice(0, index + 1).join("/")),
  );
  return !isPassed && (isRecursive || segments.length === 1) && isIncluded(relativePath);
}

function isPassedBy(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

function relative(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

async function entriesOf(folder: string): Promise<Dirent[] | { error: unknown }> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(({ name }) => !isPassedBy(name))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    return { error: fileFault(error, folder, "reading") };
  }
}
