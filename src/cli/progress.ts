/** Shows that something is going on: a bar on a live terminal, else a plain line now and then; on stderr only. */
import type { Ora } from "ora";
import type { Output } from "./io.js";
import { paceInWords } from "./pace.js";
import type { Style } from "./style.js";

export interface Progress {
  /** This file is in hand now, and so far. */
  working(file: string, detail?: string): void;
  /** One more is done. */
  done(): void;
  /** How many there will be: counted only where somebody sees it, and when it takes long enough to matter. */
  expect(count: () => Promise<number | undefined>): void;
  /** Takes the spinner off the screen while something else is printed. */
  aside(print: () => void): void;
  stop(): void;
}

export const silent: Progress = {
  working: () => {},
  done: () => {},
  expect: () => {},
  aside: (print) => print(),
  stop: () => {},
};

const patienceMs = 150;
const plainEveryMs = 10_000;

/** Quick work shows nothing at all. */
export function createProgress(output: Output, style: Style, isDumb: boolean): Progress {
  // On a terminal that has no columns, as in some containers, ora would clear lines for ever.
  const isLive = output.isTerminal && output.stream !== undefined && output.columns !== undefined;
  return isLive && !isDumb ? spinner(output, style) : plainLines(output);
}

function plainLines(output: Output): Progress {
  const tally = createTally();
  const timer = setInterval(async () => {
    await tally.count();
    output.write(`colophon: ${tally.inWords(160, false)}\n`);
  }, plainEveryMs);
  timer.unref();
  return { ...tally.heard, aside: (print) => print(), stop: () => clearInterval(timer) };
}

function spinner(output: Output, style: Style): Progress {
  const tally = createTally();
  const live: { ora?: Ora; isOver: boolean } = { isOver: false };
  const show = () => {
    if (live.ora) live.ora.text = tally.inWords(output.columns ?? 80, true);
  };
  const timer = setTimeout(async () => {
    // Loaded only when something takes long enough to need it.
    const { default: ora } = await import("ora");
    if (live.isOver || !output.stream) return;
    live.ora = ora({
      stream: output.stream,
      text: tally.inWords(output.columns ?? 80, true),
      color: style.hasColor ? "yellow" : false,
      // ora would swallow what is typed, Ctrl-C included, and open standard input for it.
      discardStdin: false,
    }).start();
    void tally.count().then(show);
  }, patienceMs);
  return {
    ...tally.heard,
    expect: (count) => {
      tally.heard.expect(count);
      // Some know only when they have planned all that it is worth counting.
      if (live.ora) void tally.count().then(show);
    },
    working: (file, detail) => {
      tally.heard.working(file, detail);
      show();
    },
    done: () => {
      tally.heard.done();
      show();
    },
    aside: (print) => {
      live.ora?.clear();
      print();
    },
    stop: () => {
      live.isOver = true;
      clearTimeout(timer);
      live.ora?.stop();
    },
  };
}

/** What was heard of the run so far. */
function createTally() {
  const state: { file: string; detail?: string | undefined; done: number; total?: number } = {
    file: "",
    done: 0,
  };
  const expected: { count?: (() => Promise<number | undefined>) | undefined } = {};
  const started = performance.now();
  const heard: Pick<Progress, "working" | "done" | "expect"> = {
    working: (file, detail) => {
      state.file = file;
      state.detail = detail;
    },
    done: () => {
      state.done += 1;
    },
    expect: (count) => {
      expected.count = count;
    },
  };
  return {
    heard,
    count: async () => {
      const count = expected.count;
      expected.count = undefined;
      // A folder that cannot be counted is named when its turn comes.
      const total = await count?.().catch(() => undefined);
      if (total !== undefined) state.total = total;
    },
    inWords: (columns: number, hasBar: boolean) =>
      paceInWords({ ...state, elapsedMs: performance.now() - started }, columns, hasBar),
  };
}
