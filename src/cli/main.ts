/** The way in: argv and terminal → one exit code. The only file of the terminal's floor that builds the world. */
import { ColophonError } from "../error.js";
import type { World } from "../world.js";
import { causes, complaint, defect, fieldsOf, note, unlessOutOfFiles } from "./complain.js";
import { exitCodeOf } from "./exit.js";
import { columnsOf, flush, type Io, processIo, sendBytes, takeOutputFault } from "./io.js";
import { forPeople } from "./letters.js";
import { type Asked, parse } from "./program/parse.js";
import { createProgress, type Progress, silent } from "./progress.js";
import type { Call } from "./run/call.js";
import { findRunner } from "./run/index.js";
import { createStyle } from "./style.js";
import { colophonVersion } from "./version.js";
import { containmentFor, deliveryIn, deliveryOf, once, passphraseSource, wishOf } from "./wishes.js";

/** Runs colophon once and gives the exit code; nothing here ends the process. */
export async function main(
  argv: readonly string[],
  io: Io,
  signal: AbortSignal,
  isContained = false,
): Promise<number> {
  const delivery = deliveryIn(argv);
  const isVerbose = argv.includes("-v") || argv.includes("--verbose");
  try {
    return await run({ argv, io, signal, isContained });
  } catch (caught) {
    const error = unlessOutOfFiles(caught);
    if (!(error instanceof ColophonError)) {
      io.stderr.write(defect(error, isVerbose));
      return 70;
    }
    const exitCode = exitCodeOf(error);
    io.stderr.write(complaint(error, await createStyle(io.stderr, io.env)));
    if (isVerbose) io.stderr.write(causes(error));
    if (delivery !== "json" && delivery !== "jsonl") return exitCode;
    const { jsonDocument, jsonLines } = await import("./render/json.js");
    if (delivery === "json") io.stdout.write(jsonDocument("error", { exitCode, error: fieldsOf(error) }));
    if (delivery === "jsonl" && error.code !== "interrupted") {
      io.stdout.write(jsonLines.start("error") + jsonLines.end(exitCode, {}, fieldsOf(error)));
    }
    return exitCode;
  }
}

/** How colophon was called, before anybody has read a word of it. */
interface Start {
  argv: readonly string[];
  io: Io;
  signal: AbortSignal;
  /** Files are read in processes of their own; they run what was built. */
  isContained: boolean;
}

async function run(start: Start): Promise<number> {
  const { argv, io } = start;
  const asked = await parse(argv);
  if (asked.kind === "version") {
    io.stdout.write(`colophon ${colophonVersion()}\n`);
    return 0;
  }
  if (asked.kind === "help") {
    const page = { columns: columnsOf(io), style: await createStyle(io.stdout, io.env, wishOf(asked.given)) };
    const { helpOn } = await import("./run/help.js");
    forPeople(io.stdout, io.env).write(helpOn(asked.path, page));
    return 0;
  }
  const opened: World[] = [];
  // One after the other, each would wait for the disk alone.
  const [runner, call] = await Promise.all([
    findRunner(asked.path),
    createCall(asked, start, opened),
    worldless.has(asked.path[0] ?? "") ? undefined : import("../world.js"),
  ]);
  try {
    return await runner(call);
  } finally {
    call.progress.stop();
    await Promise.all(opened.map((world) => world.close()));
  }
}

/** Commands that look at nothing outside of the program. */
const worldless = new Set(["help", "completion", "explain", "schema"]);

/** Puts the world, once the command asks for it, among those that are `opened`. */
async function createCall(asked: Asked & { kind: "run" }, start: Start, opened: World[]): Promise<Call> {
  const { argv, io, signal } = start;
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
    argv,
    path,
    inputs,
    given,
    io,
    results: forPeople(io.stdout, io.env),
    columns: columnsOf(io),
    style: await createStyle(io.stdout, io.env, wish),
    errorStyle,
    delivery: deliveryOf(given),
    isVerbose: given.flag("verbose"),
    progress,
    signal,
    config,
    context: once(async () => {
      const world = await buildWorld(asked, start, progress, (await config()).values.jobs);
      opened.push(world);
      return world;
    }),
    confirm: async (question) => {
      // A spinner would write over the question.
      progress.stop();
      return (await import("./prompt.js")).confirm(question, signal);
    },
  };
}

async function buildWorld(
  { given, inputs }: Asked & { kind: "run" },
  { io, signal, isContained }: Start,
  progress: Progress,
  configuredJobs: number | undefined,
) {
  const say = (text: string) => progress.aside(() => io.stderr.write(note(text)));
  const { buildContext } = await import("../world.js");
  const source = passphraseSource(given);
  return buildContext({
    env: io.env,
    version: colophonVersion(),
    signal,
    get stdin() {
      return io.stdin as AsyncIterable<Uint8Array>;
    },
    ...(isContained ? { containment: containmentFor(given, inputs, configuredJobs) } : {}),
    announce: say,
    progress: (file, detail) => {
      progress.working(file, detail);
      if (detail === undefined && given.flag("verbose")) say(`reading "${file}"`);
    },
    expect: progress.expect,
    readPassphrase: async (purpose, identity) => {
      progress.stop();
      const { readPassphrase } = await import("./prompt.js");
      return readPassphrase(purpose, identity, source, signal);
    },
    send: (chunks) => sendBytes(io.stdout, chunks),
  });
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
  // The terminal was closed, or the line to it lost.
  process.on("SIGHUP", onSignal);
  const io = processIo();
  const code = await Promise.race([
    main(process.argv.slice(2), io, interrupt.signal, true),
    interrupted(interrupt.signal),
  ]);
  await flush();
  const fault = takeOutputFault();
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
