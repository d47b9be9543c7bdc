/** The way in: argv and terminal → one exit code. The only file of the terminal's floor that builds the world. */
import { ColophonError } from "../error.js";
import { causes, complaint, defect, fieldsOf, note } from "./complain.js";
import { columnsOf, flush, type Io, outputFault, processIo, sendBytes } from "./io.js";
import type { Given } from "./program/given.js";
import { type Asked, parse } from "./program/parse.js";
import { createProgress, type Progress, silent } from "./progress.js";
import { jsonDocument, jsonLines } from "./render/json.js";
import type { Call, Delivery } from "./run/call.js";
import { exitCodeOf } from "./run/deliver.js";
import { findRunner } from "./run/index.js";
import { type ColorWish, createStyle } from "./style.js";
import { colophonVersion } from "./version.js";

/** Runs colophon once and gives the exit code; nothing here ends the process. */
export async function main(argv: readonly string[], io: Io, signal: AbortSignal): Promise<number> {
  const delivery = deliveryIn(argv);
  const isVerbose = argv.includes("-v") || argv.includes("--verbose");
  try {
    return await run(await parse(argv), io, signal);
  } catch (error) {
    if (!(error instanceof ColophonError)) {
      io.stderr.write(defect(error, isVerbose));
      return 70;
    }
    const exitCode = exitCodeOf(error);
    io.stderr.write(complaint(error, await createStyle(io.stderr, io.env)));
    if (isVerbose) io.stderr.write(causes(error));
    if (delivery === "json") io.stdout.write(jsonDocument("error", { exitCode, error: fieldsOf(error) }));
    if (delivery === "jsonl" && error.code !== "interrupted") {
      io.stdout.write(jsonLines.start("error") + jsonLines.end(exitCode, {}, fieldsOf(error)));
    }
    return exitCode;
  }
}

async function run(asked: Asked, io: Io, signal: AbortSignal): Promise<number> {
  if (asked.kind === "version") {
    io.stdout.write(`colophon ${colophonVersion()}\n`);
    return 0;
  }
  if (asked.kind === "help") {
    const page = { columns: columnsOf(io), style: await createStyle(io.stdout, io.env, wishOf(asked.given)) };
    const { helpOn } = await import("./run/help.js");
    io.stdout.write(helpOn(asked.path, page));
    return 0;
  }
  const runner = await findRunner(asked.path);
  const call = await createCall(asked, io, signal);
  try {
    return await runner(call);
  } finally {
    call.progress.stop();
  }
}

/** Commands that look at nothing outside of the program. */
const worldless = new Set(["help", "completion", "explain", "schema"]);

async function createCall(asked: Asked & { kind: "run" }, io: Io, signal: AbortSignal): Promise<Call> {
  const { path, inputs, given } = asked;
  const isWorldless = worldless.has(path[0] ?? "");
  const config = once(async () => {
    const { readConfiguration } = await import("../configuration.js");
    return readConfiguration(io.env, process.cwd());
  });
  const wish = wishOf(given) ?? (isWorldless ? undefined : (await config()).values.color);
  const errorStyle = await createStyle(io.stderr, io.env, wish);
  const isDumb = io.env.TERM === "dumb";
  const progress =
    isWorldless || given.flag("quiet") ? silent : createProgress(io.stderr, errorStyle, isDumb);
  return {
    path,
    inputs,
    given,
    io,
    results: io.stdout,
    columns: columnsOf(io),
    style: await createStyle(io.stdout, io.env, wish),
    errorStyle,
    delivery: deliveryOf(given),
    isVerbose: given.flag("verbose"),
    progress,
    signal,
    config,
    context: once(() => buildWorld(given, io, signal, progress)),
    confirm: async (question) => {
      // A spinner would write over the question.
      progress.stop();
      return (await import("./prompt.js")).confirm(question, signal);
    },
  };
}

async function buildWorld(given: Given, io: Io, signal: AbortSignal, progress: Progress) {
  const say = (text: string) => progress.aside(() => io.stderr.write(note(text)));
  const { buildContext } = await import("../world.js");
  const source = passphraseSource(given);
  return buildContext({
    env: io.env,
    version: colophonVersion(),
    signal,
    stdin: io.stdin as AsyncIterable<Uint8Array>,
    announce: say,
    progress: (file) => {
      progress.working(file);
      if (given.flag("verbose")) say(`reading "${file}"`);
    },
    readPassphrase: async (purpose, identity) => {
      progress.stop();
      const { readPassphrase } = await import("./prompt.js");
      return readPassphrase(purpose, identity, source, signal);
    },
    send: (chunks) => sendBytes(io.stdout, chunks),
  });
}

/** Only commands that use identities have these options. */
function passphraseSource(given: Given) {
  const has = given.isDeclared("passphraseFile");
  const file = has ? given.text("passphraseFile") : undefined;
  const fd = has ? given.number("passphraseFd") : undefined;
  return { ...(file === undefined ? {} : { file }), ...(fd === undefined ? {} : { fd }) };
}

function deliveryOf(given: Given): Delivery {
  if (given.flag("quiet")) return "quiet";
  if (given.flag("json")) return "json";
  return given.flag("jsonl") ? "jsonl" : "text";
}

/** Errors in the options themselves come before the options are known. */
function deliveryIn(argv: readonly string[]): Delivery {
  const options = argv.slice(0, argv.includes("--") ? argv.indexOf("--") : undefined);
  if (options.includes("-q") || options.includes("--quiet")) return "quiet";
  if (options.includes("--json")) return "json";
  return options.includes("--jsonl") ? "jsonl" : "text";
}

function wishOf(given: Given): ColorWish | undefined {
  const wish = given.text("color");
  return wish === "always" || wish === "never" || wish === "auto" ? wish : undefined;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What bin/colophon.js calls: the real terminal, signals, and an end that does not wait for the engine. */
export async function start(): Promise<never> {
  const interrupt = new AbortController();
  const onSignal = () => {
    // Whoever presses twice does not want to wait for anything to be tidied up.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort(new ColophonError("interrupted", "interrupted"));
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  const io = processIo();
  const code = await Promise.race([
    main(process.argv.slice(2), io, interrupt.signal),
    interrupted(interrupt.signal),
  ]);
  await flush();
  const fault = outputFault();
  if (fault) io.stderr.write(complaint(fault, await createStyle(io.stderr, io.env)));
  // The engine's threads would keep the process alive for seconds, and go on with a file nobody waits for.
  process.exit(fault ? exitCodeOf(fault) : code);
}

const tidyMs = 2_000;

/** Temporary files are removed as the run unwinds; the engine does not stop for that, so it has a limit. */
function interrupted(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => setTimeout(() => resolve(130), tidyMs), { once: true });
  });
}
