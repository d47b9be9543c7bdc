/** What people read first and last in a text: of files that are text, and of Word documents. */
import type { Asset } from "../../core/asset/open-asset.js";
import { endBytes, readTextEnds } from "../../core/label/text-ends.js";
import { surveyBody } from "../../core/label/word-body.js";
import { openMainPart } from "../../core/metadata/index.js";
import type { FileEvidence } from "../../core/profile/index.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import { openSource } from "../read-source.js";

type Shown = Pick<FileEvidence, "text">;

/** Nothing where there is no text, or none that can be read. */
export async function shownText(asset: Asset, context: Context): Promise<Shown> {
  const { path, format } = asset;
  if (format?.id === "docx") return wordText(asset, context);
  if (format?.media !== "text") return {};
  const ends = await context.files.readEnds(path, endBytes.head, endBytes.tail);
  return { text: readTextEnds(ends, format.id) };
}

async function wordText(asset: Asset, context: Context): Promise<Shown> {
  try {
    return await openSource(asset, context, async (source) => {
      const { head, tail } = surveyBody((await openMainPart(source)).text);
      const [first, last] = [new TextEncoder().encode(head), new TextEncoder().encode(tail)];
      return { text: readTextEnds({ head: first, tail: last }, asset.format?.id) };
    });
  } catch (error) {
    if (error instanceof ColophonError && error.code === "format.damaged") return {};
    throw error;
  }
}
