/** Runs `colophon schema`. */
import { readSchema } from "../../command/schema.js";
import { schemaNames } from "../program/schema-names.js";
import type { Call } from "./call.js";

export async function runSchema({ inputs, io }: Call): Promise<number> {
  const [name] = inputs;
  io.stdout.write(
    name === undefined ? schemaNames.map((entry) => `${entry}\n`).join("") : await readSchema(name),
  );
  return 0;
}
