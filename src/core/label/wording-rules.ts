/** What each law wants a visible mark to say, as far as its text was read. */
import type { WordingVerdict } from "./check-wording.js";

export const laws = ["cn", "eu", "us-ca", "us-ut", "us-wa", "in", "kr", "vn", "ny"] as const;
export type Law = (typeof laws)[number];

interface Judgment {
  verdict: WordingVerdict;
  reason: string;
}

interface WordingRule {
  source: string;
  /** Takes the text in NFKC. */
  judge(text: string): Judgment;
}

/** Inside of other words, as in "MAIL" or "AIGC", it is not the word. */
const capitalAi = /(?<![A-Za-z])AI(?![A-Za-z])/;
const anyCaseAi = /(?<![A-Za-z])AI(?![A-Za-z])/i;
const artificialIntelligence =
  /artificial(?:ly)?[\s-]+(?:intelligen|generated|created|manipulated|modified)/i;
/** Latin languages write IA, German and Dutch KI. */
const otherAcronym = /(?<![A-Za-z])(?:IA|KI)(?![A-Za-z])/;
const synthetic = /synthetic|कृत्रिम|एआई/i;

const pass = (reason: string): Judgment => ({ verdict: "pass", reason });
const warn = (reason: string): Judgment => ({ verdict: "warn", reason });
const fail = (reason: string): Judgment => ({ verdict: "fail", reason });

function judgeChina(text: string): Judgment {
  const hasAi = /人工智能/.test(text) || capitalAi.test(text);
  const hasGeneration = /生成|合成/.test(text);
  if (hasAi && hasGeneration)
    return pass("has an AI element (人工智能 or AI) and a generation element (生成 or 合成)");
  if (hasGeneration && anyCaseAi.test(text)) {
    return warn("has the AI element in small letters, expected 人工智能 or AI as the standard writes them");
  }
  if (hasAi) return fail("has no generation element: 生成 or 合成");
  if (hasGeneration) return fail("has no AI element: 人工智能 or AI");
  return fail("has neither an AI element (人工智能 or AI) nor a generation element (生成 or 合成)");
}

function judgeEurope(text: string): Judgment {
  if (capitalAi.test(text)) return pass("has AI in capitals");
  if (artificialIntelligence.test(text)) return pass("says it in words");
  if (anyCaseAi.test(text)) return warn("has ai in small letters, expected capitals");
  if (otherAcronym.test(text))
    return warn("has the abbreviation of another language, expected AI unless national law differs");
  if (/人工智能|인공지능|trí tuệ nhân tạo/i.test(text))
    return warn("says it in a language that few readers in the EU know");
  return fail("does not say that AI made or changed the content");
}

/** For laws that ask for a clear notice and fix no words. */
function judgeNotice(known: readonly RegExp[], expected: string): WordingRule["judge"] {
  return (text) =>
    known.some((words) => words.test(text))
      ? pass("says that AI, or something synthetic, is in it")
      : warn(`does not say so in words that were expected: ${expected}`);
}

const unworded = (): Judgment => ({ verdict: "n/a", reason: "asks for no words on the picture" });

const english = [anyCaseAi, artificialIntelligence, synthetic];

export const wordingRules: Readonly<Record<Law, WordingRule>> = {
  cn: { source: "GB 45438-2025, wording rule of clause 5", judge: judgeChina },
  eu: { source: "AI Act Art. 50(4) and (5); Code of Practice of 2026-06-10, section 2", judge: judgeEurope },
  "us-ca": { source: "Cal. Bus. & Prof. Code § 22757.3 as of SB 1000", judge: unworded },
  "us-ut": { source: "Utah Code 13-72c (HB 276)", judge: unworded },
  "us-wa": { source: "Washington E2SHB 1170", judge: unworded },
  in: {
    source: "IT Rules 3(3), G.S.R. 120(E) of 2026",
    judge: judgeNotice(english, "AI, synthetic, or the like in Hindi"),
  },
  kr: {
    source: "AI Framework Act, Art. 31",
    judge: judgeNotice([...english, /인공지능|합성/], "AI or 인공지능"),
  },
  vn: {
    source: "AI Law, Art. 11",
    judge: judgeNotice([...english, /trí tuệ nhân tạo/i], "AI or trí tuệ nhân tạo"),
  },
  ny: {
    source: "N.Y. General Business Law § 396-b",
    judge: judgeNotice(english, "AI or synthetic performer"),
  },
};
