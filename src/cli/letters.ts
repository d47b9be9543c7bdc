/** Typographic letters of our own, in ASCII where the terminal's locale has no others: they would come out as rubbish. */
import type { Io, Output } from "./io.js";

const inAscii: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "·": "-",
  "→": "->",
  "—": "-",
  "–": "-",
  "−": "-",
  "…": "...",
  "×": "x",
  "§": "section ",
};

const ours = new RegExp(`[${Object.keys(inAscii).join("")}]`, "g");

/** For words that people read; JSON and bytes go to the output itself. */
export function forPeople(output: Output, env: Io["env"]): Output {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  // Where nothing is said, as in most pipelines, somebody shows it as UTF-8 in the end.
  if (locale === undefined || locale === "" || /utf-?8/i.test(locale)) return output;
  return { ...output, write: (text) => output.write(typeof text === "string" ? asAscii(text) : text) };
}

function asAscii(text: string): string {
  return text.replace(ours, (letter) => inAscii[letter] ?? letter);
}
