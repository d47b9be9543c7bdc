/** The answer of a command that is not about many files: text, JSON or nothing. */
import type { SchemaName } from "../program/schema-names.js";
import { jsonDocument, jsonLines } from "../render/json.js";
import type { Json } from "../render/plain.js";
import { type Call, print } from "./call.js";

export interface Answer {
  exitCode?: number;
  results: readonly Json[];
  text: string;
  /** What `-q` prints all the same. */
  quiet?: string;
}

export function answer(
  call: Call,
  schema: SchemaName,
  { exitCode = 0, results, text, quiet }: Answer,
): number {
  const { delivery, io } = call;
  const summary = { results: results.length };
  call.progress.stop();
  switch (delivery) {
    case "json":
      io.stdout.write(jsonDocument(schema, { exitCode, summary, results }));
      break;
    case "jsonl":
      io.stdout.write(jsonLines.start(schema));
      for (const result of results) io.stdout.write(jsonLines.result(result));
      io.stdout.write(jsonLines.end(exitCode, summary));
      break;
    case "quiet":
      if (quiet !== undefined) io.stdout.write(quiet);
      break;
    case "text":
      print(call, text);
  }
  return exitCode;
}
