/** Where the results of one command go, in the wished form: text in full or in lines, JSON, or nothing. */
import type { FileResult } from "../../command/result.js";
import type { ColophonError } from "../../error.js";
import { fieldsOf } from "../complain.js";
import { exitCodeOf } from "../exit.js";
import type { SchemaName } from "../program/schema-names.js";
import { jsonDocument, jsonLines } from "../render/json.js";
import type { Json } from "../render/plain.js";
import { remarksText } from "../render/remarks.js";
import { table } from "../render/table.js";
import { type Call, print } from "./call.js";
import { gatherRemarks } from "./remarks.js";

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
  /** What is to be known of one of several files beside its line, and stands below them, said once for all. */
  remarks?(value: T): { file: string; remarks: readonly string[] };
  /** What `-q` prints all the same. */
  quiet?(value: T): string;
  /** Goes on until it is interrupted: each result is a line at once, and the end says nothing about the files. */
  isEndless?: boolean;
}

/** Counts of every kind, `errors` and `files`. */
export type Counts = Record<string, number>;

export interface Sink<T> {
  add(result: FileResult<T>): void;
  end(exitCode: number, counts: Counts, error?: ColophonError): void;
}

export function sinkFor<T>(call: Call, form: Form<T>): Sink<T> {
  switch (call.delivery) {
    case "json":
      return jsonSink(call, form);
    case "jsonl":
      return jsonlSink(call, form);
    case "quiet":
      return quietSink(call, form);
    case "text":
      if (form.isEndless) return lineSink(call, form);
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

export function resultJson<T>(result: FileResult<T>, form: Form<T>): Json {
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

function lineSink<T>(call: Call, form: Form<T>): Sink<T> {
  return {
    add: (result) => {
      if (result.kind === "error") return;
      const line = form.row?.(result.value).join("  ");
      print(call, line === undefined ? form.one(result.value) : `${line.trimEnd()}\n`);
    },
    end: () => {},
  };
}

/** A single file is shown in full, several as a line each: which of the two is known with the second. */
function rowSink<T>(call: Call, form: Form<T>): Sink<T> {
  const lines = table((text) => print(call, text));
  let first: T | undefined;
  let seen = 0;
  const remarks = gatherRemarks();
  const addRow = (value: T) => {
    lines.add(form.row?.(value) ?? []);
    const said = form.remarks?.(value);
    if (said) remarks.add(said.file, said.remarks);
  };
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
      if (seen > 1) print(call, remarksText(remarks, call));
    },
  };
}
