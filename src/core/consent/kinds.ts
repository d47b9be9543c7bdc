/**
 * The kinds of deep synthesis, as the Deep Synthesis Provisions of 2022 tell them apart (Order 12, Art. 17 and 23):
 * what `--kind` takes, whose consent a kind needs, and whether it calls for a conspicuous label.
 */
import { ColophonError } from "../../error.js";
import { nearest } from "../explain/nearest.js";
import type { Attribute } from "./attribute.js";

export interface SynthesisKind {
  name: string;
  /** In words, as the subject of a sentence would have it: "a cloned voice". */
  words: string;
  /** Of Art. 17 the case it falls under; (5) is everything else that markedly changes content. */
  article: "17(1)" | "17(2)" | "17(3)" | "17(4)" | "17(5)";
  /** Of the people it shows or lets be heard. */
  consent: readonly Attribute[];
  /** `maybe`: the person may be nobody, and then there is none to ask. */
  hasPerson: "yes" | "maybe" | "no";
  /**
   * `due`: a conspicuous label where the public may be confused (cases 1 to 4). `if-misleading`: only where it
   * markedly changes what is shown (case 5); otherwise it is enough that a label is offered.
   */
  label: "due" | "if-misleading";
}

type Row = readonly [
  name: string,
  words: string,
  article: SynthesisKind["article"],
  hasPerson?: SynthesisKind["hasPerson"],
  consent?: readonly Attribute[],
];

const rows = [
  ["dialogue", "a dialogue that simulates a person", "17(1)"],
  ["text", "text that simulates a person's writing", "17(1)"],
  ["voice", "a synthetic voice", "17(2)", "maybe", ["voice"]],
  ["voice-clone", "an imitated voice", "17(2)", "yes", ["voice"]],
  ["voice-edit", "an edited voice", "17(2)", "yes", ["voice"]],
  ["face-generation", "a generated face", "17(3)", "maybe", ["face"]],
  ["face-swap", "an exchanged face", "17(3)", "yes", ["face"]],
  ["face-edit", "an edited face", "17(3)", "yes", ["face"]],
  ["pose", "a manipulated pose", "17(3)", "yes", ["body"]],
  ["digital-human", "a digital human", "17(3)", "maybe", ["face", "voice", "body"]],
  ["scene", "an immersive lifelike scene", "17(4)"],
  ["image", "a generated or edited image", "17(5)"],
  ["video", "a generated or edited video", "17(5)"],
  ["restoration", "an enhanced or restored image or video", "17(5)"],
  ["music", "generated music", "17(5)"],
  ["sound", "generated sound that is no voice", "17(5)"],
] as const satisfies readonly Row[];

export type KindName = (typeof rows)[number][0];

export const kindNames: readonly KindName[] = rows.map(([name]) => name);

export const kinds: readonly (SynthesisKind & { name: KindName })[] = rows.map(
  ([name, words, article, hasPerson = "no", consent = []]: (typeof rows)[number] & Row) => ({
    name,
    words,
    article,
    consent,
    hasPerson,
    label: article === "17(5)" ? "if-misleading" : "due",
  }),
);

const byName: ReadonlyMap<string, SynthesisKind & { name: KindName }> = new Map(
  kinds.map((kind) => [kind.name, kind]),
);

/** Undefined for a word that is none of them, as a file may hold it. */
export function kindCalled(name: string): (SynthesisKind & { name: KindName }) | undefined {
  return byName.get(name);
}

/** As options take them: several times, or with commas. Throws `usage.invalid`. */
export function findKinds(texts: readonly string[]): KindName[] {
  return texts.flatMap((text) => text.split(",")).map((name) => findKind(name).name);
}

/** The kind that `--kind` names. Throws `usage.invalid`. */
export function findKind(name: string): SynthesisKind & { name: KindName } {
  const typed = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
  const found = byName.get(typed);
  if (found) return found;
  const [near] = nearest(typed, kindNames, 1);
  throw new ColophonError("usage.invalid", `expected a kind of synthesis, found "${name}"`, {
    hints: [near === undefined ? `use one of: ${kindNames.join(", ")}` : `did you mean "${near}"?`],
  });
}
