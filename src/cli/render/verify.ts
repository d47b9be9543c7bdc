/** A verified file in words: the four answers, what the credential says, and what it has to answer for. */

import type { VerifiedFile } from "../../command/verify-result.js";
import { summarizeActions } from "../../command/words.js";
import type { Verification } from "../../core/verifying/verification.js";
import { escapeText, makeVisible, quoted } from "../escape.js";
import { hang } from "../width.js";
import {
  asOfInWords,
  doubtOf,
  historyInWords,
  invalidInWords,
  issuerInWords,
  timeInWords,
  unchangedInWords,
  validInShort,
} from "./answers.js";
import { agentsOf, disclosureOf } from "./disclose.js";
import { findingLines } from "./findings.js";
import { generatorName, shellName } from "./naming.js";
import { consentLines, identityLines, peopleLines } from "./people.js";
import { entry, type VerifyPage } from "./verify-entry.js";

export function verifiedText(file: VerifiedFile, page: VerifyPage): string {
  const { verification } = file;
  const lines = [
    page.style.bold(makeVisible(file.file)),
    ...stateLines(verification, page),
    ...asOfLines(verification, page),
    ...sourceLines(file, page),
    ...consentLines(file, page),
    ...findingLines(reasons(verification, page), page),
    ...nextLines(file),
  ];
  return `${lines.join("\n")}\n`;
}

function stateLines(verification: Verification, page: VerifyPage): string[] {
  const { style } = page;
  const { issuer, time } = verification;
  switch (verification.state) {
    case "trusted":
      return [
        ...brokenLines(verification, page),
        entry(page, style.bold("Content Credentials"), issuerInWords(issuer)),
        entry(page, "", timeInWords(time)),
        ...contentLines(verification, page),
      ];
    case "valid":
      return [
        ...brokenLines(verification, page),
        entry(page, style.yellow(validInShort(verification)), validInWords(verification)),
        entry(page, "", timeInWords(time)),
        ...contentLines(verification, page),
      ];
    case "invalid":
      // What an invalid credential says is not repeated: only why nothing in it can be relied on.
      return [entry(page, style.red("Invalid"), invalidInWords(verification))];
    case "none":
      return [
        entry(page, style.dim("No Content Credentials"), "having none says nothing about how it was made"),
      ];
  }
}

/** Above everything else: the state is the file's own, and says nothing about what the file was made from. */
function brokenLines({ history }: Verification, page: VerifyPage): string[] {
  if (history.answer !== "broken") return [];
  const says = "a credential of what the file was made from did not pass its checks";
  return [entry(page, page.style.red("Broken history"), says)];
}

/** A recognized issuer can still stand over a history that is not, or beside an identity that is not. */
function validInWords(verification: Verification): string {
  const { issuer } = verification;
  const doubt = {
    issuer: undefined,
    time: "the time in it is later than the day it is judged as of",
    history: "an issuer in its history",
    broken: "a credential in its history",
    identity: "the identity signed beside it",
  }[doubtOf(verification)];
  return doubt === undefined
    ? issuerInWords(issuer)
    : `${doubt}; the file itself was ${issuerInWords(issuer)}`;
}

function asOfLines({ asOf, state }: Verification, page: VerifyPage): string[] {
  return asOf === undefined || state === "none" ? [] : [entry(page, "Judged", asOfInWords(asOf))];
}

function contentLines(verification: Verification, page: VerifyPage): string[] {
  const { credential, unchanged, history, trace } = verification;
  const isPlain = verification.issuer.answer === "recognized";
  const show = (text: string) => (isPlain ? escapeText(text) : quoted(text));
  const disclosure = disclosureOf(verification);
  const generators = (credential?.generators ?? []).map(generatorName).map(show).join(", ");
  const edits = summarizeActions((credential?.actions ?? []).map(({ name }) => name));
  const agents = agentsOf(credential?.actions ?? [], disclosure?.uri);
  const by = agents.edits.length === 0 ? "" : ` — ${agents.edits.map(show).join(", ")}`;
  const makers = agents.making.map(show).join(", ");
  const making = makers === "" ? generators : `${makers}; recorded by ${generators}`;
  const root = trace?.root;
  return [
    ...(unchanged.answer === "unchanged" ? [entry(page, "Unchanged", unchangedInWords(unchanged))] : []),
    ...(disclosure === undefined ? [] : [entry(page, page.style.bold(disclosure.label), making)]),
    ...(disclosure === undefined && generators !== "" ? [entry(page, "Made with", generators)] : []),
    ...(edits.length === 0
      ? []
      : [entry(page, "Edits", edits.map((edit) => escapeText(edit)).join(", ") + by)]),
    ...(root?.ingredients.length ? [entry(page, "Made from", historyInWords(history, root))] : []),
    ...peopleLines(verification, page, show),
    ...identityLines(verification, page),
    ...(verification.issuer.revocation === "not-revoked"
      ? [entry(page, "Not revoked", "by a note in the file; nobody was asked today")]
      : []),
    ...(verification.issuer.revocation === "not-checked"
      ? [entry(page, "Not checked", "whether the issuer's certificate has been revoked")]
      : []),
  ];
}

/** Of an invalid credential only why it is: doubts about the rest would lead away from that. */
function reasons({ state, findings }: Verification, { isExplained }: VerifyPage) {
  return state !== "invalid" || isExplained
    ? findings
    : findings.filter(({ severity }) => severity === "failure");
}

function sourceLines(
  { sidecar, verification, properExtension, format }: VerifiedFile,
  page: VerifyPage,
): string[] {
  const { source, remoteUrl } = verification;
  return [
    ...(sidecar === undefined ? [] : [entry(page, "Kept in", makeVisible(sidecar))]),
    ...(source === "remote" && remoteUrl !== undefined
      ? [entry(page, "Kept at", escapeText(remoteUrl))]
      : []),
    ...(properExtension === undefined
      ? []
      : [
          hang(
            `  ${page.style.yellow("!")} `,
            `the file is ${format}, its name says otherwise; the right ending is .${properExtension} (file.extension)`,
            page.columns,
          ),
        ]),
  ];
}

function nextLines({ file, verification }: VerifiedFile): string[] {
  // What came through a pipe cannot be asked for again.
  if (verification.state === "none" || file === "stdin") return [];
  const name = shellName(file);
  return verification.state === "invalid"
    ? [`  what it says is not shown; to see it all the same: colophon inspect ${name}`]
    : [`  more: colophon trace ${name}`];
}
