/** `--report`: every result as a line of a file, there as soon as it is known, whatever goes to the screen. */
import type { FileResult } from "../../command/result.js";
import { ColophonError } from "../../error.js";
import { fieldsOf } from "../complain.js";
import { exitCodeOf } from "../exit.js";
import { type SchemaName, schemaId } from "../program/schema-names.js";
import { jsonLines } from "../render/json.js";
import type { Json } from "../render/plain.js";
import type { Call } from "./call.js";
import type { Form } from "./form.js";

export interface Report {
  add(result: Json): void;
  /** A report without its end was cut short. */
  end(exitCode: number, counts: Json, error?: unknown): void;
  close(): void;
}

/** Undefined where nobody wants one. Throws `output.exists` and `usage.invalid` before anything is done. */
export async function openReport(call: Call, schema: SchemaName): Promise<Report | undefined> {
  const { given } = call;
  const path = given.isDeclared("report") ? given.text("report") : undefined;
  if (path === undefined) return undefined;
  if (path === "-") {
    throw new ColophonError("usage.invalid", "a report is a file, expected its name after --report", {
      hints: ["for lines on standard output: --jsonl"],
    });
  }
  const { files, clock } = await call.context();
  const file = await files.openReport(path, {
    isReplacing: given.isDeclared("force") && given.flag("force"),
    // Where --continue is always meant it is not declared.
    isContinued: isWatching(call) || (given.isDeclared("continue") && given.flag("continue")),
    schema: schemaId(schema),
  });
  const state = { isBroken: false };
  /** After a line that was cut nothing more is written: the report ends there, as it does when a run is killed. */
  const write = (line: string) => {
    if (state.isBroken) return;
    state.isBroken = true;
    file.write(line);
    state.isBroken = false;
  };
  write(jsonLines.start(schema));
  return {
    add: (result) => write(jsonLines.result(result, clock())),
    end: (exitCode, counts, error) => write(jsonLines.end(exitCode, counts, error)),
    close: file.close,
  };
}

function isWatching({ path }: Call): boolean {
  return path[0] === "watch";
}

/**
 * What the report of earlier runs says: every file that was dealt with, and when. What failed was not: the disk was
 * full, say, or no authority answered.
 */
export async function finishedIn(call: Call): Promise<ReadonlyMap<string, Date>> {
  const path = call.given.text("report");
  const finished = new Map<string, Date>();
  if (path === undefined) return finished;
  const { files } = await call.context();
  if (!(await files.exists(path))) return finished;
  for await (const line of files.readLines(path)) {
    const entry = asEntry(line);
    if (entry) finished.set(entry.file, entry.at);
  }
  return finished;
}

/** Undefined for what is no result, as an error, or the last line of a run that was killed. */
function asEntry(line: string): { file: string; at: Date } | undefined {
  try {
    const { kind, at, result } = JSON.parse(line) as {
      kind?: unknown;
      at?: unknown;
      result?: { file?: unknown; error?: unknown };
    };
    if (kind !== "result" || typeof at !== "string" || typeof result?.file !== "string") return undefined;
    if (result.error !== undefined) return undefined;
    return { file: result.file, at: new Date(at) };
  } catch {
    return undefined;
  }
}

/** A line of it, and of every other JSON. */
export function resultJson<T>(result: FileResult<T>, form: Form<T>): Json {
  if (result.kind === "result") return form.toJson(result.value, result.exitCode);
  const { code, message, hints } = fieldsOf(result.error);
  return { file: result.file, exitCode: exitCodeOf(result.error), error: { code, message, hints } };
}
