/** colophon trace, as declared. */
import { input, rawOption, readingOptions } from "../shared-options.js";
import type { CommandSpec } from "../spec.js";

export const trace: CommandSpec = {
  name: "trace",
  group: "Look at files",
  summary: "where did it come from?",
  about:
    "Follows the history of a file back to its first sources and draws it as a tree; each step carries its own state. Where there are no Content Credentials it says what other marks are left, and which of them are signed.",
  arguments: [input],
  options: [
    {
      flags: "--depth <n>",
      says: "follow so many generations",
      group: "History",
      kind: "number",
      least: 0,
      most: 64,
      defaultText: "all",
    },
    {
      flags: "--format <form>",
      says: "draw the history as text, for Graphviz, or for Mermaid",
      group: "History",
      kind: "text",
      choices: ["tree", "dot", "mermaid"],
      defaultText: "tree",
    },
    {
      flags: "--images <when>",
      says: "show a small picture of each step, in a terminal that can",
      group: "History",
      kind: "text",
      choices: ["auto", "always", "never"],
      defaultText: "auto",
    },
    {
      flags: "--diff <file>",
      says: "compare with the history of this file",
      group: "History",
      kind: "text",
      completes: "file",
    },
    {
      flags: "--extract <folder>",
      says: "save the thumbnails of all steps into this folder",
      group: "History",
      kind: "text",
      completes: "folder",
    },
    { flags: "-f, --force", says: "replace existing thumbnails there", group: "History", kind: "flag" },
    ...readingOptions,
    rawOption,
  ],
  examples: [
    { line: "colophon trace poster.jpg", says: "The history as a tree." },
    {
      line: "colophon trace --format dot poster.jpg | dot -Tsvg > poster.svg",
      says: "The history as a drawing.",
    },
    { line: "colophon trace --diff original.jpg copy.jpg", says: "What two files have in common." },
  ],
  exits: [
    { code: 0, says: "the history could be drawn, and nothing in it is broken" },
    { code: 1, says: "the file is invalid, or something in its history is broken" },
    { code: 2, says: "the file could not be read" },
    { code: 3, says: "the file has no Content Credentials" },
  ],
  next: "colophon inspect <input>",
};
