/** colophon inspect, as declared. */
import { inputs, rawOption, readingOptions, reportOption, selectionOptions } from "../shared-options.js";
import type { CommandSpec } from "../spec.js";

export const inspect: CommandSpec = {
  name: "inspect",
  group: "Look at files",
  summary: "lay everything open",
  about:
    "Shows every manifest in a file, every assertion and whether it matches, hashes, signature, certificates and times. It describes and does not judge: to judge a file, use colophon verify.",
  arguments: [inputs],
  options: [
    {
      flags: "--manifest <label>",
      says: "show this manifest only",
      group: "Parts",
      kind: "text",
    },
    { flags: "--certificates", says: "print the certificate chain as PEM", group: "Parts", kind: "flag" },
    { flags: "--crjson", says: "print the credential as crJSON", group: "Parts", kind: "flag" },
    {
      flags: "--extract <part>",
      says: "save a part: thumbnail, manifest, all, or the label of an assertion",
      group: "Parts",
      kind: "text",
    },
    {
      flags: "-o, --output <folder>",
      says: "where to save what is extracted",
      group: "Parts",
      kind: "text",
      defaultText: "the current folder",
      completes: "folder",
    },
    { flags: "-f, --force", says: "replace an existing file or report", group: "Parts", kind: "flag" },
    ...readingOptions,
    ...selectionOptions,
    rawOption,
    reportOption,
  ],
  examples: [
    { line: "colophon inspect holiday.jpg", says: "Everything the credential holds." },
    { line: "colophon inspect --certificates holiday.jpg > chain.pem", says: "Who signed, as certificates." },
    { line: "colophon inspect --extract all -o parts holiday.jpg", says: "Save every part." },
    { line: "colophon inspect --jsonl shoot/", says: "Everything in a folder, one JSON line per file." },
  ],
  exits: [
    { code: 0, says: "something could be laid open, whatever its state" },
    { code: 2, says: "the file could not be read" },
    { code: 3, says: "the file has no Content Credentials" },
  ],
  next: "colophon explain <code>",
};
