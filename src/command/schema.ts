/** `schema`: the JSON Schema of what a command prints with --json. */
import { readdir, readFile } from "node:fs/promises";
import { ColophonError } from "../error.js";

/** The schemas are documents of the package, read from where it is installed. */
const folder = new URL("../../docs/schema/", import.meta.url);

/** Throws `usage.invalid` with the names there are. */
export async function readSchema(name: string): Promise<string> {
  const names = (await readdir(folder)).flatMap((file) => file.match(/^(.+)\.json$/)?.[1] ?? []).sort();
  if (names.includes(name)) return readFile(new URL(`${name}.json`, folder), "utf8");
  throw new ColophonError("usage.invalid", `no schema "${name}"`, {
    hints: [`there are: ${names.join(", ")}`],
  });
}
