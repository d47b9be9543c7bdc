/** The envelope around every JSON answer: schema, versions, the answer as a whole, results. */
import { type SchemaName, schemaId } from "../program/schema-names.js";
import { colophonVersion, engine } from "../version.js";
import { type Json, stringify, toPlain } from "./plain.js";

export interface Envelope {
  exitCode: number;
  summary?: Json;
  results?: readonly Json[];
  /** Where nothing could be done at all. */
  error?: unknown;
}

/** One document, as `--json` prints it. */
export function jsonDocument(schema: SchemaName, { exitCode, summary, results, error }: Envelope): string {
  const document = {
    ...head(schema),
    ok: exitCode === 0,
    exitCode,
    ...(summary === undefined ? {} : { summary }),
    ...(error === undefined ? {} : { error: toPlain(error) }),
    ...(results === undefined ? {} : { results }),
  };
  return `${stringify(document, 2)}\n`;
}

/** The same document piece by piece, for results that come one by one and may be more than one text can hold. */
export async function* longDocument(
  schema: SchemaName,
  envelope: Omit<Envelope, "results">,
  results: AsyncIterable<Json>,
): AsyncGenerator<string> {
  const ending = "]\n}\n";
  yield jsonDocument(schema, { ...envelope, results: [] }).slice(0, -ending.length);
  let separator = "\n";
  for await (const result of results) {
    yield `${separator}${stringify(result, 2).replaceAll(/^/gm, "    ")}`;
    separator = ",\n";
  }
  yield `${separator === "\n" ? "" : "\n  "}${ending}`;
}

/** The lines of `--jsonl`; where no end line follows, the run was cut short. */
export const jsonLines = {
  start: (schema: SchemaName) => line({ kind: "start", ...head(schema) }),
  result: (result: Json, at?: Date) =>
    line({ kind: "result", ...(at === undefined ? {} : { at: at.toISOString() }), result }),
  end: (exitCode: number, summary: Json, error?: unknown) =>
    line({
      kind: "end",
      ok: exitCode === 0,
      exitCode,
      summary,
      ...(error === undefined ? {} : { error: toPlain(error) }),
    }),
};

/** The engine's own JSON, or crJSON, as it is. */
export function rawText(value: unknown): string {
  return value === undefined ? "" : `${stringify(toPlain(value), 2)}\n`;
}

function head(schema: SchemaName) {
  return { schema: schemaId(schema), colophon: colophonVersion(), engine: { ...engine } };
}

function line(value: Json): string {
  return `${stringify(value)}\n`;
}
