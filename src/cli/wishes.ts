/** What the options that every command has come to: the form of the answer, color, passphrase, processes. */
import { availableParallelism } from "node:os";
import type { Given } from "./program/given.js";
import type { Delivery } from "./run/call.js";
import type { ColorWish } from "./style.js";

/** In how many processes files are read, and which file may be read without one. */
export function containmentFor(given: Given, inputs: readonly string[], configuredJobs: number | undefined) {
  const wished = given.isDeclared("jobs") ? given.number("jobs") : undefined;
  return {
    jobs: wished ?? configuredJobs ?? availableParallelism(),
    // A folder or a pattern is no file's path, so that what is found there never counts as alone.
    lone: inputs.length === 1 ? inputs[0] : undefined,
  };
}

/** Only commands that use identities have these options. */
export function passphraseSource(given: Given) {
  const has = given.isDeclared("passphraseFile");
  const file = has ? given.text("passphraseFile") : undefined;
  const fd = has ? given.number("passphraseFd") : undefined;
  return { ...(file === undefined ? {} : { file }), ...(fd === undefined ? {} : { fd }) };
}

export function deliveryOf(given: Given): Delivery {
  if (given.flag("quiet")) return "quiet";
  if (given.flag("json")) return "json";
  return given.flag("jsonl") ? "jsonl" : "text";
}

/** Errors in the options themselves come before the options are known. */
export function deliveryIn(argv: readonly string[]): Delivery {
  const options = argv.slice(0, argv.includes("--") ? argv.indexOf("--") : undefined);
  if (options.includes("-q") || options.includes("--quiet")) return "quiet";
  if (options.includes("--json")) return "json";
  return options.includes("--jsonl") ? "jsonl" : "text";
}

export function wishOf(given: Given): ColorWish | undefined {
  const wish = given.text("color");
  return wish === "always" || wish === "never" || wish === "auto" ? wish : undefined;
}

export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
