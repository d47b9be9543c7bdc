/** colophon help exit-codes */
import { exitCodes } from "../../exit.js";
import type { Topic } from "../spec.js";

export const exitCodesTopic: Topic = {
  name: "exit-codes",
  summary: "what each exit code means",
  content: () => [
    { kind: "text", text: "One table for every command." },
    { kind: "rows", rows: exitCodes.map(({ code, meaning }) => [String(code), meaning]) },
    { kind: "text", text: "With several files the worst answer wins, in the order 1, 2, 4, 3, 0." },
    {
      kind: "text",
      text: "The promise: colophon verify exits 0 if and only if every input carries Content Credentials that are intact, with an unbroken history, issued by someone you trust.",
    },
  ],
};
