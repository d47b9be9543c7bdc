/** The words of every mark: what is burnt in, written and spoken where the user gives no words of their own. */
import { ColophonError } from "../../error.js";
import { textMarks } from "./text-mark.js";

/** The two things a mark can say: AI made the content, or AI changed content that was there. */
export type AiShare = "made" | "altered";

export interface Wording {
  /** On pictures and films. */
  visible: string;
  /** The same where there is no room for both languages: what GB 45438-2025 asks for, and "AI" in capitals. */
  short: string;
  /** First and last line of a document. */
  document: string;
  /** Said at the beginning of a recording. */
  spoken: string;
}

/**
 * GB 45438-2025 wants an AI element and a generation element together; the EU's Code of Practice wants "AI" in
 * capitals and a few plain words. Both languages together meet both.
 */
const wordings: Readonly<Record<AiShare, Wording>> = {
  made: {
    visible: "AI生成 · AI-generated",
    short: "AI生成",
    document: textMarks.generated,
    spoken: "本音频由人工智能生成。This audio is AI-generated.",
  },
  altered: {
    visible: "AI合成 · AI-modified",
    short: "AI合成",
    document: textMarks.altered,
    spoken: "本音频由人工智能合成。This audio is AI-modified.",
  },
};

export function wordingFor(share: AiShare): Wording {
  return wordings[share];
}

/** A mark is read in passing, and its letters are large. */
const longestText = 60;

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A user's own words as they are drawn. Joiners stay: Indian scripts are written with them. Throws
 * `label.text` for what cannot stand on a plate in one line of reading.
 */
export function plainText(text: string): string {
  const plain = text.normalize("NFC").trim();
  const problem = problemOf(plain);
  if (problem === undefined) return plain;
  throw new ColophonError("label.text", `the text of the mark ${problem}`, {
    hints: ["give a short text of one line, such as --text “AI生成 · AI-generated”"],
  });
}

function problemOf(text: string): string | undefined {
  if (text === "") return "is empty";
  if (text.length > longestText) return `has ${text.length} characters, expected ${longestText} at most`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return "has a line break or a control character";
  if (/[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/u.test(text.replace(/[\u200c\u200d]/g, ""))) {
    return "has a character that cannot be seen";
  }
  if (rightToLeft.test(text)) return "is in a script that runs from right to left, which cannot be drawn yet";
  return undefined;
}
