/** Two columns, the right one wrapped; on a narrow terminal the right one goes below the left. */
import { padTo, widthOf, wrap } from "../width.js";

const gap = 2;
const widestLeft = 36;
const narrowestRight = 24;

export function rows(pairs: readonly (readonly [string, string])[], columns: number): string[] {
  const left = Math.min(widestLeft, Math.max(0, ...pairs.map(([name]) => widthOf(name)))) + gap;
  const right = columns - left;
  return pairs.flatMap(([name, text]) =>
    right < narrowestRight ? below(name, text, columns) : beside(name, text, left, right),
  );
}

function beside(name: string, text: string, left: number, right: number): string[] {
  const wrapped = wrap(text, right);
  const indent = " ".repeat(left);
  // A name too long for its column has a line of its own.
  if (widthOf(name) > left - gap) return [name, ...wrapped.map((line) => indent + line)];
  return wrapped.map((line, index) => (index === 0 ? padTo(name, left) : indent) + line);
}

function below(name: string, text: string, columns: number): string[] {
  const indent = " ".repeat(Math.min(6, name.length - name.trimStart().length + 4));
  return [
    ...wrap(name.trimStart(), columns - 2).map((line) => `  ${line}`),
    ...wrap(text, columns - indent.length).map((line) => indent + line),
  ];
}
