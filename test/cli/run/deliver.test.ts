import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLineStore } from "../../../src/adapter/files/index.ts";
import { openReport } from "../../../src/adapter/files/report.ts";
import { createGiven } from "../../../src/cli/program/given.ts";
import type { OptionSpec } from "../../../src/cli/program/spec.ts";
import { silent } from "../../../src/cli/progress.ts";
import type { Call, Delivery } from "../../../src/cli/run/call.ts";
import { deliver, type Form } from "../../../src/cli/run/deliver.ts";
import { createStyle } from "../../../src/cli/style.ts";
import type { Context } from "../../../src/command/context.ts";
import type { ExitCode, FileResult } from "../../../src/command/result.ts";
import { ColophonError } from "../../../src/error.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { createTerminal } from "../../support/terminal.ts";

const form: Form<string> = {
  schema: "verify",
  kinds: ["long", "short"],
  kindOf: (value) => (value.length > 3 ? "long" : "short"),
  toJson: (value, exitCode) => ({ value, exitCode }),
  one: (value) => `the only one: ${value}\n`,
  row: (value) => [value, "row"],
  total: (counts) => `${counts.files} files`,
  remarks: (value) => ({ file: value, remarks: value.startsWith("!") ? [`is like ${value.slice(2)}`] : [] }),
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

const declared: readonly OptionSpec[] = [
  { flags: "--report <file>", says: "", group: "", kind: "text" },
  { flags: "--continue", says: "", group: "", kind: "flag" },
];

async function run(
  delivery: Delivery,
  results: FileResult<string>[],
  end?: Error,
  values: Readonly<Record<string, unknown>> = {},
  open: typeof openReport = openReport,
) {
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
    argv: ["sign", "-q", "my shoot/"],
    path: ["sign"],
    given: createGiven(declared, values),
    context: async () =>
      ({ files: { openReport: open, openLineStore }, clock: () => new Date(0) }) as unknown as Context,
  } as Partial<Call> as Call;
  async function* stream() {
    yield* results;
    if (end) throw end;
  }
  const code = await deliver(call, stream(), form);
  return { code, out: terminal.out(), err: terminal.err() };
}

/** What JSON allows and a terminal would obey. */
const asEscapes = [
  /[\u0085\u2028]/g,
  (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
] as const;

describe("results for people", () => {
  it("show a single file in full", async () => {
    expect(await run("text", [good("a")])).toEqual({ code: 0, out: "the only one: a\n", err: "" });
  });

  it("show several as aligned lines with a summary", async () => {
    expect((await run("text", [good("a"), good("long"), good("b")])).out).toBe(
      "a     row\nlong  row\nb     row\n\n3 files\n",
    );
  });

  it("say once below them what is to be known of several, and of which one where it is one", async () => {
    const { out } = await run("text", [good("!1b"), good("!2a"), good("c"), good("!3a")]);
    expect(out).toBe(
      "!1b  row\n!2a  row\nc    row\n!3a  row\n\n4 files\n  ! 2 files: is like a\n  ! !1b: is like b\n",
    );
  });

  it("hold no more of that than is read, and say where the rest is", async () => {
    const many = Array.from({ length: 30 }, (_, index) => good(`!_${index}`));
    const { out } = await run("text", many);
    const below = out.slice(out.indexOf("30 files")).trimEnd().split("\n");
    expect(below).toHaveLength(14);
    expect(below.at(-1)).toBe("  ! and more: --report <file> has it all");
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

  it("are the same document however many they are, and however strange their words", async () => {
    const results = Array.from({ length: 250 }, (_, at) => good(`${at}\n\u2028"\u0085`, 4));
    const { out } = await run("json", [...results, bad("b")], new ColophonError("input.none", "x"));
    const { results: said, ...rest } = JSON.parse(out);
    expect(said.slice(0, 250)).toEqual(results.map(({ file }) => ({ value: file, exitCode: 4 })));
    expect(said).toHaveLength(251);
    expect(rest).toMatchObject({ summary: { files: 251 }, error: { code: "input.none" } });
    expect(out).toBe(`${JSON.stringify({ ...rest, results: said }, null, 2)}\n`.replaceAll(...asEscapes));
  });

  it("are none, and still a document, where nothing was found", async () => {
    const { out } = await run("json", []);
    expect(out).toContain('"results": []\n}\n');
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

describe("a report", () => {
  const kinds = (path: string) =>
    readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { kind: string }).kind);

  it("has every result and every error, between a start and an end, whatever goes to the screen", async () => {
    const report = join(temporaryFolder(), "r.jsonl");
    await run("quiet", [good("a"), bad("b")], undefined, { report });
    expect(kinds(report)).toEqual(["start", "result", "result", "end"]);
    const [, , error] = readFileSync(report, "utf8").split("\n");
    expect(JSON.parse(error ?? "")).toMatchObject({
      at: "1970-01-01T00:00:00.000Z",
      result: { file: "b", error: { code: "file.missing" } },
    });
  });

  it("has no end when the run was interrupted", async () => {
    const report = join(temporaryFolder(), "r.jsonl");
    await run("text", [good("a")], new ColophonError("interrupted", "interrupted"), { report });
    expect(kinds(report)).toEqual(["start", "result"]);
  });

  it("is a file, and standard output is none", async () => {
    const { code, out, err } = await run("text", [good("a")], undefined, { report: "-" });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("colophon: hint: for lines on standard output: --jsonl\n");
  });

  it("is refused before anything is done where one is there", async () => {
    const report = join(temporaryFolder(), "r.jsonl");
    await run("quiet", [good("a")], undefined, { report });
    const { code, out, err } = await run("text", [good("a")], undefined, { report });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("exists already");
  });
});

describe("a report that the disk has no room for", () => {
  /** As many lines as there is room for. */
  const withRoomFor =
    (room: number): typeof openReport =>
    () => {
      let lines = 0;
      const write = () => {
        lines += 1;
        if (lines > room) throw new ColophonError("output.no-space", "no space left");
      };
      return { write, close: () => undefined };
    };
  const files = [good("a"), good("b"), good("c")];
  const report = { report: "r.jsonl" };

  it.each([1, 2, 4])("is told of once, and takes away nothing that was found (%i lines)", async (room) => {
    const { code, out, err } = await run("text", files, undefined, report, withRoomFor(room));
    const found = Math.min(room, 3);
    expect({ code, err }).toEqual({ code: 2, err: "colophon: error: no space left\n" });
    expect(out.match(/^[abc] +row$/gm) ?? ["the only one"]).toHaveLength(found);
    if (found > 1) expect(out).toContain(`${found} files\n`);
  });

  it("leaves a document that says why it is short", async () => {
    const { out } = await run("json", files, undefined, report, withRoomFor(2));
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 2,
      summary: { files: 2 },
      results: [{ value: "a" }, { value: "b" }],
      error: { code: "output.no-space" },
    });
  });
});

describe("an interrupt", () => {
  it("says how far the run was, and the exact command that goes on", async () => {
    const { code, err } = await run("text", [good("a"), good("b")], new ColophonError("interrupted", "x"));
    expect(code).toBe(130);
    expect(err).toBe(
      "colophon: error: interrupted after 2 files\ncolophon: hint: go on: colophon sign --continue -q 'my shoot/'\n",
    );
  });
});
