/** China, the label in the metadata: GB 45438-2025, 6.1 and Annex E. */
import type { DeviationCode } from "../../label/deviations.js";
import { readProvider } from "../../label/provider-code.js";
import type { AigcFound, Evidence } from "../evidence.js";
import { onlyOfAi } from "../gates.js";
import { fail, type Judgment, notApplicable, pass, type Rule, undetermined, warn } from "../rule.js";
import { labelingSince } from "./china-dates.js";

const standard = "GB 45438-2025";
const common = { law: "cn", validFrom: labelingSince };

const formFaults: ReadonlySet<DeviationCode> = new Set([
  "base64",
  "bare-prefix",
  "double-encoded",
  "duplicate-key",
  "escaped",
  "extra-key",
  "key-case",
  "missing-key",
  "no-key",
  "not-json",
  "not-text",
  "older-schema",
  "separate",
  "xmp-kv",
]);

export const chinaImplicit: readonly Rule[] = [
  {
    ...common,
    id: "CN-1",
    title: "a label in the metadata",
    source: "Labeling Measures, Art. 5; places: TC260-PG-20257A to 202510A",
    why: "services that make content with AI put an implicit label into the metadata of the file",
    verdict: onlyOfAi(hasOneLabel),
  },
  {
    ...common,
    id: "CN-2",
    title: "only one label in the metadata",
    source: `${standard}, 6.1 c)`,
    why: "two labels can say different things, so only one may be kept",
    verdict: ({ aigc }) => {
      const read = aigc.filter(({ label }) => label !== undefined);
      if (aigc.length === 0) return notApplicable("there is no label");
      if (read.length > 1) return fail(`${read.length} labels, at ${placesOf(read)}`);
      return aigc.length === 1 ? pass("one label") : undetermined("beside it stands one that cannot be read");
    },
  },
  {
    ...common,
    id: "CN-3",
    title: "the label is JSON with the seven keys",
    source: `${standard}, Annex E b)`,
    why: "platforms look for exactly this form",
    verdict: ofLabels((labels) => ifFree(labels, formFaults, fail, "as the standard writes it")),
  },
  {
    ...common,
    id: "CN-4",
    title: 'the label says "1", "2" or "3"',
    source: `${standard}, Annex E`,
    why: "it is, may be, or is suspected to be of AI: any other value says nothing",
    verdict: ofLabels((labels) =>
      ifFree(labels, new Set(["label-value", "label-word"]), fail, `says ${wordsOf(labels)}`),
    ),
  },
  {
    ...common,
    id: "CN-5",
    title: "the label names its producer and numbers the content",
    source: `Labeling Measures, Art. 5; ${standard}, 6.1`,
    why: "without both nobody can be asked about the content",
    verdict: ofLabels((labels) =>
      ifFree(labels, new Set(["empty-provider", "empty-id"]), fail, "both are there"),
    ),
  },
  {
    ...common,
    id: "CN-6",
    title: "the label is in the characters of the standard",
    source: `${standard}, Annex E j)`,
    // The standard says that values shall "mainly" consist of them.
    why: "the standard names printable ASCII without space, quote and backslash",
    verdict: ofLabels((labels) =>
      ifFree(labels, new Set(["value-characters", "too-long"]), warn, "all characters are of those"),
    ),
  },
  {
    ...common,
    id: "CN-7",
    title: "a provider code is well formed",
    source: "TC260-PG-20252A; check digit: GB 32100-2015",
    why: "a wrong code names an organization that did not label this",
    verdict: ofLabels(judgeCodes),
  },
];

function hasOneLabel({ aigc, isMetadataRead, format }: Evidence): Judgment {
  if (!isMetadataRead)
    return undetermined(`the places for a label in "${format}" files are not known, or cannot be read`);
  const read = aigc.filter(({ label }) => label !== undefined);
  const [only] = read;
  if (aigc.length > read.length && read.length === 0)
    return undetermined(`a label at ${placesOf(aigc)} cannot be read`);
  if (!only) return fail("there is none");
  if (read.length > 1) return fail(`expected one, found ${read.length}`);
  return only.isNormative
    ? pass(`at ${only.place}`)
    : fail(`at ${only.place}, which is not the place or form for it`);
}

function ofLabels(judge: (labels: readonly AigcFound[]) => Judgment): Rule["verdict"] {
  return ({ aigc }) => {
    if (aigc.length === 0) return notApplicable("there is no label");
    const said = aigc.flatMap(({ deviations }) => deviations);
    const unread = said.find(({ code }) => code === "too-large" || code === "unread");
    return unread ? undetermined(unread.says) : judge(aigc);
  };
}

function ifFree(
  labels: readonly AigcFound[],
  codes: ReadonlySet<DeviationCode>,
  otherwise: (says: string) => Judgment,
  says: string,
): Judgment {
  const found = labels.flatMap(({ deviations }) => deviations.filter(({ code }) => codes.has(code)));
  if (found.length > 0) return otherwise([...new Set(found.map((one) => one.says))].join("; "));
  return labels.every(({ label }) => label !== undefined)
    ? pass(says)
    : undetermined("the label cannot be read");
}

function judgeCodes(labels: readonly AigcFound[]): Judgment {
  const wrong = labels.flatMap(({ deviations }) => deviations.filter(({ code }) => code === "provider-code"));
  if (wrong[0]) return warn(wrong[0].says);
  const names = labels.flatMap(({ label }) =>
    label ? [label.ContentProducer, label.ContentPropagator] : [],
  );
  return names.some((name) => readProvider(name).kind === "code")
    ? pass("its check digit is right")
    : notApplicable("the provider is named and not coded");
}

function placesOf(labels: readonly AigcFound[]): string {
  return labels.map(({ place }) => place).join(" and ");
}

function wordsOf(labels: readonly AigcFound[]): string {
  return labels.map(({ label }) => `"${label?.Label}"`).join(" and ");
}
