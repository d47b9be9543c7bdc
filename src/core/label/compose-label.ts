/** A label as a draft: what was made, drawn and noted, put together for one signature. */

import { consentAssertion, type SignedConsent } from "../consent/index.js";
import { humanEdits } from "../disclosure/disclosures.js";
import { noTrainingAssertion } from "../signing/assertions.js";
import type {
  Draft,
  DraftAction,
  DraftAssertion,
  DraftIngredient,
  Inception,
  Placement,
  SoftwareAgent,
} from "../signing/draft.js";
import { type AigcLabel, writeAigc } from "./aigc.js";
import { releaseOf } from "./implicit.js";
import { type LabelFacts, secondsOf } from "./label-facts.js";
import { type MarkRecord, markAssertion } from "./mark-record.js";
import { metadataAssertion } from "./metadata-assertion.js";
import { synthesisAssertion } from "./synthesis-record.js";

export interface LabelWishes {
  facts: LabelFacts;
  title: string;
  format: string;
  /** The file before it was labeled: where AI changed it, and where it carries credentials. */
  parent?: DraftIngredient;
  /** The parent's credentials say already that AI was at work. */
  isToldByParent: boolean;
  marks: readonly MarkRecord[];
  aigc?: AigcLabel;
  /** Something was written into the metadata of the file. */
  hasMetadata: boolean;
  consents: readonly SignedConsent[];
  placement: Placement;
}

export function composeLabel(wishes: LabelWishes): Draft {
  const { facts, parent } = wishes;
  return {
    id: facts.id,
    title: wishes.title,
    format: wishes.format,
    inception: parent ? { kind: "edit" } : beginning(facts),
    actions: [
      ...(parent && !wishes.isToldByParent ? [aiAction(facts)] : []),
      ...wishes.marks.map(markAction),
      ...(wishes.hasMetadata ? [metadataAction(wishes.aigc !== undefined)] : []),
    ],
    isComplete: false,
    ingredients: parent ? [parent] : [],
    assertions: assertionsFor(wishes),
    placement: wishes.placement,
  };
}

function beginning({ disclosure, at, system }: LabelFacts): Inception {
  return {
    kind: "create",
    sourceType: disclosure.uri,
    when: secondsOf(at),
    ...(system ? { softwareAgent: agentOf(system) } : {}),
  };
}

function aiAction({ disclosure, at, system }: LabelFacts): DraftAction {
  return {
    name: "c2pa.edited",
    digitalSourceType: disclosure.uri,
    when: secondsOf(at),
    ...(system ? { softwareAgent: agentOf(system) } : {}),
  };
}

function agentOf({ name, version }: NonNullable<LabelFacts["system"]>): SoftwareAgent {
  return { name, ...(version === undefined ? {} : { version }) };
}

function markAction(mark: MarkRecord): DraftAction {
  switch (mark.form) {
    case "plate":
      return added(`label burnt in: ${mark.text}`);
    case "text":
      return added(`label written in: ${mark.text}`);
    case "speech":
      return { ...sounded, description: `label spoken at the start: ${mark.text}` };
    case "morse":
      return { ...sounded, description: "label sounded at the start: the rhythm of GB 45438-2025" };
  }
}

const sounded = { name: "c2pa.edited", digitalSourceType: humanEdits };

function added(description: string): DraftAction {
  return { name: "c2pa.addedText", digitalSourceType: humanEdits, description };
}

function metadataAction(hasAigc: boolean): DraftAction {
  const what = [...(hasAigc ? ["AIGC label (GB 45438-2025)"] : []), "IPTC DigitalSourceType"];
  return { name: "c2pa.edited.metadata", description: what.join(", ") };
}

function assertionsFor({ facts, aigc, marks, consents }: LabelWishes): DraftAssertion[] {
  const { id, share, kinds, provider, system, mayTrain, author } = facts;
  const { modelReleaseStatus, modelReleaseId } = releaseOf(facts);
  return [
    aiDisclosure(system),
    metadataAssertion({
      digitalSourceType: facts.disclosure.uri,
      aiSystemUsed: system?.name,
      aiSystemVersionUsed: system?.version,
      modelReleaseStatus: facts.consents.length > 0 ? modelReleaseStatus : undefined,
      modelReleaseId,
      documentId: `xmp.did:${id}`,
      creator: author === undefined ? undefined : [author],
      aigc: aigc && writeAigc(aigc),
    }),
    synthesisAssertion({ id, share, kinds, ...(provider === undefined ? {} : { provider }) }),
    ...(marks.length > 0 ? [markAssertion(marks)] : []),
    ...(consents.length > 0 ? [consentAssertion(consents)] : []),
    ...(mayTrain ? [] : [noTrainingAssertion()]),
  ];
}

/** C2PA 2.4 §18.28; which type of model it was is not asked, so it is just a model. */
function aiDisclosure(system: LabelFacts["system"]): DraftAssertion {
  const { name, version } = system ?? {};
  // A package URL of the generic type (ECMA-427), which needs no registry.
  const isIdentified = name !== undefined && version !== undefined;
  const identifier = isIdentified
    ? `pkg:generic/${encodeURIComponent(name.toLowerCase())}@${encodeURIComponent(version)}`
    : undefined;
  return {
    label: "c2pa.ai-disclosure",
    data: {
      modelType: "c2pa.types.model",
      ...(name === undefined ? {} : { modelName: name }),
      ...(identifier === undefined ? {} : { modelIdentifier: identifier }),
    },
  };
}
