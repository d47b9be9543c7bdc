/** Option values from text: checked where they are typed, so that nothing half understood gets further. */
import { ColophonError } from "../../error.js";
import { namesOf, type OptionSpec } from "./spec.js";

/** @throws `usage.invalid` naming the option, what it expects and what was found */
export function readValue(option: OptionSpec, text: string): string | number | Date {
  if (option.choices !== undefined && !option.choices.includes(text)) {
    throw wrong(option, `one of ${option.choices.join(", ")}`, text);
  }
  switch (option.kind) {
    case "number":
      return readNumber(option, text, "a whole number", /^\d+$/);
    case "seconds":
      return readNumber(option, text, "a number of seconds", /^\d+(\.\d+)?$/);
    case "size":
      return readBytes(option, text);
    case "date":
      return readDate(option, text);
    case "text":
    case "flag":
      if (text === "") throw wrong(option, "a value", text);
      return text;
  }
}

function readNumber(option: OptionSpec, text: string, expected: string, pattern: RegExp): number {
  const { least = 0, most = Number.MAX_SAFE_INTEGER } = option;
  const value = Number(text);
  if (!pattern.test(text) || value < least || value > most) {
    const range = option.most === undefined ? "" : ` from ${least} to ${most}`;
    throw wrong(option, expected + range, text);
  }
  return value;
}

function readBytes(option: OptionSpec, text: string): number {
  const { least = 0, most = Number.MAX_SAFE_INTEGER } = option;
  const value = /^\d{1,6}(\.\d{1,3})?(MB|GB)$/i.test(text) ? readSize(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw wrong(option, "a size such as 512MB or 2GB", text);
}

/** "2GB" → bytes; what is no such size is not a number. */
export function readSize(text: string): number {
  return Number.parseFloat(text) * (/GB$/i.test(text) ? 1e9 : 1e6);
}

/** A date alone means its first moment in UTC; a time without a zone would mean another moment elsewhere. */
function readDate(option: OptionSpec, text: string): Date {
  const pattern = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;
  const match = pattern.exec(text);
  const date = new Date(text);
  const isOnCalendar = match?.[1] !== undefined && isDay(match[1]);
  if (!isOnCalendar || Number.isNaN(date.getTime())) {
    throw wrong(option, "a time such as 2026-03-12 or 2026-03-12T14:05:00Z", text);
  }
  return date;
}

/** `new Date("2026-02-30")` is the second of March, without a word. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function wrong(option: OptionSpec, expected: string, found: string): ColophonError {
  return new ColophonError(
    "usage.invalid",
    `expected ${expected} for ${namesOf(option).long}, found "${found}"`,
  );
}
