/** The four states of a file, the same on screen, in JSON and in the exit code. */

export type State = "trusted" | "valid" | "invalid" | "none";
