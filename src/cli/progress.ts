/** Shows that something is going on: a spinner on a live terminal, else a plain line now and then; on stderr only. */
import type { Ora } from "ora";
import { escapeText } from "./escape.js";
import type { Output } from "./io.js";
import type { Style } from "./style.js";

export interface Progress {
  /** This file is in hand now. */
  working(file: string): void;
  /** One more is done. */
  done(): void;
  /** Takes the spinner off the screen while something else is printed. */
  aside(print: () => void): void;
  stop(): void;
}

export const silent: Progress = {
  working: () => {},
  done: () => {},
  aside: (print) => print(),
  stop: () => {},
};

const patienceMs = 150;
const plainEveryMs = 10_000;

/** Quick work shows nothing at all. */
export function createProgress(output: Output, style: Style, isDumb: boolean): Progress {
  return output.isTerminal && output.stream && !isDumb ? spinner(output, style) : plainLines(output);
}

function plainLines(output: Output): Progress {
  const state = { file: "", count: 0 };
  const timer = setInterval(() => output.write(`colophon: ${textOf(state)}\n`), plainEveryMs);
  timer.unref();
  return { ...counting(state), aside: (print) => print(), stop: () => clearInterval(timer) };
}

function spinner(output: Output, style: Style): Progress {
  const state = { file: "", count: 0 };
  const live: { ora?: Ora; isOver: boolean } = { isOver: false };
  const timer = setTimeout(async () => {
    // Loaded only when something takes long enough to need it.
    const { default: ora } = await import("ora");
    if (live.isOver || !output.stream) return;
    live.ora = ora({
      stream: output.stream,
      text: textOf(state, output.columns),
      color: style.hasColor ? "yellow" : false,
      // ora would swallow what is typed, Ctrl-C included, and open standard input for it.
      discardStdin: false,
    }).start();
  }, patienceMs);
  const { working, done } = counting(state, () => {
    if (live.ora) live.ora.text = textOf(state, output.columns);
  });
  return {
    working,
    done,
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

function counting(state: { file: string; count: number }, changed: () => void = () => {}) {
  return {
    working: (file: string) => {
      state.file = file;
      changed();
    },
    done: () => {
      state.count += 1;
      changed();
    },
  };
}

function textOf({ file, count }: { file: string; count: number }, columns = 80): string {
  const before = count === 0 ? "" : `${count} done, `;
  if (file === "") return `${before}working`;
  return `${before}working on ${escapeText(file, Math.max(10, columns - before.length - 16))}`;
}
