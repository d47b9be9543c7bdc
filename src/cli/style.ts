/** Color and weight: the only place that knows how; there is no green in it, because no file is "good". */
import type { ColorSupportLevel } from "chalk";
import type { Io, Output } from "./io.js";

export type ColorWish = "auto" | "always" | "never";

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  hasColor: boolean;
}

/** A wish on the command line beats the environment, the environment beats what the terminal can do. */
export async function createStyle(output: Output, env: Io["env"], wish: ColorWish = "auto"): Promise<Style> {
  const level = levelFor(output, env, wish);
  if (level === 0) return plain;
  // Pipes and files, where most runs write to, need none of it.
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level });
  return {
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    red: (text) => chalk.red(text),
    yellow: (text) => chalk.yellow(text),
    hasColor: true,
  };
}

const asIs = (text: string) => text;
const plain: Style = { bold: asIs, dim: asIs, red: asIs, yellow: asIs, hasColor: false };

function levelFor(output: Output, env: Io["env"], wish: ColorWish): ColorSupportLevel {
  if (wish === "never") return 0;
  if (wish === "always") return maxOf(1, depthLevel(output.colorDepth));
  if (env.FORCE_COLOR !== undefined) return forcedLevel(env.FORCE_COLOR, output);
  // no-color.org: present and not empty, whatever its value.
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return 0;
  if (!output.isTerminal || env.TERM === "dumb") return 0;
  return depthLevel(output.colorDepth);
}

function forcedLevel(wish: string, output: Output): ColorSupportLevel {
  if (wish === "0" || wish === "false") return 0;
  if (wish === "1" || wish === "2" || wish === "3") return Number(wish) as ColorSupportLevel;
  return maxOf(1, depthLevel(output.colorDepth));
}

function depthLevel(depth: number): ColorSupportLevel {
  return depth >= 24 ? 3 : depth >= 8 ? 2 : depth >= 4 ? 1 : 0;
}

function maxOf(a: ColorSupportLevel, b: ColorSupportLevel): ColorSupportLevel {
  return a > b ? a : b;
}
