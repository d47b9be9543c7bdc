/** One call of colophon, as a runner sees it: what was given, where the answer goes, how to reach the world. */

import type { ResolvedConfig } from "../../command/configuration.js";
import type { Context } from "../../command/context.js";
import type { Io, Output } from "../io.js";
import type { Given } from "../program/given.js";
import type { Progress } from "../progress.js";
import type { Style } from "../style.js";

/** Where results go: to a person, as JSON, or nowhere. */
export type Delivery = "text" | "json" | "jsonl" | "quiet";

export interface Call {
  /** As typed. */
  argv: readonly string[];
  path: readonly string[];
  inputs: readonly string[];
  given: Given;
  io: Io;
  /** Where results for people go: standard output, unless a file goes there. */
  results: Output;
  columns: number;
  style: Style;
  errorStyle: Style;
  delivery: Delivery;
  isVerbose: boolean;
  progress: Progress;
  signal: AbortSignal;
  config(): Promise<ResolvedConfig>;
  /** Builds the world on first use: help and the like never load it. */
  context(): Promise<Context>;
  confirm(question: string): Promise<boolean>;
}

export type Runner = (call: Call) => Promise<number>;

/** A result for people; nothing where nobody reads it. */
export function print(call: Call, text: string): void {
  if (call.delivery === "text") call.progress.aside(() => call.results.write(text));
}

export function say(call: Call, text: string): void {
  call.progress.aside(() => call.io.stderr.write(text));
}
