/** Templates for output names: `{dir}/{name}.signed{ext}`. */
import { ColophonError } from "../error.js";

export interface TemplateParts {
  dir: string;
  /** Without the extension. */
  name: string;
  /** With its dot; empty where there is none. */
  ext: string;
  /** Name and extension. */
  base: string;
}

export function isTemplate(output: string): boolean {
  return /\{[^{}]*\}/.test(output);
}

/** One that keeps every output beside its input, or beneath the folder that was wished for. */
export function exampleTemplate(suffix: string, output = ""): string {
  const folder = isTemplate(output) ? "" : output.replace(/(?<=[^/])\/*$/, "/");
  return `${folder}{dir}/{name}.${suffix}{ext}`;
}

/** Filled in once: braces in a file's own name stay what they are. Throws `usage.invalid`. */
export function fillTemplate(template: string, parts: TemplateParts): string {
  const known: Readonly<Record<string, string>> = { ...parts };
  return template.replace(/\{([^{}]*)\}/g, (_, word: string) => {
    const part = Object.hasOwn(known, word) ? known[word] : undefined;
    if (part !== undefined) return part;
    throw new ColophonError(
      "usage.invalid",
      `unknown part "{${word}}" in the output template "${template}"`,
      {
        hints: ["use {dir}, {name}, {ext} or {base}"],
      },
    );
  });
}
