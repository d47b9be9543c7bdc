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
  const live: Live = { isOver: false };
  const show = () => {
    if (live.ora) live.ora.text = tally.inWords(output.columns ?? 80, true);
  };
  const count = () => void tally.count().then(show);
  const timer = setTimeout(async () => {
    await spin(live, output, style);
    show();
    count();
  }, patienceMs);
  return {
    ...tally.heard,
    expect: (counted) => {
      tally.heard.expect(counted);
      // Some know only when they have planned all what there is to count.
      if (live.ora) count();
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

interface Live {
  ora?: Ora;
  isOver: boolean;
}

/** Loaded only when something takes long enough to need it. */
async function spin(live: Live, { stream }: Output, { hasColor }: Style): Promise<void> {
  const { default: ora } = await import("ora");
  if (live.isOver || !stream) return;
  // ora would swallow what is typed, Ctrl-C included, and open standard input for it.
  live.ora = ora({ stream, color: hasColor ? "yellow" : false, discardStdin: false }).start();
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
