import { describe, expect, it } from "vitest";
import { silent } from "../../../src/cli/progress.ts";
import type { Call, Delivery } from "../../../src/cli/run/call.ts";
import { deliver, type Form } from "../../../src/cli/run/deliver.ts";
import { createStyle } from "../../../src/cli/style.ts";
import type { ExitCode, FileResult } from "../../../src/command/result.ts";
import { ColophonError } from "../../../src/error.ts";
import { createTerminal } from "../../support/terminal.ts";

const form: Form<string> = {
  schema: "verify",
  kinds: ["long", "short"],
  kindOf: (value) => (value.length > 3 ? "long" : "short"),
  toJson: (value, exitCode) => ({ value, exitCode }),
  one: (value) => `the only one: ${value}\n`,
  row: (value) => [value, "row"],
  total: (counts) => `${counts.files} files`,
};

function good(value: string, exitCode: ExitCode = 0): FileResult<string> {
  return { kind: "result", file: value, exitCode, value };
}

function bad(file: string): FileResult<string> {
  return {
    kind: "error",
    file,
    error: new ColophonError("file.missing", `no file "${file}"`, { hints: ["look"] }),
  };
}

async function run(delivery: Delivery, results: FileResult<string>[], end?: Error) {
  const terminal = createTerminal();
  const style = await createStyle(terminal.stdout, terminal.env);
  const call = {
    io: terminal,
    results: terminal.stdout,
    style,
    errorStyle: style,
    delivery,
    progress: silent,
    isVerbose: false,
  } as Partial<Call> as Call;
  async function* stream() {
    yield* results;
    if (end) throw end;
  }
  const code = await deliver(call, stream(), form);
  return { code, out: terminal.out(), err: terminal.err() };
}

describe("results for people", () => {
  it("show a single file in full", async () => {
    expect(await run("text", [good("a")])).toEqual({ code: 0, out: "the only one: a\n", err: "" });
  });

  it("show several as aligned lines with a summary", async () => {
    expect((await run("text", [good("a"), good("long"), good("b")])).out).toBe(
      "a     row\nlong  row\nb     row\n\n3 files\n",
    );
  });

  it("put errors on stderr, each with its file and what to do", async () => {
    const { code, out, err } = await run("text", [good("a"), bad("b")]);
    expect(code).toBe(2);
    expect(out).toBe("a  row\n\n2 files\n");
    expect(err).toBe('colophon: error: no file "b"\ncolophon: hint: look\n');
  });

  it("are not there with -q", async () => {
    expect(await run("quiet", [good("a", 3)])).toEqual({ code: 3, out: "", err: "" });
  });
});

describe("results for programs", () => {
  it("are one document, errors included", async () => {
    const { code, out } = await run("json", [good("a", 4), bad("b"), good("long", 1)]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema: "colophon/verify@1",
      ok: false,
      exitCode: 1,
      summary: { long: 1, short: 1, errors: 1, files: 3 },
      results: [
        { value: "a" },
        { file: "b", error: { code: "file.missing", message: 'no file "b"', hints: ["look"] } },
        { value: "long" },
      ],
    });
  });

  it("are a line each, between a start and an end", async () => {
    const { out } = await run("jsonl", [good("a"), bad("b")]);
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines.map(({ kind }) => kind)).toEqual(["start", "result", "result", "end"]);
  });

  it("have no end line when the run was interrupted", async () => {
    const { code, out } = await run("jsonl", [good("a")], new ColophonError("interrupted", "interrupted"));
    expect(code).toBe(130);
    expect(out).not.toContain('"end"');
  });

  it("keep what was found when the rest fails", async () => {
    const { code, out } = await run("json", [good("a", 1)], new ColophonError("input.none", "no files"));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ results: [{ value: "a" }], error: { code: "input.none" } });
  });

  it("do not hide a defect", async () => {
    await expect(run("json", [good("a")], new TypeError("x is not a function"))).rejects.toThrow(TypeError);
  });
});
