/** Results as they come → stdout in the wished form, errors on stderr, and one exit code for all. */
import type { FileResult } from "../../command/result.js";
import { ColophonError } from "../../error.js";
import { causes, complaint, fieldsOf } from "../complain.js";
import { exitCodeOf, foldExitCodes } from "../exit.js";
import { drained } from "../io.js";
import { type Call, say } from "./call.js";
import type { Counts, Form, Sink } from "./form.js";
import { openReport, type Report, resultJson } from "./report.js";
import { sinkFor } from "./sink.js";

export type { Form } from "./form.js";

export async function deliver<T>(
  call: Call,
  results: AsyncIterable<FileResult<T>>,
  form: Form<T>,
): Promise<number> {
  const counts: Counts = zeros([...form.kinds, ...Object.keys(form.marks ?? {}), "errors", "files"]);
  const sink = await sinkFor(call, form);
  const { exitCode, error } = await takeAll(call, results, form, { counts, sink });
  await sink.end(exitCode, counts, error);
  return exitCode;
}

async function takeAll<T>(
  call: Call,
  results: AsyncIterable<FileResult<T>>,
  form: Form<T>,
  { counts, sink }: { counts: Counts; sink: Sink<T> },
): Promise<{ exitCode: number; error?: ColophonError }> {
  const codes = new Set<number>();
  const box: { report?: Report } = {};
  try {
    const report = await openReport(call, form.schema);
    if (report) box.report = report;
    for await (const result of results) {
      count(counts, result, form);
      codes.add(result.kind === "error" ? exitCodeOf(result.error) : result.exitCode);
      if (result.kind === "error") complain(call, result.error, result.file);
      // Whatever the report has no room for was found all the same.
      await sink.add(result);
      report?.add(resultJson(result, form));
      call.progress.done();
      await drained(call.io.stdout);
    }
    call.progress.stop();
    const exitCode = form.isEndless ? 0 : foldExitCodes(codes);
    report?.end(exitCode, counts);
    return { exitCode };
  } catch (error) {
    // What was found out before stays found out: a script must not lose it to a later failure.
    if (!(error instanceof ColophonError)) throw error;
    call.progress.stop();
    const isInterrupted = error.code === "interrupted";
    complain(call, isInterrupted ? await interruption(call, counts.files ?? 0) : error);
    const exitCode = foldExitCodes([...codes, exitCodeOf(error)]);
    // An end line would say that nothing is missing.
    if (!isInterrupted) box.report?.end(exitCode, counts, fieldsOf(error));
    return { exitCode, error };
  } finally {
    box.report?.close();
  }
}

async function interruption(call: Call, files: number): Promise<ColophonError> {
  const { goOn } = await import("./go-on.js");
  const hint = goOn(call);
  const after = files === 0 ? "" : ` after ${files} ${files === 1 ? "file" : "files"}`;
  return new ColophonError("interrupted", `interrupted${after}`, { hints: hint === undefined ? [] : [hint] });
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
