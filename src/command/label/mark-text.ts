/** The mark in a text: its first and last line, or a banner on a page. */
import { markText, type TextKind } from "../../core/label/text-mark.js";
import { plainText, wordingFor } from "../../core/label/wording.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { named } from "./naming-file.js";

export const largestText = 256 * 1024 * 1024;

export async function planText(request: MarkRequest): Promise<PlannedMark> {
  const { asset, context, share, text } = request;
  const words = text === undefined ? wordingFor(share).document : plainText(text);
  const kind = asset.format?.id as TextKind;
  const place = kind === "html" ? "banner" : "first-and-last-line";
  const marks = [{ form: "text", text: words, place } as const];
  return {
    marks,
    notes: [],
    async apply(target) {
      const source = await context.files.readWhole(asset.path, largestText);
      const marked = await named(asset.name, async () => markText(source, { kind, words }));
      await context.files.writeBytes(target, marked);
      return { marks, notes: [] };
    },
  };
}
