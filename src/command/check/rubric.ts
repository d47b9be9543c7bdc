/** An official rubric, read once and held against the crJSON of each file. */
import { readRubric, runRubric } from "../../core/profile/index.js";
import type { JudgedFile } from "../../core/verifying/verify-file.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import type { CheckedFile } from "./options.js";

export type RubricJudge = (judged: JudgedFile) => Promise<Pick<CheckedFile, "rubric" | "rubricMissing">>;

const largestRubric = 1024 * 1024;

/** `context`: with the limits for a file. Throws `profile.invalid`, `file.*`. */
export async function prepareRubric(path: string, context: Context): Promise<RubricJudge> {
  const { formulas } = context;
  const fileName = path.replace(/^.*[/\\]/, "");
  const text = await context.files.readText(path, largestRubric);
  const rubric = await naming(`the rubric "${fileName}"`, () => readRubric(text, fileName, formulas));
  return async ({ asset, verified }) => {
    const { state, source } = verified.verification;
    if (state === "none") return { rubricMissing: "the file has no Content Credentials" };
    if (source !== "embedded") return { rubricMissing: "rubrics judge credentials inside the file only" };
    const crJson = await context.makeCrJson(asset.path, asset.mimeType);
    const held = () => runRubric(rubric, crJson, formulas);
    return { rubric: await naming(`held against the rubric "${fileName}", it`, held) };
  };
}

/** Says what took too long or too much: by itself such an error speaks of the file. */
async function naming<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isTooMuch =
      error instanceof ColophonError && /^(timeout|engine\.(memory|crashed))$/.test(error.code);
    if (!isTooMuch) throw error;
    throw new ColophonError(error.code, `${what} ${error.message}`, {
      hints: [...error.hints],
      cause: error,
    });
  }
}
