/** What `verify` shows of its results, in every form. */
import type { FileResult } from "../../command/result.js";
import type { VerifyOptions } from "../../command/verify.js";
import type { VerifiedFile } from "../../command/verify-result.js";
import { note } from "../complain.js";
import { listInWords } from "../render/answers.js";
import { rawText } from "../render/json.js";
import { verifiedText } from "../render/verify.js";
import { verifiedJson } from "../render/verify-json.js";
import { isBroken, isUnconfirmed, verifiedRow, verifiedTotal } from "../render/verify-row.js";
import { type Call, say } from "./call.js";
import type { Form } from "./deliver.js";

export function verifyForm({ given, style, columns }: Call, { raw, at }: VerifyOptions): Form<VerifiedFile> {
  const page = { style, columns, isExplained: given.flag("explain") };
  return {
    schema: "verify",
    kinds: ["trusted", "valid", "invalid", "none", "broken"],
    // A file over a broken history is no plain trusted one, whatever its own state.
    kindOf: ({ verification }) => (isBroken(verification) ? "broken" : verification.state),
    marks: { unconfirmed: ({ verification }) => isUnconfirmed(verification) },
    toJson: verifiedJson,
    one: (file) => verifiedText(file, page) + rawText(file.manifestStore),
    // With meanings or the engine's report, a line is too short for a file.
    ...(page.isExplained || raw ? {} : { row: (file: VerifiedFile) => verifiedRow(file, style) }),
    total: (counts) => verifiedTotal(counts, at),
  };
}

/** With -v: by which lists the files are judged, said once. */
export async function* sayingLists(
  call: Call,
  results: AsyncIterable<FileResult<VerifiedFile>>,
): AsyncIterable<FileResult<VerifiedFile>> {
  let isSaid = false;
  for await (const result of results) {
    if (result.kind === "result" && !isSaid) {
      const names = result.value.verification.lists.map(listInWords);
      say(call, note(`judging by ${names.length === 0 ? "no trust list" : names.join(", ")}`));
      isSaid = true;
    }
    yield result;
  }
}
