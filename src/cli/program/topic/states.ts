/** colophon help states */
import type { Topic } from "../spec.js";

export const statesTopic: Topic = {
  name: "states",
  summary: "the four states of a file, and the four answers behind them",
  content: () => [
    {
      kind: "text",
      text: "A file is in one of four states, the same on screen, in JSON and in the exit code.",
    },
    {
      kind: "rows",
      rows: [
        ["trusted", "Content Credentials that are intact, by an issuer on a list you trust; verify exits 0"],
        ["valid", "intact, but no list in use recognizes the issuer; verify exits 4, with --require valid 0"],
        ["invalid", "changed, damaged or wrongly signed; verify exits 1"],
        ["none", "no Content Credentials, like most files; this says nothing else about it; verify exits 3"],
      ],
    },
    { kind: "text", text: "Behind the state stand four separate answers." },
    {
      kind: "rows",
      rows: [
        ["unchanged?", "are the bytes those that were signed?"],
        ["by whom?", "whose name is in the certificate, and which list recognizes it?"],
        ["when?", "an independent timestamp, the signer's own clock, or no time at all"],
        ["from what?", "what it was made from, and whether anything in that history is broken"],
      ],
    },
    {
      kind: "text",
      text: "A credential says who issued it and that the file is unchanged since. It does not say that what the file shows is true.",
    },
  ],
};
