/** Results as they come → stdout in the wished form, errors on stderr, and one exit code for all. */
import type { FileResult } from "../../command/result.js";
import { ColophonError } from "../../error.js";
import { causes, complaint, fieldsOf } from "../complain.js";
import { foldExitCodes } from "../exit.js";
import type { SchemaName } from "../program/schema-names.js";
import { jsonDocument, jsonLines } from "../render/json.js";
import type { Json } from "../render/plain.js";
import { table } from "../render/table.js";
import { type Call, print, say } from "./call.js";

/** How the results of one command look. */
export interface Form<T> {
  schema: SchemaName;
  toJson(value: T, exitCode: number): Json;
  /** The kinds that are counted, in the order of the summary. */
  kinds: readonly string[];
  kindOf(value: T): string;
  /** What is counted beside the kind. */
  marks?: Readonly<Record<string, (value: T) => boolean>>;
  /** A single file, in full. */
  one(value: T): string;
  /** One of several files, as cells of a line. Without it each is shown in full. */
  row?(value: T): readonly string[];
  /** The line under several files. */
  total?(counts: Readonly<Record<string, number>>): string;
  /** What `-q` prints all the same. */
  quiet?(value: T): string;
}

/** Counts of every kind, `errors` and `files`. */
type Counts = Record<string, number>;

export async function deliver<T>(
  call: Call,
  results: AsyncIterable<FileResult<T>>,
  form: Form<T>,
): Promise<number> {
  const counts: Counts = zeros([...form.kinds, ...Object.keys(form.marks ?? {}), "errors", "files"]);
  const codes: number[] = [];
  const sink = sinkFor(call, form);
  try {
    for await (const result of results) {
      count(counts, result, form);
      codes.push(result.kind === "error" ? exitCodeOf(result.error) : result.exitCode);
      if (result.kind === "error") complain(call, result.error, result.file);
      sink.add(result);
      call.progress.done();
    }
  } catch (error) {
    // What was found out before stays found out: a script must not lose it to a later failure.
    if (!(error instanceof ColophonError)) throw error;
    call.progress.stop();
    complain(call, error);
    const exitCode = foldExitCodes([...codes, exitCodeOf(error)]);
    sink.end(exitCode, counts, error);
    return exitCode;
  }
  call.progress.stop();
  const exitCode = foldExitCodes(codes);
  sink.end(exitCode, counts);
  return exitCode;
}

export function exitCodeOf(error: ColophonError): number {
  return error.code === "interrupted" ? 130 : 2;
}

function complain(call: Call, error: ColophonError, file?: string): void {
  say(call, complaint(error, call.errorStyle, file) + (call.isVerbose ? causes(error) : ""));
}

function count<T>(counts: Counts, result: FileResult<T>, form: Form<T>): void {
  const kind = result.kind === "error" ? "errors" : form.kindOf(result.value);
  counts[kind] = (counts[kind] ?? 0) + 1;
  counts.files = (counts.files ?? 0) + 1;
  if (result.kind === "error") return;
  for (const [mark, isMarked] of Object.entries(form.marks ?? {})) {
    if (isMarked(result.value)) counts[mark] = (counts[mark] ?? 0) + 1;
  }
}

function zeros(names: readonly string[]): Counts {
  return Object.fromEntries(names.map((name) => [name, 0]));
}

interface Sink<T> {
  add(result: FileResult<T>): void;
  end(exitCode: number, counts: Counts, error?: ColophonError): void;
}

function sinkFor<T>(call: Call, form: Form<T>): Sink<T> {
  switch (call.delivery) {
    case "json":
      return jsonSink(call, form);
    case "jsonl":
      return jsonlSink(call, form);
    case "quiet":
      return quietSink(call, form);
    case "text":
      return form.row === undefined ? fullSink(call, form) : rowSink(call, form);
  }
}

function jsonSink<T>({ io, progress }: Call, form: Form<T>): Sink<T> {
  const results: Json[] = [];
  return {
    add: (result) => results.push(resultJson(result, form)),
    end: (exitCode, counts, error) =>
      progress.aside(() =>
        io.stdout.write(
          jsonDocument(form.schema, {
            exitCode,
            summary: counts,
            results,
            ...(error === undefined ? {} : { error: fieldsOf(error) }),
          }),
        ),
      ),
  };
}

function jsonlSink<T>({ io, progress }: Call, form: Form<T>): Sink<T> {
  io.stdout.write(jsonLines.start(form.schema));
  return {
    add: (result) => progress.aside(() => io.stdout.write(jsonLines.result(resultJson(result, form)))),
    end: (exitCode, counts, error) => {
      // An end line would say that nothing is missing.
      if (error?.code === "interrupted") return;
      io.stdout.write(jsonLines.end(exitCode, counts, error && fieldsOf(error)));
    },
  };
}

function resultJson<T>(result: FileResult<T>, form: Form<T>): Json {
  if (result.kind === "result") return form.toJson(result.value, result.exitCode);
  const { code, message, hints } = fieldsOf(result.error);
  return { file: result.file, exitCode: exitCodeOf(result.error), error: { code, message, hints } };
}

function quietSink<T>({ io }: Call, form: Form<T>): Sink<T> {
  return {
    add: (result) => {
      if (result.kind === "result" && form.quiet) io.stdout.write(form.quiet(result.value));
    },
    end: () => {},
  };
}

function fullSink<T>(call: Call, form: Form<T>): Sink<T> {
  let isFirst = true;
  return {
    add: (result) => {
      if (result.kind === "error") return;
      print(call, (isFirst ? "" : "\n") + form.one(result.value));
      isFirst = false;
    },
    end: () => {},
  };
}

/** A single file is shown in full, several as a line each: which of the two is known with the second. */
function rowSink<T>(call: Call, form: Form<T>): Sink<T> {
  const lines = table((text) => print(call, text));
  let first: T | undefined;
  let seen = 0;
  const addRow = (value: T) => lines.add(form.row?.(value) ?? []);
  return {
    add: (result) => {
      seen += 1;
      if (seen === 2 && first !== undefined) addRow(first);
      if (result.kind === "error") return;
      if (seen === 1) first = result.value;
      else addRow(result.value);
    },
    end: (_exitCode, counts) => {
      if (seen === 1 && first !== undefined) print(call, form.one(first));
      lines.end();
      if (seen > 1 && form.total) print(call, `\n${form.total(counts)}\n`);
    },
  };
}
