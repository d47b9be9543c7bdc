/** What is measured, how often and how much of it. */
import { parseArgs } from "node:util";

/** `names`: what there is to be measured. */
export function readOptions(names) {
  const values = readArguments();
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
    refuse(`--rounds: expected a whole number, found "${values.rounds}"`);
  const unknown = values.only.find((name) => !names.includes(name));
  if (unknown !== undefined) refuse(`--only: expected one of ${names.join(", ")}, found "${unknown}"`);
  const { quick, large, only } = values;
  return {
    isQuick: quick,
    isLarge: large,
    setUp: values["set-up"],
    /** Only a run of everything at its full size is kept. */
    isWhole: !quick && only.length === 0,
    /** Of a case that would do `full` rounds. */
    rounds: (full) => rounds ?? (quick ? Math.min(full, 2) : full),
    /** A number of files, a tenth of it in a hurry. */
    size: (full) => (quick ? Math.ceil(full / 10) : full),
    wants: (name, isLargeCase) => (only.length > 0 ? only.includes(name) : large || isLargeCase !== true),
  };
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        quick: { type: "boolean", default: false },
        large: { type: "boolean", default: false },
        "set-up": { type: "boolean", default: false },
        only: { type: "string", multiple: true, default: [] },
        rounds: { type: "string" },
      },
    }).values;
  } catch (error) {
    return refuse(error.message);
  }
}

/** Nothing measured is no success. */
function refuse(words) {
  console.error(`bench: ${words}; bench/README.md says what there is`);
  process.exit(2);
}
