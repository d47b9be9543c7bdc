/** What a file says already, read before a label is put on it: nobody's mark is written over by chance. */
import { ColophonError } from "../../error.js";
import { disclosureFor, withoutAi } from "../disclosure/disclosures.js";
import {
  type ByteSource,
  currentPacket,
  type MetadataContainer,
  readMarks,
  readXmp,
  xmpProperties,
} from "../metadata/index.js";
import type { AigcLabel } from "./aigc.js";
import type { AiDisclosure } from "./disclosure.js";
import { type ReadAigc, readAigc } from "./read-aigc.js";

export interface ExistingLabel extends ReadAigc {
  place: string;
  isNormative: boolean;
}

export interface ExistingMarks {
  labels: readonly ExistingLabel[];
  /** Digital source types of the XMP. */
  sourceTypes: readonly string[];
}

export async function readExisting(
  container: MetadataContainer | undefined,
  source: ByteSource,
): Promise<ExistingMarks> {
  const marks = container ? await readMarks(container, source) : [];
  const packet = currentPacket(marks);
  return {
    labels: marks.flatMap(({ kind, place, isNormative, text }) =>
      kind === "aigc" ? [{ ...readAigc(text), place, isNormative }] : [],
    ),
    sourceTypes: packet === undefined ? [] : readXmp(packet).valuesOf(xmpProperties.digitalSourceType),
  };
}

export interface Newcomer extends AiDisclosure {
  provider?: string;
  /** By --force. */
  isInsisted: boolean;
  /** It carries credentials of its own. */
  hasHistory: boolean;
  /** What they declare. */
  declared?: string;
}

/** Throws `label.exists` for a label of somebody else, or of one's own that is not renewed; `label.conflict`. */
export function refuseContradiction(name: string, existing: ExistingMarks, newcomer: Newcomer): void {
  refuseLabels(name, existing.labels, newcomer);
  // Whoever changed a photograph with AI has a photograph to begin with.
  if (newcomer.share === "altered" || newcomer.isInsisted) return;
  const said = [...existing.sourceTypes, ...(newcomer.declared === undefined ? [] : [newcomer.declared])]
    .map(disclosureFor)
    .find((disclosure) => disclosure && withoutAi.has(disclosure.name));
  if (said) throw contradicting(name, `says of itself "${said.label}"`, newcomer);
  refuseUntold(name, newcomer);
}

/** What has a history did not begin here: unless that says so, nothing signed would say that AI made it. */
function refuseUntold(name: string, newcomer: Newcomer): void {
  const { declared, disclosure, hasHistory } = newcomer;
  if (!hasHistory) return;
  const said = declared === undefined ? undefined : disclosureFor(declared);
  if (said?.name === disclosure.name) return;
  const words = said === undefined ? "do not say that AI made it" : `say "${said.label}"`;
  throw contradicting(name, `has Content Credentials that ${words}`, newcomer);
}

function contradicting(name: string, found: string, { disclosure }: Newcomer): ColophonError {
  return new ColophonError(
    "label.conflict",
    `"${name}": ${found}, and the label would say "${disclosure.label}"`,
    {
      hints: ["where AI changed what was there: --as ai-edited", "where that is wrong: --force"],
    },
  );
}

function refuseLabels(
  name: string,
  labels: readonly ExistingLabel[],
  { provider, isInsisted }: Newcomer,
): void {
  refuseSeveral(name, labels);
  const [only] = labels;
  if (!only) return;
  const producer = only.label?.ContentProducer ?? "";
  const isOwn = producer !== "" && producer === provider;
  if (isOwn && only.isNormative && isInsisted) return;
  throw new ColophonError(
    "label.exists",
    isOwn
      ? `"${name}": is labeled by "${producer}" already, number ${only.label?.ProduceID}, at ${only.place}`
      : `"${name}": carries the AIGC label of ${who(only.label)} at ${only.place}, which only its producer may change`,
    {
      hints: isOwn
        ? ["to label it once more: --force"]
        : ["as a platform, add your part to it: --as-propagator --by <code or name>"],
    },
  );
}

/** GB 45438-2025, 6.1 c): there can be one. Throws `label.conflict`. */
export function refuseSeveral(name: string, labels: readonly ExistingLabel[]): void {
  if (labels.length < 2) return;
  const places = [...new Set(labels.map(({ place }) => place))].slice(0, 4).join(" and ");
  throw new ColophonError(
    "label.conflict",
    `"${name}": carries ${labels.length} AIGC labels, at ${places}, and only one may be there`,
    { hints: [`see what they say: colophon check --law cn ${name}`] },
  );
}

function who(label: AigcLabel | undefined): string {
  const named = label?.ContentProducer || label?.ContentPropagator || "";
  return named === "" ? "somebody unnamed" : `"${named}"`;
}
