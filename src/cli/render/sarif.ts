/** Checked files as one SARIF 2.1.0 log (OASIS), for services that show results of checks. */
import type { CheckedFile } from "../../command/check/index.js";
import { lawNames, noLegalAdvice } from "../../command/law-words.js";
import type { FileResult } from "../../command/result.js";
import type { ColophonError } from "../../error.js";
import { exitCodes } from "../exit.js";
import { colophonVersion } from "../version.js";
import { stringify, toPlain } from "./plain.js";
import { fileUri, sarifText } from "./sarif-escape.js";
import { type SarifEntry, type SarifRule, sarifEntries } from "./sarif-results.js";

/** `cut`: what ended the run before its end. */
export function sarifLog(
  results: readonly FileResult<CheckedFile>[],
  exitCode: number,
  cut?: ColophonError,
): string {
  const entries = results.flatMap((result) => (result.kind === "result" ? sarifEntries(result.value) : []));
  const rules = new Map<string, SarifRule>(entries.map(({ rule }) => [rule.id, rule]));
  const indexes = new Map([...rules.keys()].map((id, index) => [id, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: driver([...rules.values()]) },
        invocations: [invocation(results, exitCode, cut)],
        columnKind: "utf16CodeUnits",
        results: entries.map((entry) => resultOf(entry, indexes.get(entry.rule.id) ?? -1)),
      },
    ],
  };
  return `${stringify(toPlain(log), 2)}\n`;
}

function driver(rules: readonly SarifRule[]) {
  return {
    name: "colophon",
    version: colophonVersion(),
    semanticVersion: colophonVersion(),
    shortDescription: { text: sarifText(noLegalAdvice) },
    rules: rules.map(({ id, title, why, source, helpUri, law, level }) => ({
      id,
      shortDescription: { text: sarifText(title) },
      ...(why === undefined ? {} : { fullDescription: { text: sarifText(why) } }),
      help: { text: sarifText([why, source].filter(Boolean).join(" — ") || title) },
      ...(helpUri === undefined ? {} : { helpUri }),
      defaultConfiguration: { level },
      properties: { tags: [law], source },
    })),
  };
}

function invocation(
  results: readonly FileResult<CheckedFile>[],
  exitCode: number,
  cut: ColophonError | undefined,
) {
  const errors = results.flatMap((result) => (result.kind === "error" ? [result] : []));
  const meaning = exitCodes.find(({ code }) => code === exitCode)?.meaning;
  return {
    // Files that are not as demanded are what a check is for; files that could not be read are not.
    executionSuccessful: errors.length === 0 && results.length > 0 && cut === undefined,
    exitCode,
    ...(meaning === undefined ? {} : { exitCodeDescription: meaning }),
    toolExecutionNotifications: [
      ...errors.map(({ file, error }) => ({ ...notification(error), locations: [locationOf(file)] })),
      ...(cut === undefined ? [] : [notification(cut)]),
    ],
  };
}

function notification({ code, message }: ColophonError) {
  return { descriptor: { id: code }, level: "error", message: { text: sarifText(message) } };
}

function resultOf({ rule, file, kind, level, says }: SarifEntry, ruleIndex: number) {
  const law = (lawNames as Readonly<Record<string, string>>)[rule.law];
  return {
    ruleId: rule.id,
    ruleIndex,
    kind,
    level,
    message: { text: sarifText(`${rule.title}: ${says}`) },
    locations: [locationOf(file)],
    properties: { law: rule.law, ...(law === undefined ? {} : { lawName: law }) },
  };
}

function locationOf(file: string) {
  return { physicalLocation: { artifactLocation: { uri: fileUri(file) } } };
}
