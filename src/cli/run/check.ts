/** Runs `colophon check`. */
import {
  type CheckedFile,
  type CheckOptions,
  checkFiles,
  isHeldAgainstRules,
  listRules,
  prepare,
} from "../../command/check/index.js";
import type { Config } from "../../command/configuration.js";
import { findKinds, noLegalAdvice } from "../../command/law-words.js";
import type { FileResult } from "../../command/result.js";
import { ColophonError } from "../../error.js";
import { note } from "../complain.js";
import { checkedText } from "../render/check.js";
import { checkedJson, ruleJson } from "../render/check-json.js";
import { checkedRow, checkedTotal } from "../render/check-row.js";
import { rulesText } from "../render/rules.js";
import { sarifLog } from "../render/sarif.js";
import { wrap } from "../width.js";
import { answer } from "./answer.js";
import { type Call, print } from "./call.js";
import { deliver, type Form } from "./deliver.js";
import { judgingOf, given as present, selectionOf } from "./reading.js";
import type { WatchAction } from "./watch.js";

export async function runCheck(call: Call): Promise<number> {
  const { given, inputs } = call;
  const chosen = { laws: given.texts("law"), profiles: given.texts("profile") };
  if (given.flag("list")) {
    const rules = await listRules(chosen, await call.context());
    return answer(call, "check", { results: rules.map(ruleJson), text: rulesText(rules, call) });
  }
  if (inputs.length === 0) {
    throw new ColophonError("usage.invalid", "expected <input>, found nothing", {
      hints: ["give files or folders: colophon check <input>", "or see the rules: colophon check --list"],
    });
  }
  const { values: config } = await call.config();
  const options = { ...optionsOf(call, config), ...chosen };
  const results = checkFiles(options, await call.context());
  if (given.flag("sarif")) return deliverSarif(call, results, options);
  const seen = { isAny: false };
  const noting = noted(results, ({ kind }) => {
    seen.isAny ||= kind === "result";
  });
  const exitCode = await deliver(call, noting, formFor(call, options));
  if (seen.isAny) print(call, `\n${wrap(noLegalAdvice, call.columns).join("\n")}\n`);
  return exitCode;
}

/** Lists and the law are those of the round: what runs for months must not judge as on its first day. */
export function checkAction(call: Call, config: Config): WatchAction<CheckedFile> {
  const { given } = call;
  const chosen = { laws: given.texts("law"), profiles: given.texts("profile") };
  const options = { ...optionsOf(call, config), ...chosen };
  call.io.stderr.write(note(noLegalAdvice));
  return {
    form: formFor(call, options),
    isMeant: isHeldAgainstRules,
    readsSidecars: true,
    rehearse: (context) => prepare({ ...options, inputs: [] }, context),
    run: (inputs, context) => checkFiles({ ...options, inputs }, context),
    outputsOf: () => [],
  };
}

function optionsOf(call: Call, config: Config): Omit<CheckOptions, "laws" | "profiles"> {
  const { given } = call;
  return {
    ...selectionOf(call, config),
    ...judgingOf(call, config),
    ...present({
      rubric: given.text("rubric"),
      // In watch there is nothing to compare with.
      before: given.isDeclared("before") ? given.text("before") : undefined,
      asOf: given.date("asOf"),
    }),
    consents: given.texts("consent"),
    newsSource: given.flag("newsSource"),
    systemOnly: given.flag("systemOnly"),
    strict: given.flag("strict"),
    declared: {
      kinds: findKinds(given.texts("kind")),
      ...present({
        isAi: either(given.flag("ai"), given.flag("notAi")),
        isDeepfake: either(given.flag("deepfake"), given.flag("notDeepfake")),
        isAd: given.flag("ad") || undefined,
        hasSyntheticPerformer: given.flag("syntheticPerformer") || undefined,
      }),
    },
  };
}

function either(isSo: boolean, isNotSo: boolean): boolean | undefined {
  return isSo ? true : isNotSo ? false : undefined;
}

function formFor(call: Call, { strict }: Pick<CheckOptions, "strict">): Form<CheckedFile> {
  const { style, columns, given, isVerbose } = call;
  const isExplained = given.flag("explain");
  const page = { style, columns, isExplained, isWhole: isVerbose || isExplained };
  return {
    schema: "check",
    kinds: ["met", "not-met", "unknown"],
    kindOf: ({ outcome }) => outcome,
    toJson: checkedJson,
    one: (file) => checkedText(file, page),
    ...(page.isWhole ? {} : { row: (file) => checkedRow(file, style) }),
    total: (counts) => checkedTotal(counts, strict),
  };
}

/** One document when everything is done; errors are in it, and on standard error as well. */
async function deliverSarif(
  call: Call,
  results: AsyncIterable<FileResult<CheckedFile>>,
  options: Pick<CheckOptions, "systemOnly" | "strict">,
): Promise<number> {
  const all: FileResult<CheckedFile>[] = [];
  const end: { error?: ColophonError } = {};
  const kept = noted(
    results,
    (result) => all.push(result),
    (error) => {
      if (error instanceof ColophonError) end.error = error;
    },
  );
  const exitCode = await deliver({ ...call, delivery: "quiet" }, kept, formFor(call, options));
  if (call.delivery === "text") call.io.stdout.write(sarifLog(all, exitCode, end.error));
  return exitCode;
}

async function* noted<T>(
  results: AsyncIterable<T>,
  note: (result: T) => void,
  noteEnd?: (error: unknown) => void,
): AsyncIterable<T> {
  try {
    for await (const result of results) {
      note(result);
      yield result;
    }
  } catch (error) {
    noteEnd?.(error);
    throw error;
  }
}
