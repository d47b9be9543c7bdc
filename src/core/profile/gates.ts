/** When a rule has anything to say at all: for which media, and for which content. */
import type { Media } from "../asset/formats.js";
import { originOf } from "./claims.js";
import type { Evidence } from "./evidence.js";
import { type Judgment, notApplicable, undetermined } from "./rule.js";

type Question = (evidence: Evidence) => Judgment;

export const picturesAndSounds: readonly Media[] = ["image", "video", "audio"];

const mediumWords: Partial<Record<Media, string>> = {
  image: "pictures",
  video: "videos",
  audio: "sound",
  text: "text",
};

/** The question is only about these media. */
export function onlyFor(media: readonly Media[], question: Question): Question {
  const words = media.map((medium) => mediumWords[medium] ?? `${medium}s`).join(", ");
  return (evidence) =>
    media.includes(evidence.media) ? question(evidence) : notApplicable(`asked of ${words} only`);
}

/** The question is only about content of AI, and whether content is that, nobody can see. */
export function onlyOfAi(question: Question): Question {
  return (evidence) => {
    const origin = originOf(evidence);
    if (origin === "ai") return question(evidence);
    return origin === "not-ai"
      ? notApplicable("by its own word, AI had no part in it")
      : undetermined("nothing in it says whether AI made or altered it");
  };
}
