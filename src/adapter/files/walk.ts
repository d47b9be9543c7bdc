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
  const levels = [await levelOf(folder, "")];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const name = level.names[level.at];
    level.at += 1;
    if (name === undefined) {
      levels.pop();
      if (level.fault) yield { kind: "error", path: join(folder, level.path), error: level.fault.error };
      continue;
    }
    const isFolder = name.endsWith("/");
    const relativePath = relative(level.path, isFolder ? name.slice(0, -1) : name);
    if (rules.isExcluded(relativePath)) continue;
    if (isFolder && rules.isRecursive) levels.push(await levelOf(folder, relativePath));
    else if (!isFolder && rules.isIncluded(relativePath))
      yield { kind: "file", path: join(folder, relativePath), relativePath };
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

/** A folder on the way down: its names, of which those of folders end with a slash, and which of them is next. */
interface Level {
  path: string;
  names: readonly string[];
  at: number;
  fault?: { error: unknown };
}

async function levelOf(folder: string, path: string): Promise<Level> {
  const place = join(folder, path);
  try {
    return { path, names: namesOf(await readdir(place, { withFileTypes: true })), at: 0 };
  } catch (error) {
    return { path, names: [], at: 0, fault: { error: fileFault(error, place, "reading") } };
  }
}

/** No more than the names is kept: a folder may have a hundred thousand. */
function namesOf(entries: Dirent[]): string[] {
  return entries
    .filter((entry) => !isPassedBy(entry.name) && (entry.isFile() || entry.isDirectory()))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}
