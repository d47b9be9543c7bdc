/** Option names of a program that calls: a misspelled one is refused, since it would be passed over in silence. */
import { nearest } from "../core/explain/nearest.js";
import { ColophonError } from "../error.js";

/** Throws "usage.invalid" for anything but an object with these keys. */
export function refuseUnknownKeys(wishes: unknown, keys: readonly string[], where: string): void {
  if (wishes === undefined) return;
  if (typeof wishes !== "object" || wishes === null || Array.isArray(wishes)) {
    throw new ColophonError("usage.invalid", `${where}: expected an object with options`);
  }
  for (const key of Object.keys(wishes)) {
    if (keys.includes(key)) continue;
    const [close] = nearest(key, keys, 1);
    throw new ColophonError("usage.invalid", `${where}: no option named "${key}"`, {
      hints: [close === undefined ? `use one of: ${keys.join(", ")}` : `did you mean "${close}"?`],
    });
  }
}

/** Throws "usage.invalid" where a path was left out. */
export function refuseNoPath(path: unknown, where: string): void {
  if (typeof path === "string" && path !== "") return;
  const found = path === "" ? "an empty text" : path === null ? "null" : typeof path;
  throw new ColophonError("usage.invalid", `${where}: expected the path of a file, found ${found}`);
}

/** Throws "usage.invalid" where it is no list of paths. */
export function refuseNoPaths(paths: unknown, where: string): void {
  if (!Array.isArray(paths)) {
    throw new ColophonError("usage.invalid", `${where}: expected a list of paths, found ${typeof paths}`);
  }
  for (const path of paths) refuseNoPath(path, where);
}

/** It belongs to the program that calls. */
export function refuseStandardOutput(wishes: object = {}): void {
  if (!("output" in wishes) || wishes.output !== "-") return;
  throw new ColophonError("usage.invalid", 'expected a file or a folder as output, found "-"');
}

/** Names often come from strangers: here "-" and "@list" are files of that name, not standard input and a list. */
export function literal(inputs: readonly string[]): string[] {
  return inputs.map((input) => (/^[-@]/.test(input) ? `./${input}` : input));
}
