/** Where the results of one command go, in the wished form: text in full or in lines, JSON, or nothing. */
import { fieldsOf } from "../complain.js";
import { jsonLines } from "../render/json.js";
import { remarksText } from "../render/remarks.js";
import { table } from "../render/table.js";
import { type Call, print } from "./call.js";
import type { Form, Sink } from "./form.js";
import { gatherRemarks } from "./remarks.js";
import { resultJson } from "./report.js";

export async function sinkFor<T>(call: Call, form: Form<T>): Promise<Sink<T>> {
  switch (call.delivery) {
    case "json":
      return (await import("./json-sink.js")).jsonSink(call, form);
    case "jsonl":
      return jsonlSink(call, form);
    case "quiet":
      return quietSink(call, form);
    case "text":
      if (form.isEndless) return lineSink(call, form);
      return form.row === undefined ? fullSink(call, form) : rowSink(call, form);
  }
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
