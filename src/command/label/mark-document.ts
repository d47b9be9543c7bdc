/** The mark in a Word document: its first and its last line. Every other part of the file keeps its bytes. */
import { markDocument } from "../../core/label/word-mark.js";
import { plainText, wordingFor } from "../../core/label/wording.js";
import { applyEdits, openMainPart } from "../../core/metadata/index.js";
import { openSource } from "../read-source.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { named } from "./naming-file.js";

const signedNote = "the document's own digital signature holds for its text without the mark";

export async function planDocument(request: MarkRequest): Promise<PlannedMark> {
  const { asset, context, share, text } = request;
  const words = text === undefined ? wordingFor(share).document : plainText(text);
  const marks = [{ form: "text", text: words, place: "first-and-last-line" } as const];
  const isSignedInside = await openSource(asset, context, (source) =>
    named(asset.name, async () => {
      const part = await openMainPart(source);
      // What cannot be marked is refused by a dry run too.
      markDocument(part.text, words);
      return part.isSignedInside;
    }),
  );
  const notes = isSignedInside ? [signedNote] : [];
  return {
    marks,
    notes,
    apply: (target) =>
      openSource(asset, context, async (source) => {
        const edits = await named(asset.name, async () => {
          const { text, replace } = await openMainPart(source);
          const marked = markDocument(text, words);
          return marked === text ? [] : replace(marked);
        });
        await context.files.writePieces(target, applyEdits(source, edits));
        return { marks, notes };
      }),
  };
}
