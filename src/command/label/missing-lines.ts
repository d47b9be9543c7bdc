/** Whether the words of a mark can be read in what was written: marked once more, it would stay as it is. */
import type { Asset } from "../../core/asset/open-asset.js";
import type { MarkRecord } from "../../core/label/mark-record.js";
import { markText, type TextKind } from "../../core/label/text-mark.js";
import { markDocument } from "../../core/label/word-mark.js";
import { openMainPart } from "../../core/metadata/index.js";
import type { Context } from "../context.js";
import { openSource } from "../read-source.js";
import { largestText } from "./mark-text.js";

export async function missingLines(
  path: string,
  { format }: Asset,
  marks: readonly MarkRecord[],
  context: Context,
): Promise<string[]> {
  const missing: string[] = [];
  for (const mark of marks) {
    if (mark.form !== "text") continue;
    const isThere =
      format?.id === "docx"
        ? await openSource({ path }, context, async (source) => {
            const { text } = await openMainPart(source);
            return markDocument(text, mark.text) === text;
          })
        : await hasLine(path, { kind: format?.id as TextKind, words: mark.text }, context);
    if (!isThere) missing.push("the words of its mark");
  }
  return missing;
}

async function hasLine(
  path: string,
  wanted: { kind: TextKind; words: string },
  { files }: Context,
): Promise<boolean> {
  const bytes = await files.readWhole(path, largestText);
  return markText(bytes, wanted) === bytes;
}
