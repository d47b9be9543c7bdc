/** An official rubric, read once and held against the crJSON of each file. */
import { readRubric, runRubric } from "../../core/profile/index.js";
import type { JudgedFile } from "../../core/verifying/verify-file.js";
import type { Context } from "../context.js";
import type { CheckedFile } from "./options.js";

export type RubricJudge = (judged: JudgedFile) => Promise<Pick<CheckedFile, "rubric" | "rubricMissing">>;

const largestRubric = 1024 * 1024;

/** Throws `profile.invalid`, `file.*`. */
export async function prepareRubric(path: string, context: Context): Promise<RubricJudge> {
  const formulas = await context.formulas();
  const fileName = path.replace(/^.*[/\\]/, "");
  const rubric = readRubric(await context.files.readText(path, largestRubric), fileName, formulas);
  return async ({ asset, verified }) => {
    const { state, source } = verified.verification;
    if (state === "none") return { rubricMissing: "the file has no Content Credentials" };
    if (source !== "embedded") return { rubricMissing: "rubrics judge credentials inside the file only" };
    const crJson = await context.makeCrJson(asset.path, asset.mimeType);
    return { rubric: runRubric(rubric, crJson, formulas) };
  };
}
