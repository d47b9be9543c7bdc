/** Dates on screen: always UTC, always the same words, whatever the machine's locale and time zone. */

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** "12 March 2026, 14:05 UTC" */
export function longTime(date: Date): string {
  if (!isDate(date)) return "an impossible date";
  return `${date.getUTCDate()} ${monthOf(date)} ${yearOf(date)}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

/** "12 Mar 2026" */
export function shortDate(date: Date): string {
  if (!isDate(date)) return "an impossible date";
  return `${date.getUTCDate()} ${monthOf(date).slice(0, 3)} ${yearOf(date)}`;
}

function isDate(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}

function monthOf(date: Date): string {
  return months[date.getUTCMonth()] ?? "";
}

function yearOf(date: Date): string {
  return String(date.getUTCFullYear()).padStart(4, "0");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
