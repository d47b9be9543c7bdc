/** What a command yields for each file: its result, or the coded error that kept it from having one. */
import type { ColophonError } from "../error.js";

export type FileResult<T> =
  | { kind: "result"; file: string; exitCode: ExitCode; value: T }
  | { kind: "error"; file: string; error: ColophonError };

/** The exit codes a result can ask for; 70 and 130 belong to the whole run. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;
