/** How a file can be said to have been made: one name for `--as`, one URI, one label, one sentence each. */
import { ColophonError } from "../../error.js";
import { nearest } from "../explain/nearest.js";

export interface Disclosure {
  /** What `--as` takes. */
  name: string;
  /** The digital source type, complete, as it is written. */
  uri: string;
  /** On screen: neutral, sentence case, never as good or bad. */
  label: string;
  sentence: string;
  /** A generative AI model made the content or a part of it. Where a model only may be involved: false. */
  isAi: boolean;
  /** Other words that people type for it; only ones that cannot mean another disclosure. */
  synonyms: readonly string[];
  /** Present when the vocabulary has retired the term: it is read and never written. Names to use instead. */
  retiredFor?: readonly string[];
}

const iptc = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/** By people with tools that do not generate, which is what drawing a plate is. */
export const humanEdits = `${iptc}humanEdits`;
const c2pa = "http://c2pa.org/digitalsourcetype/";

/**
 * IPTC NewsCodes Digital Source Type (release of October 2024, in force in 2026) and the two terms of
 * C2PA 2.4 §18.15.4.5, in the order of the help. `isAi` follows the C2PA signals rubric 1.0.
 */
export const disclosures: readonly Disclosure[] = [
  {
    name: "camera",
    uri: `${iptc}digitalCapture`,
    label: "Camera-captured",
    sentence: "Recorded from life with a digital camera or recorder.",
    isAi: false,
    synonyms: ["photo", "photograph", "capture", "captured", "recording", "camera-captured"],
  },
  {
    name: "computational-camera",
    uri: `${iptc}computationalCapture`,
    label: "Camera-captured, several frames merged",
    sentence: "Recorded from life; the camera merged several frames into one without generative AI.",
    isAi: false,
    synonyms: ["night-mode", "computational", "computational-capture", "multi-frame"],
  },
  {
    name: "ai-generated",
    uri: `${iptc}trainedAlgorithmicMedia`,
    label: "AI-generated",
    sentence: "Made by a generative AI model.",
    isAi: true,
    synonyms: ["ai", "ai-made", "ai-created", "generated", "genai", "generative-ai", "synthetic"],
  },
  {
    name: "ai-edited",
    uri: `${iptc}compositeWithTrainedAlgorithmicMedia`,
    label: "AI-edited",
    sentence: "Existing content that was changed with a generative AI model.",
    isAi: true,
    synonyms: ["ai-modified", "ai-altered", "generative-fill", "inpainting", "outpainting"],
  },
  {
    name: "composite-ai",
    uri: `${iptc}compositeSynthetic`,
    label: "Includes AI-generated elements",
    sentence: "Put together from several elements, at least one of them made by a generative AI model.",
    isAi: true,
    synonyms: ["ai-composite", "composite-synthetic", "synthetic-composite", "includes-ai"],
  },
  {
    name: "composite",
    uri: `${iptc}composite`,
    label: "Composite",
    sentence: "Put together from several elements; whether AI made any of them is not stated.",
    isAi: false,
    synonyms: ["montage", "collage", "mix"],
  },
  {
    name: "composite-capture",
    uri: `${iptc}compositeCapture`,
    label: "Composite of captured elements",
    sentence: "Put together from several elements that were all recorded from life.",
    isAi: false,
    synonyms: ["photo-composite", "photo-montage", "stitched", "captured-composite"],
  },
  {
    name: "screen",
    uri: `${iptc}screenCapture`,
    label: "Screen capture",
    sentence: "A picture or recording of what a screen showed.",
    isAi: false,
    synonyms: ["screenshot", "screen-capture", "screen-recording", "screencast"],
  },
  {
    name: "virtual",
    uri: `${iptc}virtualRecording`,
    label: "Virtual recording",
    sentence: "A recording of a virtual event, such as a video call or a game; parts may be generated.",
    isAi: false,
    synonyms: ["virtual-recording", "video-call", "online-meeting", "game", "machinima"],
  },
  {
    name: "drawing",
    uri: `${iptc}digitalCreation`,
    label: "Digital creation",
    sentence: "Drawn, written, composed or built by a person with digital tools, without generative AI.",
    isAi: false,
    synonyms: ["creation", "digital-creation", "illustration", "painting", "artwork"],
  },
  {
    name: "scan",
    uri: `${iptc}print`,
    label: "Scan",
    sentence: "Digitized from paper or something else that light does not pass through.",
    isAi: false,
    synonyms: ["print", "scan-print", "scanned", "paper"],
  },
  {
    name: "scan-negative",
    uri: `${iptc}negativeFilm`,
    label: "Scan of a film negative",
    sentence: "Digitized from a negative on film.",
    isAi: false,
    synonyms: ["negative", "negative-film"],
  },
  {
    name: "scan-positive",
    uri: `${iptc}positiveFilm`,
    label: "Scan of a film positive",
    sentence: "Digitized from a slide or another positive on film.",
    isAi: false,
    synonyms: ["positive", "positive-film", "slide", "transparency"],
  },
  {
    name: "human-edits",
    uri: humanEdits,
    label: "Edited by a person",
    sentence: "Existing content that a person changed with tools other than generative AI.",
    isAi: false,
    synonyms: ["human-edited", "hand-edited", "manual-edits"],
  },
  {
    name: "enhanced",
    uri: `${iptc}algorithmicallyEnhanced`,
    label: "Altered by an algorithm",
    sentence: "Existing content that software adjusted without changing what it shows.",
    isAi: false,
    synonyms: ["algorithmically-enhanced", "auto-enhanced", "denoised"],
  },
  {
    name: "software",
    uri: `${iptc}algorithmicMedia`,
    label: "Software-generated",
    sentence: "Made by an algorithm that was not trained on sampled content.",
    isAi: false,
    synonyms: ["algorithmic", "algorithm", "procedural", "software-generated"],
  },
  {
    name: "data",
    uri: `${iptc}dataDrivenMedia`,
    label: "Made from data",
    sentence: "Data shown in pictures, sound or words by a program or a person.",
    isAi: false,
    synonyms: ["data-driven", "chart", "visualization", "infographic"],
  },
  {
    name: "empty",
    uri: `${c2pa}empty`,
    label: "Started from an empty file",
    sentence: "Begun without content, such as a blank page; what came after stands in the edits.",
    isAi: false,
    synonyms: ["blank", "blank-canvas", "new"],
  },
  {
    name: "trained-data",
    uri: `${c2pa}trainedAlgorithmicData`,
    label: "AI-generated data",
    sentence: "Data, not media, made by a generative AI model.",
    isAi: true,
    synonyms: ["ai-data", "ai-generated-data", "synthetic-data"],
  },
  {
    name: "software-image",
    uri: `${iptc}softwareImage`,
    label: "Created by software",
    sentence: "Made with software; the term does not say whether by a person or by a model.",
    isAi: false,
    synonyms: [],
    retiredFor: ["drawing", "software", "ai-generated"],
  },
  {
    name: "digital-art",
    uri: `${iptc}digitalArt`,
    label: "Digital art",
    sentence: "Made by a person with digital tools; the term does not say which.",
    isAi: false,
    synonyms: [],
    retiredFor: ["drawing"],
  },
  {
    name: "minor-human-edits",
    uri: `${iptc}minorHumanEdits`,
    label: "Minor edits by a person",
    sentence: "Existing content with small changes made by a person.",
    isAi: false,
    synonyms: [],
    retiredFor: ["human-edits"],
  },
];

const byTerm: ReadonlyMap<string, Disclosure> = new Map(
  disclosures.map((entry) => [termOf(entry.uri).toLowerCase(), entry]),
);
const byWord: ReadonlyMap<string, Disclosure> = new Map(
  disclosures.flatMap((entry) => [entry.name, ...entry.synonyms].map((word) => [word, entry])),
);

/** Terms that say how content came to be without AI. What is left (a composite, human edits) leaves AI open. */
export const withoutAi: ReadonlySet<string> = new Set([
  "camera",
  "computational-camera",
  "composite-capture",
  "drawing",
  "scan",
  "scan-negative",
  "scan-positive",
  "software",
  "data",
]);

function termOf(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}

/**
 * Reads a digital source type, retired terms too. Writers in the field use https, leave out the prefix, mix the
 * two prefixes up, add what a browser would ("?lang=en") or write the news code (`digsrctype:…`); all are read, so that
 * AI is never missed for a slip. Undefined for what is in neither vocabulary.
 */
export function disclosureFor(uri: string): Disclosure | undefined {
  const match =
    /^(?:https?:\/\/(?:www\.)?(?:cv\.iptc\.org\/newscodes|c2pa\.org)\/digitalsourcetype[/#]|digsrctype:)?([a-z]+)\/?(?:[?#].*)?$/i.exec(
      uri.trim(),
    );
  return match?.[1] === undefined ? undefined : byTerm.get(match[1].toLowerCase());
}

/**
 * The disclosure that `--as` names, by its name, a synonym or its digital source type. Throws
 * `disclosure.unknown` for anything else and for retired terms: nothing unchecked is ever written.
 */
export function findDisclosure(name: string): Disclosure {
  const typed = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
  const found = byWord.get(typed) ?? disclosureFor(name);
  if (found === undefined) {
    throw new ColophonError("disclosure.unknown", `no disclosure named "${name}"${suggestion(typed)}`, {
      hints: ["see them all: colophon help disclosures"],
    });
  }
  if (found.retiredFor !== undefined) {
    throw new ColophonError(
      "disclosure.unknown",
      `the disclosure "${name}" has been retired and is no longer written; use ${quoted(found.retiredFor)}`,
      { hints: ["see them all: colophon help disclosures"] },
    );
  }
  return found;
}

/** Names to choose from: a synonym near the typed word stands for its name. */
function suggestion(typed: string): string {
  const writable = [...byWord].filter(([, entry]) => entry.retiredFor === undefined).map(([word]) => word);
  const names = nearest(typed, writable, 5).map((word) => byWord.get(word)?.name ?? word);
  const choices = [...new Set(names)].slice(0, 3);
  return choices.length === 0 ? "" : `; did you mean ${quoted(choices)}?`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(" or ");
}
