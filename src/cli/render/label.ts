/** What was labeled, or in a dry run would be: what people see, what machines read, and what is signed. */
import type { LabeledFile } from "../../command/label/index.js";
import { escapeText, makeVisible, quoted } from "../escape.js";
import { hang } from "../width.js";
import { draftLines } from "./draft.js";
import type { Json } from "./plain.js";
import { toPlain } from "./plain.js";
import {
  fields,
  networkOf,
  nextLines,
  placeOf,
  type SignPage,
  saysOf,
  signedJson,
  sizeOf,
  timeOf,
} from "./sign.js";

type Mark = LabeledFile["label"]["marks"][number];

export function labeledText(file: LabeledFile, page: SignPage): string {
  const { label } = file;
  const warnings = [...file.warnings, ...label.notes];
  const lines = [
    page.style.bold(placeOf(file, "labeled")),
    ...fields(
      [
        ["Says", saysOf(file) ?? "nothing about how it was made"],
        ["Notice", noticeInWords(label)],
        ["Kinds", label.kinds.join(", ")],
        ["People", label.marks.map(markInWords).join("; ")],
        ["Machines", [...label.metadata, "Content Credentials"].join(", ")],
        ["Number", label.id],
        ["Consent", label.consents.map((text) => makeVisible(text)).join("; ")],
        ["Made for", label.notice === undefined ? lawsInWords(label) : ""],
        ["Issued by", `${escapeText(file.issuer)}, with identity ${makeVisible(file.identity)}`],
        ["Time", timeOf(file)],
        ["Size", sizeOf(file)],
        ["Network", networkOf(file)],
        ["Journal", label.isJournaled ? "noted" : ""],
      ],
      page,
    ),
    ...warnings.map((text) => hang(`  ${page.style.yellow("!")} `, makeVisible(text), page.columns)),
    ...(file.isDryRun ? draftLines(file, page) : nextLines(file)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Without the mark that some of them want, a label is not made for those. */
function lawsInWords({ laws, unmarkedFor }: LabeledFile["label"]): string {
  const whole = laws.filter((law) => !unmarkedFor.includes(law));
  if (unmarkedFor.length === 0) return whole.join(", ");
  const part = `${unmarkedFor.join(", ")} in the metadata only, without the mark that they want people to see or hear`;
  return whole.length === 0 ? part : `${whole.join(", ")}; ${part}`;
}

const notices = {
  is: "a platform has to show: it is made by AI (属于)",
  "may-be": "a platform has to show: it may be made by AI (可能)",
  suspected: "a platform has to show: it is suspected to be made by AI (疑似)",
} as const;

function noticeInWords({ notice }: LabeledFile["label"]): string {
  return notice === undefined ? "" : notices[notice];
}

function markInWords(mark: Mark): string {
  switch (mark.form) {
    case "plate": {
      const share = (100 * mark.inkShare).toFixed(1);
      const when = mark.duration === undefined ? "" : ", all the time";
      return `see ${quoted(mark.text, 60)} ${mark.position.replace("-", " ")}, letters of ${share} % of the shorter side${when}`;
    }
    case "speech":
      return `hear ${quoted(mark.text, 80)} at the start`;
    case "morse":
      return "hear the rhythm of GB 45438-2025 at the start";
    case "text":
      return `read ${quoted(mark.text, 60)} ${mark.place === "banner" ? "above the page" : "in the first and last line"}`;
  }
}

/** Schema colophon/label@1. */
export function labeledJson(file: LabeledFile, exitCode: number): Record<string, Json> {
  const { label, ...signed } = file;
  return { ...signedJson(signed, exitCode), label: toPlain(label) };
}
