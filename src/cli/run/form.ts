/** How the results of a command look in every form they can take, and what they are handed to. */
import type { FileResult } from "../../command/result.js";
import type { ColophonError } from "../../error.js";
import type { SchemaName } from "../program/schema-names.js";
import type { Json } from "../render/plain.js";

/** How the results of one command look. */
export interface Form<T> {
  schema: SchemaName;
  toJson(value: T, exitCode: number): Json;
  /** The kinds that are counted, in the order of the summary. */
  kinds: readonly string[];
  kindOf(value: T): string;
  /** What is counted beside the kind. */
  marks?: Readonly<Record<string, (value: T) => boolean>>;
  /** A single file, in full. */
  one(value: T): string;
  /** One of several files, as cells of a line. Without it each is shown in full. */
  row?(value: T): readonly string[];
  /** The line under several files. */
  total?(counts: Readonly<Record<string, number>>): string;
  /** What is to be known of one of several files beside its line, and stands below them, said once for all. */
  remarks?(value: T): { file: string; remarks: readonly string[] };
  /** What `-q` prints all the same. */
  quiet?(value: T): string;
  /** Goes on until it is interrupted: each result is a line at once, and the end says nothing about the files. */
  isEndless?: boolean;
}

/** Counts of every kind, `errors` and `files`. */
export type Counts = Record<string, number>;

export interface Sink<T> {
  add(result: FileResult<T>): void | Promise<void>;
  end(exitCode: number, counts: Counts, error?: ColophonError): void | Promise<void>;
}
