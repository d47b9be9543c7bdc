/** How far a run is, in words: what is done, how fast, how long it will still take, and the file in hand. */
import { escapeText } from "./escape.js";

export interface Pace {
  done: number;
  /** Absent while nobody has counted. */
  total?: number;
  elapsedMs: number;
  file: string;
  /** How far the file in hand is, for long work. */
  detail?: string | undefined;
}

const barCells = 16;

/** A rate says nothing before it has settled. */
const settledMs = 2_000;

/** One line that fits into so many columns; the bar only where it is wanted. */
export function paceInWords(pace: Pace, columns: number, hasBar: boolean): string {
  const { done, total, file } = pace;
  const isMany = done > 0 || (total ?? 0) > 1;
  const amount = total === undefined ? `${done} done` : `${done} of ${total}`;
  const head = isMany ? [amount, ...rateOf(pace)].join(", ") : "";
  const bar = hasBar && total !== undefined && total > 1 ? `${barOf(done / total)} ` : "";
  const before = bar + head;
  const separator = before === "" ? "" : ", ";
  if (file === "") return `${before}${separator}working`;
  const after = pace.detail === undefined ? "" : `, ${pace.detail}`;
  const room = Math.max(10, columns - before.length - after.length - 18);
  return `${before}${separator}working on ${escapeText(file, room)}${after}`;
}

function rateOf({ done, total, elapsedMs }: Pace): string[] {
  if (done === 0 || elapsedMs < settledMs) return [];
  const perSecond = (done * 1000) / elapsedMs;
  const rate =
    perSecond >= 1 ? `${Math.round(perSecond)}/s` : `${Math.max(1, Math.round(perSecond * 60))} a minute`;
  if (total === undefined || total <= done) return [rate];
  return [rate, `${timeInWords((total - done) / perSecond)} left`];
}

function barOf(share: number): string {
  const full = Math.min(barCells, Math.floor(share * barCells));
  return `[${"#".repeat(full)}${"-".repeat(barCells - full)}]`;
}

/** Nobody wants to know the seconds of an hour. */
export function timeInWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
