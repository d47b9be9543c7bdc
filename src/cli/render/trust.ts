/** Trust lists in words: the lists in use, one in full, what an update would change, who recognizes a file. */
import type {
  AddedTrust,
  ListedTrust,
  ShownTrust,
  TrustTest,
  TrustUpdate,
} from "../../command/trust/index.js";
import { escapeText, makeVisible } from "../escape.js";
import { longTime, shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { tableText } from "./table.js";

export interface TrustPage {
  style: Style;
  columns: number;
}

type ListSummary = ShownTrust["summary"];
type ListMember = ShownTrust["members"][number];

const kindWords: Readonly<Record<ListSummary["kind"], string>> = {
  c2pa: "claim signers",
  tsa: "timestamp authorities",
  allowed: "claim signers, one by one",
  publishers: "publishers",
  sources: "news sources",
};

export function trustList(lists: readonly ListedTrust[], { style }: TrustPage): string {
  if (lists.length === 0) {
    return "no trust lists yet: no issuer is recognized\nfetch the official ones: colophon trust update\n";
  }
  return tableText(
    lists.map((entry) =>
      entry.kind === "list"
        ? summaryCells(entry.summary, style)
        : [style.bold(makeVisible(entry.name)), style.red("unreadable"), makeVisible(entry.error.message)],
    ),
  );
}

function summaryCells(summary: ListSummary, style: Style): string[] {
  return [
    style.bold(makeVisible(summary.name)),
    kindWords[summary.kind],
    String(summary.count),
    summary.issuedAt === undefined ? ageOf(summary) : `of ${shortDate(summary.issuedAt)}`,
    summary.isOutdated ? style.yellow("outdated") : "",
    escapeText(summary.origin, 100),
  ];
}

function ageOf({ addedAt }: ListSummary): string {
  return addedAt === undefined ? "" : `added ${shortDate(addedAt)}`;
}

export function trustText({ summary, members }: ShownTrust, { style }: TrustPage): string {
  const { name, kind, origin, issuedAt, addedAt, nextUpdate, isOutdated, sha256 } = summary;
  const rows: string[][] = [
    ["kind", kindWords[kind]],
    ["origin", escapeText(origin)],
    ...(issuedAt === undefined ? [] : [["issued", longTime(issuedAt)]]),
    ...(addedAt === undefined ? [] : [["added", longTime(addedAt)]]),
    ...(nextUpdate === undefined
      ? []
      : [["next", `${longTime(nextUpdate)}${isOutdated ? style.yellow(" (overdue)") : ""}`]]),
    ["sha256", sha256],
    ["entries", String(summary.count)],
  ];
  return `${style.bold(makeVisible(name))}\n${tableText(rows, "  ")}\n${memberText(members)}`;
}

function memberText(members: readonly ListMember[]): string {
  return tableText(
    members.map(({ name, fingerprint, notAfter }) => [
      escapeText(name, 80),
      notAfter === undefined ? "" : `until ${shortDate(notAfter)}`,
      fingerprint ?? "",
    ]),
    "  ",
  );
}

export function trustAdded({ lists, isKept, isAuthority }: AddedTrust, { style }: TrustPage): string {
  const added = lists
    .map(({ summary, members }) => {
      const head = `${isKept ? "added" : "would add"} ${style.bold(makeVisible(summary.name))}: ${kindWords[summary.kind]}, ${summary.count === 1 ? "1 entry" : `${summary.count} entries`}`;
      return `${head}\n${memberText(members)}`;
    })
    .join("");
  const reach = isAuthority
    ? `${style.yellow("!")} everyone this authority certifies will be recognized\n`
    : "";
  return `${added}${reach}${isKept ? "" : "nothing was kept\n"}`;
}

/** Shown before anything is kept: whom one would trust from now on, and whom no longer. */
export function trustChanges({ changes }: TrustUpdate, { style }: TrustPage): string {
  const parts = changes.map(({ name, kind, origin, isNew, comparison, list }) => {
    const { added, removed, kept } = comparison;
    const isSame = !isNew && added.length + removed.length === 0;
    const what = isSame
      ? "no change"
      : `${added.length} new, ${removed.length} gone, ${kept.length} as before`;
    const note = list === undefined ? "is no longer there" : isNew ? `new list, ${what}` : what;
    const head = `${style.bold(makeVisible(name))}  ${kindWords[kind]}  ${note}  (${escapeText(origin, 100)})\n`;
    return head + changedMembers("+", added) + changedMembers("-", removed);
  });
  return parts.join("");
}

function changedMembers(sign: string, members: readonly ListMember[]): string {
  return members
    .map(({ name, fingerprint }) => `  ${sign} ${escapeText(name, 80)}  ${fingerprint ?? ""}`.trimEnd())
    .map((line) => `${line}\n`)
    .join("");
}

export function trustTest({ file, signer, timestamps }: TrustTest, { style }: TrustPage): string {
  if (signer === undefined) return `${makeVisible(file)}  No Content Credentials\n`;
  const purpose = signer.purpose.isClaimSigner
    ? ""
    : `  ${style.yellow("!")} ${makeVisible(signer.purpose.reason)}\n`;
  return [
    `${style.bold(makeVisible(file))}\n`,
    "issuer\n",
    purpose,
    verdictText(signer.lists),
    ...timestamps.flatMap(({ at, lists }) => [`timestamp of ${longTime(at)}\n`, verdictText(lists)]),
  ].join("");
}

function verdictText(lists: TrustTest["timestamps"][number]["lists"]): string {
  if (lists.length === 0) return "  no lists in use\n";
  return tableText(
    lists.map(({ name, isRecognizing, reason }) => [
      makeVisible(name),
      isRecognizing ? "recognized" : "not recognized",
      makeVisible(reason),
    ]),
    "  ",
  );
}
